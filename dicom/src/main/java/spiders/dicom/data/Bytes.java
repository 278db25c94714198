// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** Bytes that do not change: a value, or a part of one, possibly within a larger buffer. */
public final class Bytes {

    private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** Copies an array. */
    public static Bytes of(byte... array) {
        return new Bytes(array.clone(), 0, array.length);
    }

    /** Holds a part of an array without copying it: the caller never changes it again. */
    public static Bytes wrap(byte[] array, int offset, int length) {
        return new Bytes(array, Objects.checkFromIndexSize(offset, length, array.length), length);
    }

    public int length() {
        return length;
    }

    public byte get(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    public Bytes slice(int from, int count) {
        return new Bytes(array, offset + Objects.checkFromIndexSize(from, count, length), count);
    }

    /** Returns a copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Returns a read-only view, big-endian as every new buffer. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    public InputStream stream() {
        return new ByteArrayInputStream(array, offset, length);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(array, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array,
                        offset,
                        offset + length,
                        that.array,
                        that.offset,
                        that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Says how many bytes there are, not which: they may be a patient's. */
    @Override
    public String toString() {
        return length + " bytes";
    }
}
