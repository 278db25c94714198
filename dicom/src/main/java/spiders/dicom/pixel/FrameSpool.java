// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import org.jspecify.annotations.Nullable;

import spiders.dicom.io.BulkDataSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps encoded frames until all are there: in memory, and in a temporary file if they are big. */
final class FrameSpool implements Closeable {

    private static final int MEMORY = 32 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long length;

    /** Adds a frame's bytes; returns their offset. */
    long add(byte[] bytes) throws IOException {
        long offset = length;
        if (out == null && length + bytes.length > MEMORY) {
            var created = Files.createTempFile("spiders-frames-", ".tmp");
            file = created;
            out = Files.newOutputStream(created);
            memory.writeTo(out);
            memory.reset();
        }
        (out == null ? memory : out).write(bytes);
        length += bytes.length;
        return offset;
    }

    /** What was added; nothing is to be added afterwards. */
    BulkDataSource source() throws IOException {
        if (out != null) {
            out.flush();
        }
        var spooled = file;
        if (spooled != null) {
            return BulkDataSource.file(spooled);
        }
        byte[] bytes = memory.toByteArray();
        return (offset, count) -> inMemory(bytes, offset, count);
    }

    private static InputStream inMemory(byte[] bytes, long offset, long count) {
        return new ByteArrayInputStream(bytes, (int) offset, (int) count);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
