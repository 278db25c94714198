// SPDX-License-Identifier: Apache-2.0
package spiders.edge.spool;

import spiders.dicom.data.UID;
import spiders.dicom.net.StoreRequest;
import spiders.retrieval.edge.EdgeJson;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands behind an object in its file of the spool: this as JSON, then the length of that in
 * four bytes. The digest is known only at the end, and one file costs one sync.
 */
record Footer(String sopClass, String sop, String syntax, long length, String sha256) {

    private static final int BUFFER = 256 << 10;
    private static final int MOST = 4 << 10;

    /** Writes an object and its footer, to the disk. */
    static Footer write(Path file, StoreRequest request, InputStream dataSet) throws IOException {
        var digest = newDigest();
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            var digesting = new DigestOutputStream(buffered, digest);
            long length = dataSet.transferTo(digesting);
            var footer =
                    new Footer(
                            request.sopClassUID().value(),
                            request.sopInstanceUID().value(),
                            request.transferSyntax().uid().value(),
                            length,
                            HexFormat.of().formatHex(digest.digest()));
            var text = EdgeJson.write(footer).getBytes(StandardCharsets.UTF_8);
            buffered.write(text);
            buffered.write(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            buffered.flush();
            channel.force(true);
            return footer;
        }
    }

    /** Reads it; empty where the file is not what was written. */
    static Optional<Footer> read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < Integer.BYTES) {
                return Optional.empty();
            }
            int length = at(channel, size - Integer.BYTES, Integer.BYTES).getInt();
            if (length < 0 || length > MOST || length + Integer.BYTES > size) {
                return Optional.empty();
            }
            var text = at(channel, size - Integer.BYTES - length, length);
            var footer =
                    EdgeJson.read(StandardCharsets.UTF_8.decode(text).toString(), Footer.class);
            boolean fits = footer.length() == size - Integer.BYTES - length;
            return fits ? Optional.of(footer) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The SHA-256 of the data set as it is on the disk now. */
    static String digest(Path file, long length) throws IOException {
        var digest = newDigest();
        var buffer = new byte[BUFFER];
        try (var in = Files.newInputStream(file)) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer at(FileChannel channel, long position, int length)
            throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.flip();
    }

    SpooledObject object(Path file, UUID task, boolean isFound) {
        return new SpooledObject(
                file,
                task,
                new UID(sopClass),
                new UID(sop),
                new UID(syntax),
                length,
                sha256,
                isFound);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
