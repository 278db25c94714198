// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.airlift.compress.v3.zstd.ZstdOutputStream;

import spiders.dicom.web.ContentCoding;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Zstandard (RFC 8878): the metadata of a series in three fifths of the bytes that gzip makes of
 * it, and in less time. For answers to browsers; what is fetched from a PACS comes by gzip (ADR
 * 0011).
 */
final class ZstdCoding implements ContentCoding {

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public OutputStream pack(OutputStream target) throws IOException {
        return new ZstdOutputStream(target);
    }

    /** Holds what has come out, up to the window that the body claims: limit what may come out. */
    @Override
    public InputStream unpack(InputStream packed) {
        return new Guarded(new ZstdInputStream(packed));
    }

    /** The library throws unchecked exceptions, of several kinds, where a body is malformed. */
    private static final class Guarded extends FilterInputStream {

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (RuntimeException e) {
                throw new IOException("no zstd: " + e.getMessage(), e);
            }
        }
    }
}
