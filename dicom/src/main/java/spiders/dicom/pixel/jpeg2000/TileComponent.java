// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/**
 * A component within a tile, resolution by resolution from the lowest (T.800 B.5).
 *
 * @param roiShift the bit-planes that a region of interest is raised by
 */
record TileComponent(CodingStyle style, int roiShift, Area area, List<Resolution> resolutions) {

    /** The bands of every resolution but the lowest, in the order of a packet. */
    private static final List<Band.Orientation> DETAILS =
            List.of(Band.Orientation.HL, Band.Orientation.LH, Band.Orientation.HH);

    static TileComponent of(Parameters parameters, int index, Area area, ComponentSize size) {
        var style = parameters.style(index);
        var quantization = parameters.quantization(index);
        var resolutions = new ArrayList<Resolution>();
        for (int r = 0; r <= style.levels(); r++) {
            var bands = new ArrayList<Band>();
            if (r == 0) {
                var whole = area.reduced(style.levels());
                bands.add(band(Band.Orientation.LL, whole, 0, quantization, style, size));
            } else {
                for (var orientation : DETAILS) {
                    var part =
                            area.band(
                                    style.levels() - r + 1,
                                    orientation.xHigh(),
                                    orientation.yHigh());
                    int number = 3 * (r - 1) + orientation.place();
                    bands.add(band(orientation, part, number, quantization, style, size));
                }
            }
            resolutions.add(new Resolution(area.reduced(style.levels() - r), bands, style, r));
        }
        return new TileComponent(style, parameters.roiShift(index), area, resolutions);
    }

    private static Band band(
            Band.Orientation orientation,
            Area area,
            int number,
            Quantization quantization,
            CodingStyle style,
            ComponentSize size) {
        float step =
                style.isReversible()
                        ? 1
                        : quantization.step(number, size.bits() + orientation.gainBits());
        return new Band(orientation, area, quantization.bitPlanes(number), step);
    }
}
