// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Cells as native pixel data has them: little-endian, one after the other (PS3.5 section 8). */
final class NativeCells {

    private NativeCells() {}

    /** The bytes that a frame takes, those of single bits begun at a byte. */
    static long bytes(ImagePixel image) {
        long cells = (long) image.pixels() * cellsPerTwoPixels(image) / 2;
        return image.depth().allocated() == 1 ? (cells + 7) / 8 : cells * image.depth().cellBytes();
    }

    private static int cellsPerTwoPixels(ImagePixel image) {
        return image.photometricInterpretation().isSubsampled() ? 4 : 2 * image.samplesPerPixel();
    }

    /**
     * Reads a frame; bytes behind it are its padding.
     *
     * @param firstBit the bit of the first byte that a frame of single bits begins at
     */
    static Frame read(byte[] bytes, int firstBit, ImagePixel image) {
        boolean isSubsampled = image.photometricInterpretation().isSubsampled();
        long needed = bytes(image);
        if (image.depth().allocated() == 1 && !isSubsampled) {
            needed = (firstBit + (long) image.samples() + 7) / 8;
        }
        if (bytes.length < needed) {
            throw new MalformedFrameException(
                    bytes.length, "%d bytes for a frame of %d".formatted(bytes.length, needed));
        }
        if (isSubsampled) {
            // Frames that were decompressed, and are still said to be what they were: RGB (what
            // users of cornerstone3D, pull request 829, and of pydicom/deid, issue 240, are sent).
            return bytes.length < image.frameBytes()
                    ? pairs(bytes, image)
                    : new Frame(
                            image.withPhotometric(PhotometricInterpretation.RGB),
                            cells(bytes, 0, image));
        }
        return new Frame(image, cells(bytes, firstBit, image));
    }

    private static Samples cells(byte[] bytes, int firstBit, ImagePixel image) {
        var samples = Samples.allocate(image);
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (samples) {
            case Samples.OfByte cells -> {
                if (image.depth().allocated() == 1) {
                    unpack(bytes, firstBit, cells.array());
                } else {
                    in.get(cells.array());
                }
            }
            case Samples.OfShort cells -> in.asShortBuffer().get(cells.array());
            case Samples.OfInt cells -> in.asIntBuffer().get(cells.array());
            case Samples.OfLong cells -> in.asLongBuffer().get(cells.array());
            case Samples.OfFloat cells -> in.asFloatBuffer().get(cells.array());
            case Samples.OfDouble cells -> in.asDoubleBuffer().get(cells.array());
        }
        return samples;
    }

    /** The first pixel is in the lowest bit (PS3.5 section 8.1.1). */
    private static void unpack(byte[] bits, int firstBit, byte[] cells) {
        for (int i = 0; i < cells.length; i++) {
            int bit = firstBit + i;
            cells[i] = (byte) (bits[bit >> 3] >> (bit & 7) & 1);
        }
    }

    /** Two luminances and the two colour differences they share (PS3.3 section C.7.6.3.1.2). */
    private static Frame pairs(byte[] bytes, ImagePixel image) {
        var colours = image.photometricInterpretation();
        boolean isPair = colours != PhotometricInterpretation.YBR_PARTIAL_420;
        if (!isPair || image.depth().allocated() != 8 || image.columns() % 2 != 0) {
            throw new UnsupportedFrameException(
                    "Native %s of %d columns, %d bits"
                            .formatted(colours.term(), image.columns(), image.depth().allocated()));
        }
        var cells = new byte[image.samples()];
        for (int in = 0, out = 0; out < cells.length; in += 4, out += 6) {
            cells[out] = bytes[in];
            cells[out + 3] = bytes[in + 1];
            cells[out + 1] = cells[out + 4] = bytes[in + 2];
            cells[out + 2] = cells[out + 5] = bytes[in + 3];
        }
        var parted =
                colours == PhotometricInterpretation.YBR_FULL_422
                        ? PhotometricInterpretation.YBR_FULL
                        : colours;
        return new Frame(
                image.withPhotometric(parted).withPlanar(false), new Samples.OfByte(cells));
    }

    /** Writes a frame, single bits from a byte's first on, with no padding behind. */
    static byte[] write(Frame frame) {
        var image = frame.image();
        if (image.photometricInterpretation().isSubsampled()) {
            throw new UnsupportedFrameException("Native pixels that share their colours");
        }
        var bytes = new byte[Math.toIntExact(bytes(image))];
        var out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (frame.samples()) {
            case Samples.OfByte cells -> {
                if (image.depth().allocated() == 1) {
                    pack(cells.array(), bytes, 0);
                } else {
                    out.put(cells.array());
                }
            }
            case Samples.OfShort cells -> out.asShortBuffer().put(cells.array());
            case Samples.OfInt cells -> out.asIntBuffer().put(cells.array());
            case Samples.OfLong cells -> out.asLongBuffer().put(cells.array());
            case Samples.OfFloat cells -> out.asFloatBuffer().put(cells.array());
            case Samples.OfDouble cells -> out.asDoubleBuffer().put(cells.array());
        }
        return bytes;
    }

    /** Sets the bits of cells that are not 0, from a bit on. */
    static void pack(byte[] cells, byte[] bits, int firstBit) {
        for (int i = 0; i < cells.length; i++) {
            int bit = firstBit + i;
            bits[bit >> 3] |= (byte) ((cells[i] & 1) << (bit & 7));
        }
    }
}
