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
import java.nio.file.StandardOpenOption;

/**
 * Writes each object that arrives to a DICOM file of a folder, as it comes and without reading it:
 * {@code <SOP Instance UID>.dcm}, over what stands there. The file is complete when success is
 * answered, but not synced to the disk; an object that does not come whole leaves no file.
 */
public final class FileStore implements StoreHandler {

    private static final System.Logger LOG = System.getLogger(FileStore.class.getName());

    private final Path folder;

    private FileStore(Path folder) {
        this.folder = folder;
    }

    /** Into a folder, which exists. */
    public static FileStore into(Path folder) {
        return new FileStore(folder);
    }

    /** Where the object of a request is written; the name of a UID names no other folder. */
    public Path file(StoreRequest request) {
        return folder.resolve(request.sopInstanceUID().value() + ".dcm");
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var file = file(request);
        boolean whole = false;
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(header(request)));
            if (dataSet instanceof MessageReader.DataSetStream stream) {
                stream.transferTo(channel);
            } else {
                dataSet.transferTo(Channels.newOutputStream(channel));
            }
            whole = true;
        } finally {
            if (!whole) {
                discard(file);
            }
        }
        return Status.SUCCESS;
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
