// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a text. */
public final class Digests {

    private Digests() {}

    /** The 32 bytes of it, of the text in UTF-8. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The same as 64 hexadecimal digits, in small letters. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }
}
