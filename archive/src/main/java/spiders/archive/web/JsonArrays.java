// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.viewing.MetadataBundles;
import spiders.dicom.data.Bytes;
import spiders.dicom.web.ContentCoding;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One JSON array whose elements are handed in some at a time: plain, or as frames of Zstandard.
 *
 * <p>Frames one after the other are one body of the content coding zstd (RFC 8878 section 3.1), so
 * that what is kept packed goes out as it is, and brackets and commas in frames of a byte. What
 * comes plain to such a body is a frame of its own.
 */
final class JsonArrays implements MetadataBundles.Target, AutoCloseable {

    /** No content coding. */
    static final ContentCoding IDENTITY = new Identity();

    private static final int BUFFER = 1 << 16;

    private final OutputStream target;
    private final ContentCoding coding;
    private final boolean isZstd;
    private OutputStream plain = OutputStream.nullOutputStream();
    private boolean isOpen;
    private boolean isBegun;

    JsonArrays(OutputStream target, ContentCoding coding) {
        this.target = target;
        this.coding = coding;
        this.isZstd = coding instanceof ZstdCoding;
    }

    /** Begins the next elements. */
    void next() throws IOException {
        mark(isBegun ? ',' : '[');
        isBegun = true;
    }

    /** Ends the array. */
    void end() throws IOException {
        if (!isBegun) {
            mark('[');
        }
        mark(']');
    }

    private void mark(char mark) throws IOException {
        if (isZstd) {
            endPlain();
            target.write(frame(mark));
        } else {
            plain().write(mark);
        }
    }

    /** A frame whose one block is one byte as it is (RFC 8878 sections 3.1.1 and 3.1.1.2). */
    static byte[] frame(char one) {
        return new byte[] {
            0x28,
            (byte) 0xB5,
            0x2F,
            (byte) 0xFD, // Magic number
            0x20,
            1, // One segment, of a length of one byte
            (1 << 3) | 1,
            0,
            0, // The last block, raw, of one byte
            (byte) one
        };
    }

    @Override
    public boolean isPackedBetter() {
        return isZstd;
    }

    @Override
    public void packed(Bytes frame) throws IOException {
        endPlain();
        frame.writeTo(target);
    }

    @Override
    public OutputStream plain() throws IOException {
        if (!isOpen) {
            plain = new BufferedOutputStream(coding.pack(new Unclosed(target)), BUFFER);
            isOpen = true;
        }
        return plain;
    }

    /** Ends the frame that was being written, and leaves the body open. */
    private void endPlain() throws IOException {
        if (isOpen) {
            plain.close();
            isOpen = false;
        }
    }

    @Override
    public void close() throws IOException {
        endPlain();
        target.close();
    }

    /** A stream that stays open when what writes to it ends. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static final class Identity implements ContentCoding {

        @Override
        public String name() {
            return "identity";
        }

        @Override
        public OutputStream pack(OutputStream out) {
            return out;
        }

        @Override
        public InputStream unpack(InputStream packed) {
            return packed;
        }
    }
}
