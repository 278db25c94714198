// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/**
 * Converts colours (PS3.3 section C.7.6.3.1.2).
 *
 * <p>Full-range YCbCr is converted with constants of 16 bits, each product rounded, as the
 * Independent JPEG Group's library does, so that colours equal those of the systems built on it.
 */
public final class Colours {

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int BLUE_OF_CB = fixed(1.77200);
    private static final int GREEN_OF_CB = fixed(0.34414);
    private static final int GREEN_OF_CR = fixed(0.71414);

    private Colours() {}

    private static int fixed(double value) {
        return (int) (value * (1 << BITS) + 0.5);
    }

    /**
     * Returns a frame in red, green and blue; one that is so already itself.
     *
     * @throws UnsupportedFrameException for grey values, palettes, single bits and real numbers,
     *     and for retired colours and those that only codecs have
     */
    public static Frame toRGB(Frame frame) {
        var image = frame.image();
        return switch (image.photometricInterpretation()) {
            case RGB -> frame;
            case YBR_FULL, YBR_ICT -> converted(frame, Colours::fullToRGB);
            case YBR_PARTIAL_422, YBR_PARTIAL_420 -> converted(frame, Colours::partialToRGB);
            case MONOCHROME1,
                    MONOCHROME2,
                    PALETTE_COLOR,
                    HSV,
                    ARGB,
                    CMYK,
                    YBR_FULL_422,
                    YBR_RCT,
                    XYB ->
                    throw new UnsupportedFrameException(
                            "%s as RGB".formatted(image.photometricInterpretation().term()));
        };
    }

    /** Returns a frame of red, green and blue in full-range YCbCr, each pixel with its own. */
    public static Frame toYBR(Frame rgb) {
        if (rgb.image().photometricInterpretation() != PhotometricInterpretation.RGB) {
            throw new UnsupportedFrameException("Colours that are not RGB");
        }
        return converted(rgb, Colours::rgbToFull, PhotometricInterpretation.YBR_FULL);
    }

    /** Converts a row of three components in place. */
    @FunctionalInterface
    private interface RowConversion {

        void convert(int[] first, int[] second, int[] third, int bits);
    }

    private static Frame converted(Frame frame, RowConversion conversion) {
        return converted(frame, conversion, PhotometricInterpretation.RGB);
    }

    private static Frame converted(
            Frame frame, RowConversion conversion, PhotometricInterpretation colours) {
        var image = frame.image();
        var depth = image.depth();
        if (depth.format() != SampleFormat.UNSIGNED || depth.stored() < 8 || depth.stored() > 16) {
            throw new UnsupportedFrameException("Colours of %s".formatted(depth));
        }
        var result = Frame.blank(image.withPhotometric(colours).withDepth(depth.aligned()));
        int columns = image.columns();
        var rows = new int[3][columns];
        for (int row = 0; row < image.rows(); row++) {
            for (int c = 0; c < 3; c++) {
                frame.row(c, row, rows[c], 0);
            }
            conversion.convert(rows[0], rows[1], rows[2], depth.stored());
            for (int c = 0; c < 3; c++) {
                result.setRow(c, row, rows[c], 0);
            }
        }
        return result;
    }

    private static void fullToRGB(int[] y, int[] cb, int[] cr, int bits) {
        int middle = 1 << (bits - 1);
        int max = 2 * middle - 1;
        for (int i = 0; i < y.length; i++) {
            int blue = cb[i] - middle;
            int red = cr[i] - middle;
            int r = y[i] + (int) (((long) RED_OF_CR * red + HALF) >> BITS);
            int g =
                    y[i]
                            + (int)
                                    ((HALF - (long) GREEN_OF_CB * blue - (long) GREEN_OF_CR * red)
                                            >> BITS);
            int b = y[i] + (int) (((long) BLUE_OF_CB * blue + HALF) >> BITS);
            y[i] = Math.max(0, Math.min(max, r));
            cb[i] = Math.max(0, Math.min(max, g));
            cr[i] = Math.max(0, Math.min(max, b));
        }
    }

    /** Black is 16 of 256, white 235, and differences reach from 16 to 240 (ITU-R BT.601). */
    private static void partialToRGB(int[] y, int[] cb, int[] cr, int bits) {
        int middle = 1 << (bits - 1);
        int max = 2 * middle - 1;
        double unit = middle / 128.0;
        for (int i = 0; i < y.length; i++) {
            double grey = (y[i] - 16 * unit) * 255 / 219;
            double blue = (cb[i] - middle) * 255.0 / 224;
            double red = (cr[i] - middle) * 255.0 / 224;
            y[i] = Math.clamp(Math.round(grey + 1.402 * red), 0, max);
            cb[i] = Math.clamp(Math.round(grey - 0.344136 * blue - 0.714136 * red), 0, max);
            cr[i] = Math.clamp(Math.round(grey + 1.772 * blue), 0, max);
        }
    }

    private static void rgbToFull(int[] red, int[] green, int[] blue, int bits) {
        int middle = 1 << (bits - 1);
        int max = 2 * middle - 1;
        for (int i = 0; i < red.length; i++) {
            double r = red[i];
            double g = green[i];
            double b = blue[i];
            double y = 0.299 * r + 0.587 * g + 0.114 * b;
            red[i] = Math.clamp(Math.round(y), 0, max);
            green[i] = Math.clamp(Math.round((b - y) / 1.772 + middle), 0, max);
            blue[i] = Math.clamp(Math.round((r - y) / 1.402 + middle), 0, max);
        }
    }
}
