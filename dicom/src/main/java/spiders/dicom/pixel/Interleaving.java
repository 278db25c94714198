// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** Turns color-by-plane cells into color-by-pixel ones. */
final class Interleaving {

    private Interleaving() {}

    static Frame byPixel(Frame frame) {
        var image = frame.image();
        if (!image.isPlanar()) {
            return frame;
        }
        var result = Frame.blank(image.withPlanar(false));
        int pixels = image.pixels();
        int count = image.samplesPerPixel();
        for (int c = 0; c < count; c++) {
            copy(frame.samples(), c * pixels, result.samples(), c, count, pixels);
        }
        return result;
    }

    private static void copy(
            Samples from, int start, Samples into, int first, int step, int pixels) {
        switch (from) {
            case Samples.OfByte cells -> {
                byte[] in = cells.array();
                byte[] out = ((Samples.OfByte) into).array();
                for (int i = 0, at = first; i < pixels; i++, at += step) {
                    out[at] = in[start + i];
                }
            }
            case Samples.OfShort cells -> {
                short[] in = cells.array();
                short[] out = ((Samples.OfShort) into).array();
                for (int i = 0, at = first; i < pixels; i++, at += step) {
                    out[at] = in[start + i];
                }
            }
            case Samples.OfInt cells -> {
                int[] in = cells.array();
                int[] out = ((Samples.OfInt) into).array();
                for (int i = 0, at = first; i < pixels; i++, at += step) {
                    out[at] = in[start + i];
                }
            }
            case Samples.OfLong _, Samples.OfFloat _, Samples.OfDouble _ ->
                    throw new UnsupportedFrameException("Colours of 64 bits or real numbers");
        }
    }
}
