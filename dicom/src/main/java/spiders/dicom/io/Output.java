// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.VR;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes headers and values through a small buffer; big values go past it. */
final class Output extends OutputStream {

    private static final int SIZE = 16 * 1024;

    /** What the JDK copies on the way to a file without mapping memory anew. */
    private static final int PIECE = 64 * 1024;

    private static final VarHandle SHORT_LE = handle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = handle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = handle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = handle(int[].class, ByteOrder.BIG_ENDIAN);

    private final OutputStream out;
    private final boolean isExplicit;
    private final boolean isBigEndian;
    private final byte[] buffer;
    private int at;
    private long count;

    Output(OutputStream out, Encoding encoding) {
        this(out, encoding, SIZE);
    }

    /** Writes through a buffer of so many bytes: less for what is small, a meta or a command. */
    Output(OutputStream out, Encoding encoding, int size) {
        this.buffer = new byte[size];
        this.out = out;
        this.isExplicit = encoding.isExplicit();
        this.isBigEndian = encoding.isBigEndian();
    }

    private static VarHandle handle(Class<?> array, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(array, order);
    }

    boolean isExplicit() {
        return isExplicit;
    }

    boolean isBigEndian() {
        return isBigEndian;
    }

    /** The bytes written so far. */
    long count() {
        return count + at;
    }

    private void room(int bytes) throws IOException {
        if (buffer.length - at < bytes) {
            flush();
        }
    }

    /** Writes the header of an element; -1 is the undefined length. */
    void header(int code, VR vr, long length) throws IOException {
        room(12);
        putTag(code);
        if (!isExplicit) {
            putInt((int) length);
            return;
        }
        String name = vr.name();
        buffer[at++] = (byte) name.charAt(0);
        buffer[at++] = (byte) name.charAt(1);
        if (vr.hasLongForm()) {
            putShort(0);
            putInt((int) length);
        } else {
            putShort((int) length);
        }
    }

    /** Writes the header of an item or a delimiter, which has no VR. */
    void delimiter(int code, long length) throws IOException {
        room(8);
        putTag(code);
        putInt((int) length);
    }

    private void putTag(int code) {
        putShort(code >>> 16);
        putShort(code);
    }

    private void putShort(int value) {
        (isBigEndian ? SHORT_BE : SHORT_LE).set(buffer, at, (short) value);
        at += 2;
    }

    private void putInt(int value) {
        (isBigEndian ? INT_BE : INT_LE).set(buffer, at, value);
        at += 4;
    }

    @Override
    public void write(int value) throws IOException {
        room(1);
        buffer[at++] = (byte) value;
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
        if (length > buffer.length / 4) {
            flush();
            for (int done = 0; done < length; done += PIECE) {
                out.write(array, offset + done, Math.min(PIECE, length - done));
            }
            count += length;
            return;
        }
        room(length);
        System.arraycopy(array, offset, buffer, at, length);
        at += length;
    }

    /** Copies a stream that must have so many bytes, turning words around if asked. */
    void copy(InputStream in, long length, int swappedWordSize) throws IOException {
        flush();
        var chunk = new byte[(int) Math.min(length, 64 * 1024)];
        for (long left = length; left > 0; ) {
            int read = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
            if (read == 0) {
                throw new IOException("Bulk data ended %d bytes early".formatted(left));
            }
            ByteSwap.swap(chunk, 0, read, swappedWordSize);
            out.write(chunk, 0, read);
            left -= read;
            count += read;
        }
    }

    /** Hands all bytes on; does not flush the stream below. */
    @Override
    public void flush() throws IOException {
        out.write(buffer, 0, at);
        count += at;
        at = 0;
    }
}
