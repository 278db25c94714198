// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of authenticator applications: time-based one-time passwords (RFC 6238) of HMAC-SHA-1, six
 * digits and 30 seconds, which is what all of them know.
 */
final class Totp {

    /** The length of a secret in bytes, that of the hash (RFC 4226, section 4). */
    static final int SECRET_BYTES = 20;

    private static final String MAC = "HmacSHA1";
    private static final int SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /** How many steps a clock may be off. */
    private static final int WINDOW = 1;

    private Totp() {}

    /** The step of an instant. */
    static long step(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    /** The code of a step (RFC 4226, section 5.3). */
    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HMAC-SHA-1", e);
        }
    }

    /** The step near this instant that a typed code belongs to; empty if to none. */
    static OptionalLong matchingStep(byte[] secret, String typed, Instant now) {
        long current = step(now);
        return LongStream.rangeClosed(current - WINDOW, current + WINDOW)
                .filter(step -> isEqual(code(secret, step), typed))
                .findFirst();
    }

    private static boolean isEqual(String right, String typed) {
        return MessageDigest.isEqual(right.getBytes(US_ASCII), typed.getBytes(US_ASCII));
    }
}
