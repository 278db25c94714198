// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.store.ServedInstance;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.Transcoder;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An object in another transfer syntax than it is stored in, without loss: through a temporary file
 * that goes when its stream is closed, so that one frame is in memory at a time.
 */
public final class Reencoded {

    /** Stops a reader at the data set's first element. */
    private static final Tag FIRST = new Tag(0x0008_0001);

    private static final long MEMORY_LIMIT = 128L << 20;

    private final BulkDataSource file;
    private final ServedInstance instance;
    private final TransferSyntax syntax;

    Reencoded(BulkDataSource file, ServedInstance instance, TransferSyntax syntax) {
        this.file = file;
        this.instance = instance;
        this.syntax = syntax;
    }

    /** Whether there is a way between the two syntaxes. */
    public static boolean isPossible(TransferSyntax from, TransferSyntax to) {
        return Transcoder.standard().canTranscode(from, to);
    }

    /**
     * Opens the data set, without preamble and meta; the caller closes it.
     *
     * @throws IOException when the object cannot be read, or its pixels not be decoded
     */
    public InputStream openDataSet() throws IOException {
        var made = Files.createTempFile("spiders-reencoded", ".dcm");
        try {
            write(made);
            long offset = dataSetOffset(made);
            var channel = // The name is gone at once; the bytes stay until it is closed.
                    FileChannel.open(
                            made, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
            return Channels.newInputStream(channel.position(offset));
        } catch (UnsupportedFrameException | MalformedFrameException | InvalidImageException e) {
            Files.deleteIfExists(made);
            throw new IOException("An object cannot be written in " + syntax, e);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(made);
            throw e;
        }
    }

    private void write(Path made) throws IOException {
        var stored = instance.stored().transferSyntax();
        var options =
                (stored.isDeflated() ? ReadOptions.defaults() : ReadOptions.withoutBulkData())
                        .withMemoryLimit(MEMORY_LIMIT);
        long length = instance.dataOffset() + instance.stored().length();
        try (var in = file.open(0, length);
                var out = new BufferedOutputStream(Files.newOutputStream(made))) {
            Transcoder.standard().write(Part10.read(in, options), file, syntax, out);
        }
    }

    private static long dataSetOffset(Path made) throws IOException {
        try (var in = Files.newInputStream(made)) {
            var options = ReadOptions.withoutBulkData().stoppingBefore(FIRST);
            return Part10.read(in, options).dataSetOffset();
        }
    }
}
