// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 of the audit's chain: 32 bytes, printed as 64 small hexadecimal digits. */
public final class AuditDigest {

    /** How many bytes. */
    public static final int LENGTH = 32;

    /** What stands before the first record: zeros. */
    public static final AuditDigest NONE = new AuditDigest(new byte[LENGTH]);

    private final byte[] bytes;

    private AuditDigest(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a digest has %d bytes, not %d".formatted(LENGTH, bytes.length));
        }
        this.bytes = bytes;
    }

    /** Of exactly 32 bytes. */
    public static AuditDigest of(byte[] bytes) {
        return new AuditDigest(bytes.clone());
    }

    /** Reads what {@link #toString()} wrote. */
    public static AuditDigest parse(String hex) {
        return new AuditDigest(HexFormat.of().parseHex(hex));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuditDigest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
