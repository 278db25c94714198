// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests the bytes that go by, from some byte on. */
final class Counting {

    private final MessageDigest digest;
    private final long digestedFrom;
    private long bytes;

    /** The digest leaves the bytes before {@code digestedFrom} out. */
    Counting(long digestedFrom) {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
        this.digestedFrom = digestedFrom;
    }

    private void passed(byte[] array, int offset, int length) {
        int left = Math.clamp(digestedFrom - bytes, 0, length);
        digest.update(array, offset + left, length - left);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** To be asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    InputStream reading(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] array, int offset, int length) throws IOException {
                int count = in.read(array, offset, length);
                if (count > 0) {
                    passed(array, offset, count);
                }
                return count;
            }
        };
    }

    OutputStream writing(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] array, int offset, int length) throws IOException {
                out.write(array, offset, length);
                passed(array, offset, length);
            }
        };
    }
}
