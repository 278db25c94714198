// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes each object that arrives to a DICOM file of a folder, as it comes and without reading it:
 * {@code <SOP Instance UID>.dcm}. The file has that name once it is complete, and then replaces
 * what stood there; an object that does not come whole leaves what stood there, and no file of its
 * own.
 */
public final class FileStore implements StoreHandler {

    private static final System.Logger LOG = System.getLogger(FileStore.class.getName());

    private final Path folder;
    private final boolean isSynced;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong parts = new AtomicLong();

    private FileStore(Path folder, boolean isSynced) {
        this.folder = folder;
        this.isSynced = isSynced;
    }

    /**
     * Into a folder, which exists; the operating system brings the files to the disk in its time.
     */
    public static FileStore into(Path folder) {
        return new FileStore(folder, false);
    }

    /** The same, with an object and its name on the disk before success is answered. */
    public FileStore synced() {
        return new FileStore(folder, true);
    }

    /** Where the object of a request is written; the name of a UID names no other folder. */
    public Path file(StoreRequest request) {
        return folder.resolve(request.sopInstanceUID().value() + ".dcm");
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var part = folder.resolve("%s.%d.part".formatted(run, parts.incrementAndGet()));
        boolean whole = false;
        try {
            write(part, request, dataSet);
            Files.move(
                    part,
                    file(request),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            whole = true;
            if (isSynced) {
                syncFolder();
            }
        } finally {
            if (!whole) {
                discard(part);
            }
        }
        return Status.SUCCESS;
    }

    private void write(Path part, StoreRequest request, InputStream dataSet) throws IOException {
        try (var channel =
                FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(header(request)));
            if (dataSet instanceof MessageReader.DataSetStream stream) {
                stream.transferTo(channel);
            } else {
                dataSet.transferTo(Channels.newOutputStream(channel));
            }
            if (isSynced) {
                channel.force(false);
            }
        }
    }

    /** The name too: else a file may be there under its temporary name alone after a power cut. */
    private void syncFolder() throws IOException {
        try (var names = FileChannel.open(folder)) {
            names.force(true);
        }
    }

    private static byte[] header(StoreRequest request) throws IOException {
        var header = new ByteArrayOutputStream(512);
        var meta =
                FileMeta.of(
                        request.sopClassUID(), request.sopInstanceUID(), request.transferSyntax());
        Part10.writeHeader(header, meta);
        return header.toByteArray();
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "An incomplete file could not be deleted", e);
        }
    }
}
