// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.rle;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.Samples;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Encodes RLE Lossless (PS3.5 annex G).
 *
 * <p>Whole cells are encoded, so that what stands in their unused bits is kept. Runs end with the
 * row, as section G.3.1 asks.
 */
public final class RLEEncoder implements FrameEncoder {

    private static final int HEADER = 64;
    private static final int MAX_SEGMENTS = 15;
    private static final int MAX_RUN = 128;

    @Override
    public boolean keepsUnusedBits() {
        return true;
    }

    @Override
    public ImagePixel encoded(ImagePixel image) {
        var depth = image.depth();
        if (depth.allocated() == 1
                || !depth.format().isWhole()
                || depth.cellBytes() * image.samplesPerPixel() > MAX_SEGMENTS
                || image.photometricInterpretation().isSubsampled()) {
            throw new UnsupportedFrameException("RLE Lossless of " + image);
        }
        return image.withPlanar(true);
    }

    @Override
    public byte[] encode(Frame frame) {
        var image = encoded(frame.image());
        int cellBytes = image.depth().cellBytes();
        int segments = cellBytes * image.samplesPerPixel();
        // At worst a row has a control byte for 128 others; and segments are padded.
        long worst =
                HEADER
                        + (long) segments
                                * image.rows()
                                * (image.columns() + image.columns() / MAX_RUN + 2);
        var packer = new Packer((int) Math.min(worst, Integer.MAX_VALUE - 16L));
        var header = ByteBuffer.wrap(packer.out).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(segments);
        var row = new byte[image.columns()];
        for (int segment = 0; segment < segments; segment++) {
            header.putInt(packer.at);
            int component = segment / cellBytes;
            int shift = 8 * (cellBytes - 1 - segment % cellBytes);
            for (int y = 0; y < image.rows(); y++) {
                part(frame, frame.index(component, y, 0), shift, row);
                packer.pack(row);
            }
            packer.pad();
        }
        return Arrays.copyOf(packer.out, packer.at);
    }

    private static void part(Frame frame, int start, int shift, byte[] row) {
        int step = frame.step();
        int at = start;
        switch (frame.samples()) {
            case Samples.OfByte cells -> {
                for (int i = 0; i < row.length; i++, at += step) {
                    row[i] = cells.array()[at];
                }
            }
            case Samples.OfShort cells -> {
                for (int i = 0; i < row.length; i++, at += step) {
                    row[i] = (byte) (cells.array()[at] >> shift);
                }
            }
            case Samples.OfInt cells -> {
                for (int i = 0; i < row.length; i++, at += step) {
                    row[i] = (byte) (cells.array()[at] >> shift);
                }
            }
            case Samples.OfLong cells -> {
                for (int i = 0; i < row.length; i++, at += step) {
                    row[i] = (byte) (cells.array()[at] >> shift);
                }
            }
            case Samples.OfFloat _, Samples.OfDouble _ ->
                    throw new UnsupportedFrameException("RLE Lossless of real numbers");
        }
    }

    /** Packs bytes into runs of one, and pieces of several (section G.3.1). */
    private static final class Packer {

        private final byte[] out;
        private int at = HEADER;

        Packer(int size) {
            this.out = new byte[size];
        }

        void pack(byte[] row) {
            int literal = 0;
            int i = 0;
            while (i < row.length) {
                int run = run(row, i);
                // A run of two is worth it where no piece is open.
                if (run >= 3 || (run == 2 && literal == i)) {
                    piece(row, literal, i);
                    out[at++] = (byte) (1 - run);
                    out[at++] = row[i];
                    i += run;
                    literal = i;
                } else {
                    i += run;
                }
            }
            piece(row, literal, row.length);
        }

        private int run(byte[] row, int from) {
            int end = Math.min(row.length, from + MAX_RUN);
            int i = from + 1;
            while (i < end && row[i] == row[from]) {
                i++;
            }
            return i - from;
        }

        private void piece(byte[] row, int from, int end) {
            for (int i = from; i < end; i += MAX_RUN) {
                int count = Math.min(MAX_RUN, end - i);
                out[at++] = (byte) (count - 1);
                System.arraycopy(row, i, out, at, count);
                at += count;
            }
        }

        void pad() {
            if (at % 2 != 0) {
                out[at++] = 0;
            }
        }
    }
}
