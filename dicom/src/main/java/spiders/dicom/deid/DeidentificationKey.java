// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one project: under it, the same identifier always becomes the same pseudonym, on
 * every machine and in every run; without it, neither way can be gone, and what two projects hold
 * cannot be joined.
 *
 * <p>HMAC-SHA-256 (RFC 2104), with a purpose in front of each text so that no two kinds of
 * pseudonym are related. Safe for use by several threads. Prints nothing of the secret.
 */
public final class DeidentificationKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 16;
    private static final int NEW_BYTES = 32;

    private final Mac mac;

    private DeidentificationKey(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "A key of %d bytes is shorter than %d".formatted(secret.length, MIN_BYTES));
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    /** A key of these bytes, 16 at least; 32 random ones are best. */
    public static DeidentificationKey of(byte[] secret) {
        return new DeidentificationKey(secret.clone());
    }

    /** A key of hexadecimal digits, as files and vaults keep it. */
    public static DeidentificationKey parse(String hex) {
        try {
            return new DeidentificationKey(HexFormat.of().parseHex(hex.strip()));
        } catch (IllegalArgumentException _) {
            // The cause would print the secret.
            throw new IllegalArgumentException(
                    "A key is an even number of hexadecimal digits, %d at least"
                            .formatted(2 * MIN_BYTES));
        }
    }

    /** Hexadecimal digits of a new random key of 32 bytes, to be kept where secrets are. */
    public static String generate() {
        var secret = new byte[NEW_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** The pseudonyms of the key, for one thread. */
    KeyedValues values() {
        try {
            return new KeyedValues((Mac) mac.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's own HMAC can be copied", e);
        }
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "a key";
    }
}
