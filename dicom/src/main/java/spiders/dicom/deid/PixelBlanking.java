// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.deid.PixelBands.Band;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * How the pixels of an object are changed while they are copied: parts of every frame become black,
 * and bits that are no part of a sample are cleared, if overlays were in them.
 *
 * @param bands what is blanked, by one or more rules
 * @param clearsUnusedBits whether bits outside of the samples are cleared
 * @param isBigEndian how the samples are encoded
 */
record PixelBlanking(
        ImageLayout layout, List<PixelBands> bands, boolean clearsUnusedBits, boolean isBigEndian) {

    PixelBlanking {
        bands = List.copyOf(bands);
    }

    /** Returns the changed bytes of pixel data, whose first byte is the next of the stream. */
    InputStream over(InputStream pixels) {
        return new Stream(pixels);
    }

    /** Changes bytes of pixel data that begin at a position in it. */
    void apply(long position, byte[] array, int offset, int length) {
        if (clearsUnusedBits) {
            clear(position, array, offset, length);
        }
        int rowBytes = layout.rowBytes();
        long first = position / rowBytes;
        long last = (position + length - 1) / rowBytes;
        for (long row = first; row <= last; row++) {
            int frameRow = (int) (row % layout.rows());
            int plane = (int) (row / layout.rows() % layout.planes());
            long start = row * rowBytes - position;
            for (var each : bands) {
                blank(each.band(frameRow), plane, start, array, offset, length);
            }
        }
    }

    private void blank(Band band, int plane, long start, byte[] array, int offset, int length) {
        int pixelBytes = layout.pixelBytes();
        for (var span : band.spans()) {
            long from = Math.max(0, start + (long) span.from() * pixelBytes);
            long to = Math.min(length, start + (long) span.to() * pixelBytes);
            for (long at = from; at < to; at++) {
                array[offset + (int) at] = black((int) ((at - start) % pixelBytes), plane);
            }
        }
    }

    /** The byte of black at a place in a pixel. */
    private byte black(int place, int plane) {
        int bytes = layout.bytes();
        long value = layout.black().get(layout.planes() == 1 ? place / bytes : plane);
        return byteOf(value, place % bytes);
    }

    private byte byteOf(long value, int place) {
        int shift = isBigEndian ? layout.bytes() - 1 - place : place;
        return (byte) (value >>> (8 * shift));
    }

    private void clear(long position, byte[] array, int offset, int length) {
        int bytes = layout.bytes();
        for (int i = 0; i < length; i++) {
            array[offset + i] &= byteOf(layout.usedBits(), (int) ((position + i) % bytes));
        }
    }

    private final class Stream extends FilterInputStream {

        private long position;

        Stream(InputStream pixels) {
            super(pixels);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                apply(position, bytes, offset, read);
                position += read;
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            position += skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
