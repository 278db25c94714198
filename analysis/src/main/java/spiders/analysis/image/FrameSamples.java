// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.SampleFormat;
import spiders.dicom.pixel.Samples;

/** The stored values of a decoded frame, made into samples. */
final class FrameSamples {

    private static final double TWO_TO_32 = 0x1p32;

    private final Frame frame;
    private final Padding padding;

    FrameSamples(Frame frame, Padding padding) {
        this.frame = frame;
        this.padding = padding;
    }

    /** Fills all samples of the frame into an array, from a place on. */
    void fill(Rescale rescale, float[] target, int from) {
        switch (frame.samples()) {
            case Samples.OfFloat cells -> {
                for (int i = 0; i < cells.length(); i++) {
                    target[from + i] = sample(cells.array()[i], rescale);
                }
            }
            case Samples.OfDouble cells -> {
                for (int i = 0; i < cells.length(); i++) {
                    target[from + i] = sample(cells.array()[i], rescale);
                }
            }
            case Samples.OfLong cells -> {
                for (int i = 0; i < cells.length(); i++) {
                    target[from + i] = sample((double) cells.array()[i], rescale);
                }
            }
            case Samples.OfByte _, Samples.OfShort _, Samples.OfInt _ ->
                    fillWhole(rescale, target, from);
        }
    }

    private void fillWhole(Rescale rescale, float[] target, int from) {
        var image = frame.image();
        boolean isWide =
                image.depth().stored() == Integer.SIZE
                        && image.depth().format() == SampleFormat.UNSIGNED;
        var row = new int[image.columns()];
        for (int r = 0; r < image.rows(); r++) {
            frame.row(0, r, row, 0);
            for (int c = 0; c < row.length; c++) {
                double stored = isWide && row[c] < 0 ? row[c] + TWO_TO_32 : row[c];
                target[from + r * row.length + c] = sample(stored, rescale);
            }
        }
    }

    private float sample(double stored, Rescale rescale) {
        return padding.covers(stored) ? ImageVolume.NONE : rescale.apply(stored);
    }
}
