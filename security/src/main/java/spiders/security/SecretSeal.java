// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps short secrets in the database from who reads the database alone: AES-256-GCM with a key in
 * a file, bound to whose secret it is. Without a key they stand there as they are.
 *
 * <pre>
 * sealed = %x00 secret                        ; without a key
 *        / %x01 12OCTET ciphertext tag        ; nonce, then as AES-GCM has it
 * </pre>
 */
public final class SecretSeal {

    private static final byte PLAIN = 0;
    private static final byte SEALED = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int MAX_FILE = 1024;

    private final @Nullable SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SecretSeal(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    /** Without a key: what is sealed is not encrypted. */
    public static SecretSeal none() {
        return new SecretSeal(null);
    }

    /**
     * With the key of a file.
     *
     * @param file one line: 32 random bytes in Base64
     * @throws IOException if it cannot be read, or holds something else
     */
    public static SecretSeal of(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(file + " is no key: one line of Base64 is expected");
        }
        try {
            var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length != KEY_BYTES) {
                throw new IOException(file + " is no key: 32 bytes are expected");
            }
            return new SecretSeal(new SecretKeySpec(bytes, "AES"));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no key: Base64 is expected", e);
        }
    }

    /** Whether there is a key. */
    public boolean isEncrypting() {
        return key != null;
    }

    byte[] seal(byte[] secret, UserName owner) {
        if (key == null) {
            return concat(new byte[] {PLAIN}, secret);
        }
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner);
            return concat(concat(new byte[] {SEALED}, nonce), cipher.doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has AES-GCM", e);
        }
    }

    /** The secret; empty when it is sealed with another key, or is another's. */
    Optional<byte[]> open(byte[] sealed, UserName owner) {
        if (sealed.length > 0 && sealed[0] == PLAIN) {
            return Optional.of(Arrays.copyOfRange(sealed, 1, sealed.length));
        }
        if (key == null || sealed.length <= 1 + NONCE_BYTES || sealed[0] != SEALED) {
            return Optional.empty();
        }
        try {
            var nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, owner);
            int start = 1 + NONCE_BYTES;
            return Optional.of(cipher.doFinal(sealed, start, sealed.length - start));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, UserName owner)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.value().getBytes(UTF_8));
        return cipher;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
