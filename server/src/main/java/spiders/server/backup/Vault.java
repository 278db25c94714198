// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/**
 * The encrypted files of one backup folder: each whole or absent, and each only readable as what it
 * was written as.
 *
 * <p>AES-256-GCM in segments of 64 KiB under a key made by HKDF for each file. The name that a file
 * was written under is authenticated with it, so that one file put in another's place is known, and
 * the last segment is marked, so that a cut file is.
 */
final class Vault {

    private static final int SEGMENT = 1 << 16;
    private static final int KEY_BYTES = 32;
    private static final String PART = ".part";

    private final Path root;
    private final AesGcmHkdfStreaming cipher;

    Vault(Path root, BackupKey key) {
        this.root = root;
        try {
            this.cipher =
                    new AesGcmHkdfStreaming(key.secret(), "HmacSha256", KEY_BYTES, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("These are allowed parameters", e);
        }
    }

    /** What fills a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file as a whole: synced under another name, then renamed. */
    void write(String name, String meaning, Content content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        var part = file.resolveSibling(file.getFileName() + PART);
        try {
            try (var channel =
                    FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                try (var out = encrypting(Channels.newOutputStream(channel), meaning)) {
                    content.writeTo(out);
                }
            }
            sync(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private OutputStream encrypting(OutputStream out, String meaning) throws IOException {
        try {
            return cipher.newEncryptingStream(new Plain(out), bytes(meaning));
        } catch (GeneralSecurityException e) {
            throw new IOException("It cannot be encrypted", e);
        }
    }

    /**
     * Opens a file to be read as what it was written as; what is wrong with it is thrown as {@link
     * DamagedException} before a byte of its wrong part is given out.
     */
    InputStream read(String name, String meaning) throws IOException {
        try {
            var in = Files.newInputStream(root.resolve(name));
            return new Decrypting(name, cipher.newDecryptingStream(in, bytes(meaning)));
        } catch (NoSuchFileException e) {
            throw new DamagedException(name, "is missing from the backup", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("It cannot be decrypted", e);
        }
    }

    /** Whether a file is there with the length that so many bytes have when encrypted. */
    boolean has(String name, long plainLength) throws IOException {
        try {
            return Files.size(root.resolve(name)) == cipher.expectedCiphertextSize(plainLength);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Makes the names in a folder durable. */
    void syncFolder(String name) throws IOException {
        sync(root.resolve(name));
    }

    Path root() {
        return root;
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] bytes(String meaning) {
        return meaning.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes arrays as such: {@link FilterOutputStream} writes them byte by byte. */
    private static final class Plain extends FilterOutputStream {

        Plain(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }

    /** Says which file it was when decrypting fails. */
    private static final class Decrypting extends FilterInputStream {

        private final String name;

        Decrypting(String name, InputStream in) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw new DamagedException(
                        name, "is not what was written: changed, cut, or another file", e);
            }
        }
    }
}
