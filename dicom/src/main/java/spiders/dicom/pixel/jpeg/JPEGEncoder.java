// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Colours;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleFormat;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.Optional;

/**
 * Encodes JPEG Baseline, of 8 bits grey or colour (PS3.5 section A.4.1).
 *
 * <p>Colours become YBR_FULL_422: two pixels of a row share their colour differences.
 */
public final class JPEGEncoder implements FrameEncoder {

    /** The quality of {@link spiders.dicom.pixel.FrameCodecs#standard()}. */
    public static final int QUALITY = 90;

    private static final int BLOCK = 8;
    private static final int MIDDLE = 128;

    private final int[][] quantization = new int[2][];

    /**
     * @param quality 1 to 100, with the meaning that the Independent JPEG Group gave it
     */
    public JPEGEncoder(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("Quality %d is not 1 to 100".formatted(quality));
        }
        quantization[0] = TypicalTables.quantization(true, quality);
        quantization[1] = TypicalTables.quantization(false, quality);
    }

    @Override
    public Optional<String> lossyMethod() {
        return Optional.of("ISO_10918_1");
    }

    @Override
    public ImagePixel encoded(ImagePixel image) {
        var depth = image.depth();
        boolean isByte =
                depth.allocated() == 8
                        && depth.stored() == 8
                        && depth.format() == SampleFormat.UNSIGNED;
        if (!isByte) {
            throw new UnsupportedFrameException("JPEG Baseline of %s".formatted(depth));
        }
        return switch (image.photometricInterpretation()) {
            case MONOCHROME1, MONOCHROME2 -> image;
            case RGB, YBR_FULL ->
                    image.withPhotometric(PhotometricInterpretation.YBR_FULL_422).withPlanar(false);
            default ->
                    throw new UnsupportedFrameException(
                            "JPEG Baseline of " + image.photometricInterpretation().term());
        };
    }

    @Override
    public byte[] encode(Frame frame) {
        var image = encoded(frame.image());
        boolean isColour = image.samplesPerPixel() > 1;
        var colours =
                frame.image().photometricInterpretation() == PhotometricInterpretation.RGB
                        ? Colours.toYBR(frame)
                        : frame;
        var out = new HuffmanWriter();
        headers(out, image, isColour);
        var grey = new Component(colours, 0, 1, quantization[0], out);
        if (isColour) {
            var blue = new Component(colours, 1, 2, quantization[1], out);
            var red = new Component(colours, 2, 2, quantization[1], out);
            int across = Math.ceilDiv(image.columns(), 2 * BLOCK);
            for (int y = 0; y < image.rows(); y += BLOCK) {
                for (int x = 0; x < across; x++) {
                    grey.block(2 * x * BLOCK, y);
                    grey.block((2 * x + 1) * BLOCK, y);
                    blue.block(x * BLOCK, y);
                    red.block(x * BLOCK, y);
                }
            }
        } else {
            for (int y = 0; y < image.rows(); y += BLOCK) {
                for (int x = 0; x < image.columns(); x += BLOCK) {
                    grey.block(x, y);
                }
            }
        }
        out.align();
        out.raw(0xFF, Marker.EOI);
        return out.toArray();
    }

    private void headers(HuffmanWriter out, ImagePixel image, boolean isColour) {
        out.raw(0xFF, Marker.SOI);
        out.raw(0xFF, Marker.APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
        int tables = isColour ? 2 : 1;
        for (int i = 0; i < tables; i++) {
            out.raw(0xFF, Marker.DQT, 0, 67, i);
            for (int k = 0; k < 64; k++) {
                out.raw(quantization[i][ZigZag.NATURAL[k]]);
            }
        }
        int rows = image.rows();
        int columns = image.columns();
        out.raw(0xFF, Marker.SOF_BASELINE, 0, isColour ? 17 : 11, 8);
        out.raw(rows >> 8, rows, columns >> 8, columns);
        if (isColour) {
            out.raw(3, 1, 0x21, 0, 2, 0x11, 1, 3, 0x11, 1);
        } else {
            out.raw(1, 1, 0x11, 0);
        }
        table(out, 0x00, TypicalTables.DC_LUMINANCE);
        table(out, 0x10, TypicalTables.AC_LUMINANCE);
        if (isColour) {
            table(out, 0x01, TypicalTables.DC_CHROMINANCE);
            table(out, 0x11, TypicalTables.AC_CHROMINANCE);
            out.raw(0xFF, Marker.SOS, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0);
        } else {
            out.raw(0xFF, Marker.SOS, 0, 8, 1, 1, 0, 0, 63, 0);
        }
    }

    private static void table(HuffmanWriter out, int kind, byte[][] table) {
        out.raw(0xFF, Marker.DHT, 0, 3 + table[0].length + table[1].length, kind);
        out.raw(table[0]);
        out.raw(table[1]);
    }

    /** A component that is being encoded. */
    private static final class Component {

        private final Frame frame;
        private final int index;
        private final int shared;
        private final int[] quantization;
        private final HuffmanWriter out;
        private final int[] dc;
        private final int[] ac;
        private final int[] row;
        private final int[] block = new int[BLOCK * BLOCK];
        private final int[] quantized = new int[BLOCK * BLOCK];

        /** The rows of the blocks that are being encoded, and the first of them. */
        private final int[][] rows;

        private int firstRow = -1;
        private int mean;

        /**
         * @param shared how many pixels of a row share a sample
         */
        Component(Frame frame, int index, int shared, int[] quantization, HuffmanWriter out) {
            boolean isLuminance = index == 0;
            int columns = frame.image().columns();
            this.frame = frame;
            this.index = index;
            this.shared = shared;
            this.quantization = quantization;
            this.out = out;
            this.dc =
                    HuffmanWriter.codes(
                            isLuminance
                                    ? TypicalTables.DC_LUMINANCE
                                    : TypicalTables.DC_CHROMINANCE);
            this.ac =
                    HuffmanWriter.codes(
                            isLuminance
                                    ? TypicalTables.AC_LUMINANCE
                                    : TypicalTables.AC_CHROMINANCE);
            this.row = new int[columns];
            this.rows = new int[BLOCK][Math.ceilDiv(columns, shared)];
        }

        /** Encodes the block at a sample; the last row and column fill what is beyond. */
        void block(int x, int y) {
            if (y != firstRow) {
                load(y);
            }
            int last = rows[0].length - 1;
            for (int i = 0; i < block.length; i++) {
                block[i] = rows[i / BLOCK][Math.min(x + i % BLOCK, last)] - MIDDLE;
            }
            ForwardDCT.transform(block);
            for (int k = 0; k < block.length; k++) {
                int place = ZigZag.NATURAL[k];
                int divisor = quantization[place] * ForwardDCT.SCALE;
                int size = (Math.abs(block[place]) + divisor / 2) / divisor;
                quantized[k] = block[place] < 0 ? -size : size;
            }
            out.block(quantized, mean, dc, ac);
            mean = quantized[0];
        }

        private void load(int y) {
            firstRow = y;
            for (int i = 0; i < BLOCK; i++) {
                frame.row(index, Math.min(y + i, frame.image().rows() - 1), row, 0);
                for (int x = 0; x < rows[i].length; x++) {
                    int next = Math.min(shared * x + 1, row.length - 1);
                    rows[i][x] =
                            shared == 1 ? row[x] : (row[shared * x] + row[next] + (x & 1)) >> 1;
                }
            }
        }
    }
}
