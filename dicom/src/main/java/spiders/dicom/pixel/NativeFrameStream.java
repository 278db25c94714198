// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.io.IOException;
import java.io.InputStream;

/** The frames of an image as native pixel data, each decoded when the one before was read. */
final class NativeFrameStream extends InputStream {

    /** Gives a frame by its number, in the cells it is to be written as. */
    @FunctionalInterface
    interface Source {

        Frame frame(int number) throws IOException;
    }

    private final Source source;
    private final int count;
    private final boolean isBits;
    private byte[] piece = new byte[0];
    private int at;
    private int length;
    private int next;

    /** How many bits of the last byte of the piece are a frame's, if more are to come. */
    private int carriedBits;

    private byte carried;

    NativeFrameStream(Source source, int count, boolean isBits) {
        this.source = source;
        this.count = count;
        this.isBits = isBits;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
        if (size == 0) {
            return 0;
        }
        while (at == length) {
            if (next == count) {
                return -1;
            }
            load();
        }
        int read = Math.min(size, length - at);
        System.arraycopy(piece, at, bytes, offset, read);
        at += read;
        return read;
    }

    private void load() throws IOException {
        var frame = source.frame(next++);
        at = 0;
        if (!isBits) {
            piece = NativeCells.write(frame);
            length = piece.length;
            return;
        }
        // Frames of single bits follow each other within a byte (PS3.5 section 8.1.1).
        var cells = (Samples.OfByte) frame.samples();
        int bits = carriedBits + cells.length();
        piece = new byte[(bits + 7) / 8];
        piece[0] = carried;
        NativeCells.pack(cells.array(), piece, carriedBits);
        carriedBits = bits % 8;
        boolean isLast = next == count;
        length = isLast ? piece.length : bits / 8;
        carried = carriedBits > 0 ? piece[piece.length - 1] : 0;
    }
}
