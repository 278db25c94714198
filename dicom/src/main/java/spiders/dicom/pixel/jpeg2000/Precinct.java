// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/** A precinct of a resolution: its bands that are not empty there. */
final class Precinct {

    private final List<PrecinctBand> bands;
    private int layers;

    Precinct(List<PrecinctBand> bands) {
        this.bands = List.copyOf(bands);
    }

    List<PrecinctBand> bands() {
        return bands;
    }

    /** How many layers have been read. */
    int layers() {
        return layers;
    }

    void addLayer() {
        layers++;
    }
}
