// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import spiders.security.WeakPasswordException.Reason;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The rule for passwords, and their argon2id hashes (19 MiB, 2 passes, 1 lane).
 *
 * <p>At most four are computed at a time, so that a flood of sign-ins takes neither the memory nor
 * the processors; the others wait.
 */
final class Passwords {

    /** Shorter is refused. */
    static final int MIN_LENGTH = 12;

    /** Longer is refused, before any hashing. */
    static final int MAX_LENGTH = 256;

    private static final int MIN_DISTINCT = 5;
    private static final int GENERATED_LENGTH = 20;
    // Without 0/O and 1/l/I: it is read from a screen and typed.
    private static final String ALPHABET =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Semaphore atOnce = new Semaphore(4, true);
    private final SecureRandom random = new SecureRandom();
    private final String hashOfNobody = encoder.encode(generate());

    String hash(CharSequence password) {
        return limited(() -> encoder.encode(password));
    }

    boolean matches(CharSequence password, String hash) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        return limited(() -> encoder.matches(password, hash));
    }

    /** Takes as long as {@link #matches}, for a name that has no account. */
    void matchNobody(CharSequence password) {
        matches(password, hashOfNobody);
    }

    /** A random password of about 116 bits. */
    String generate() {
        var password = new StringBuilder(GENERATED_LENGTH);
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** Returns when the password meets the rule. */
    static void requireStrong(UserName user, CharSequence password) {
        if (password.length() < MIN_LENGTH) {
            throw new WeakPasswordException(Reason.TOO_SHORT);
        }
        if (password.length() > MAX_LENGTH) {
            throw new WeakPasswordException(Reason.TOO_LONG);
        }
        if (password.toString().toLowerCase(Locale.ROOT).contains(user.value())) {
            throw new WeakPasswordException(Reason.HAS_USER_NAME);
        }
        if (password.chars().distinct().count() < MIN_DISTINCT) {
            throw new WeakPasswordException(Reason.TOO_SIMPLE);
        }
    }

    private <T> T limited(Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
