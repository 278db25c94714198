// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests what is read through it. */
final class HashingInput extends FilterInputStream {

    private final MessageDigest digest;
    private long count;
    private boolean atEnd;

    HashingInput(InputStream in) {
        super(in);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            atEnd = true;
            return b;
        }
        digest.update((byte) b);
        count++;
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read < 0) {
            atEnd = true;
            return read;
        }
        digest.update(bytes, offset, read);
        count += read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        throw new IOException("Bytes that are kept are not skipped");
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count;
    }

    /** Whether the stream was read to its end. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** The digest of all that was read, lower-case hexadecimal; once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
