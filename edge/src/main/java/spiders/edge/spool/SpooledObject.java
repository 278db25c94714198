// SPDX-License-Identifier: Apache-2.0
package spiders.edge.spool;

import spiders.dicom.data.UID;
import spiders.retrieval.edge.EdgePiece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * An object of the spool: its data set from the beginning of the file, byte for byte as the source
 * sent it.
 *
 * @param task the fetching it came for
 * @param length of the data set
 * @param sha256 of the data set, 64 lower-case hexadecimal digits
 * @param isFound whether an earlier run of this program left it
 */
public record SpooledObject(
        Path file,
        UUID task,
        UID sopClassUID,
        UID sopInstanceUID,
        UID transferSyntax,
        long length,
        String sha256,
        boolean isFound) {

    /** The piece that begins at the offset. */
    public EdgePiece piece(long offset, int most) {
        int size = (int) Math.min(most, length - offset);
        return new EdgePiece(
                sopClassUID, sopInstanceUID, transferSyntax, sha256, length, offset, size);
    }

    /**
     * Whether the disk still has what was written.
     *
     * @throws IOException when it cannot be read
     */
    public boolean isSound() throws IOException {
        return Footer.digest(file, length).equals(sha256);
    }

    public byte[] bytes(EdgePiece piece) throws IOException {
        var bytes = ByteBuffer.allocate(piece.size());
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (in.read(bytes, piece.offset() + bytes.position()) < 0) {
                    throw new IOException("an object of the spool is cut short");
                }
            }
        }
        return bytes.array();
    }
}
