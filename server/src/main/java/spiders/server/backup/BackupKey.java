// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret that backups are encrypted with, in a file of its own. Without it a backup is lost.
 *
 * <pre>
 * file = "SPIDERS backup key 1" LF base64 LF   ; 32 random bytes
 * </pre>
 */
public final class BackupKey {

    private static final String FORM = "SPIDERS backup key 1";
    private static final int LENGTH = 32;
    private static final int NAME_LENGTH = 8;
    private static final long FILE_LIMIT = 1024;
    private static final Set<PosixFilePermission> FOR_OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final byte[] secret;

    private BackupKey(byte[] secret) {
        this.secret = secret;
    }

    /** Writes a new key, readable by its owner alone; a file that is there is not touched. */
    public static BackupKey create(Path file) {
        var secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        var text = FORM + "\n" + Base64.getEncoder().encodeToString(secret) + "\n";
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(
                    "%s is there already: it may be the key of older backups".formatted(file), e);
        } catch (IOException e) {
            throw new BackupException("the key cannot be written: " + e, e);
        }
        return new BackupKey(secret);
    }

    /** Reads a key; one that others can read is refused. */
    public static BackupKey read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(FOR_OTHERS::contains)) {
                throw new BackupException(
                        "the key file %s can be read by others: chmod 600".formatted(file));
            }
            if (Files.size(file) > FILE_LIMIT) {
                throw new BackupException("%s is no backup key".formatted(file));
            }
            return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new BackupException("the key file cannot be read: " + e, e);
        }
    }

    private static BackupKey parse(Path file, String text) {
        var lines = text.lines().toList();
        try {
            if (lines.size() == 2 && lines.getFirst().equals(FORM)) {
                var secret = Base64.getDecoder().decode(lines.getLast());
                if (secret.length == LENGTH) {
                    return new BackupKey(secret);
                }
            }
        } catch (IllegalArgumentException e) {
            // Not base64: refused in the same words.
        }
        throw new BackupException("%s is no backup key".formatted(file));
    }

    /** What a backup may say in the clear of the key that it needs. */
    public String name() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(FORM.getBytes(StandardCharsets.US_ASCII));
            var hex = HexFormat.of().formatHex(digest.digest(secret));
            return hex.substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "BackupKey[" + name() + "]";
    }
}
