// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stream in pages that do not change once read, so that small values are slices of them.
 *
 * <p>Big values get an array of their own, which grows with what really arrives: a length that lies
 * costs no memory.
 */
final class PagedInput {

    private static final int PAGE = 16 * 1024;
    private static final int BIG = PAGE / 4;
    private static final int PIECE = 64 * 1024;
    private static final int TRUSTED = 1 << 20;

    /** The end of a stream that has not said its length. */
    static final long UNKNOWN_END = Long.MAX_VALUE;

    private static final VarHandle SHORT_LE = handle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = handle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = handle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = handle(int[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream in;
    private final long end;
    private byte[] page;
    private int at;
    private int limit;

    /** The position in the stream less the place in the page: bytes beside the page shift it. */
    private long base;

    private int valueOffset;

    /**
     * Reads a stream.
     *
     * @param base the position to count from
     * @param end the position of the stream's end, if it is known
     */
    PagedInput(InputStream in, long base, long end) {
        this.in = in;
        this.base = base;
        this.end = end;
        this.page = new byte[Math.clamp(end - base, 16, PAGE)];
    }

    /** Reads an array, which belongs to the data set from now on. */
    PagedInput(byte[] array) {
        this.in = InputStream.nullInputStream();
        this.end = array.length;
        this.page = array;
        this.limit = array.length;
    }

    private static VarHandle handle(Class<?> array, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(array, order);
    }

    long position() {
        return base + at;
    }

    /** Whether there are so many bytes more, at most {@value #BIG}; they can then be looked at. */
    boolean has(int count) throws IOException {
        return limit - at >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        if (at + count > page.length) {
            var next = new byte[Math.clamp(end - position(), count, PAGE)];
            System.arraycopy(page, at, next, 0, limit - at);
            base += at;
            limit -= at;
            at = 0;
            page = next;
        }
        while (limit - at < count) {
            int read = in.read(page, limit, page.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** Makes sure that so many bytes can be looked at. */
    void require(int count) throws IOException {
        if (!has(count)) {
            throw new MalformedDataSetException(base + limit, "The data set ends too early");
        }
    }

    int byteAt(int ahead) {
        return page[at + ahead] & 0xFF;
    }

    int shortAt(int ahead, boolean bigEndian) {
        return (short) (bigEndian ? SHORT_BE : SHORT_LE).get(page, at + ahead) & 0xFFFF;
    }

    int intAt(int ahead, boolean bigEndian) {
        return (int) (bigEndian ? INT_BE : INT_LE).get(page, at + ahead);
    }

    /** Steps over bytes that have been looked at. */
    void advance(int count) {
        at += count;
    }

    /**
     * Reads a value; returns the array it is in, from {@link #valueOffset} on.
     *
     * @throws MalformedDataSetException if the stream ends too early
     */
    byte[] take(int length) throws IOException {
        if (length <= BIG || length <= limit - at) {
            require(length);
            valueOffset = at;
            at += length;
            return page;
        }
        requireWithinEnd(length);
        valueOffset = 0;
        return takeBig(length);
    }

    /** Where the value last taken begins in its array. */
    int valueOffset() {
        return valueOffset;
    }

    private byte[] takeBig(int length) throws IOException {
        // The length is only believed at once where the stream's end is known to be beyond it.
        int size = end == UNKNOWN_END ? Math.min(length, TRUSTED) : length;
        var value = new byte[size];
        int count = limit - at;
        System.arraycopy(page, at, value, 0, count);
        at = limit;
        while (true) {
            // In pieces that the JDK copies through memory it need not map anew for each.
            int read = in.read(value, count, Math.min(PIECE, value.length - count));
            if (read < 0) {
                throw new MalformedDataSetException(position(), "The data set ends within a value");
            }
            count += read;
            base += read;
            if (count == length) {
                return value;
            }
            if (count == value.length) {
                value = Arrays.copyOf(value, (int) Math.min(length, 2L * count));
            }
        }
    }

    /** The bytes not yet read, as a stream; the pages are not to be used any more. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(page, at, limit - at), in);
    }

    private void requireWithinEnd(long length) {
        if (end != UNKNOWN_END && length > end - position()) {
            throw new MalformedDataSetException(
                    position(),
                    "A value claims %d bytes of %d left".formatted(length, end - position()));
        }
    }

    /** Steps over bytes without keeping them. */
    void skip(long length) throws IOException {
        long buffered = Math.min(length, limit - at);
        at += (int) buffered;
        long left = length - buffered;
        if (left == 0) {
            return;
        }
        requireWithinEnd(left);
        // A file's stream skips beyond its end without a word, so the last byte is read.
        while (left > 1) {
            long skipped = in.skip(left - 1);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    throw new MalformedDataSetException(
                            position(), "The data set ends within a value");
                }
                skipped = 1;
            }
            left -= skipped;
            base += skipped;
        }
        if (in.read() < 0) {
            throw new MalformedDataSetException(position(), "The data set ends within a value");
        }
        base++;
    }
}
