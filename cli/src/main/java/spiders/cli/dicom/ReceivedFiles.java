// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.dicom.data.UID;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.net.Status;
import spiders.dicom.net.StoreHandler;
import spiders.dicom.net.StoreRequest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes what is received as files named by SOP Instance UID: whole, synced, and only then under
 * their name. A UID is digits and dots, so that no name leads out of the folder.
 */
final class ReceivedFiles implements StoreHandler {

    private static final int BUFFER = 256 << 10;

    private final Path folder;
    private final Progress progress;
    private final Set<UID> received = ConcurrentHashMap.newKeySet();

    ReceivedFiles(Path folder, Progress progress) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.progress = progress;
    }

    /** The instances that are on the disk. */
    Set<UID> received() {
        return Set.copyOf(received);
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var uid = request.sopInstanceUID();
        var part = Files.createTempFile(folder, uid.value() + ".", ".part");
        try {
            long length = write(part, request, dataSet);
            Files.move(
                    part,
                    folder.resolve(uid.value() + ".dcm"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            received.add(uid);
            progress.done(length, 0);
            return Status.SUCCESS;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long write(Path part, StoreRequest request, InputStream dataSet)
            throws IOException {
        var meta =
                FileMeta.of(
                        request.sopClassUID(), request.sopInstanceUID(), request.transferSyntax());
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            long length = Part10.write(out, meta, dataSet);
            out.flush();
            channel.force(false);
            return length;
        }
    }
}
