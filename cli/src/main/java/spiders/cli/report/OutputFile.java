// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Where results are written: standard output, or a file that has its name only when whole. */
final class OutputFile implements AutoCloseable {

    private static final int PREAMBLE = 128;

    private final Path target;
    private final Path part;
    private final OutputStream bytes;
    private final PrintWriter writer;

    private OutputFile(Path target, Path part, OutputStream bytes, PrintWriter writer) {
        this.target = target;
        this.part = part;
        this.bytes = bytes;
        this.writer = writer;
    }

    /** Standard output, which stays open. */
    static OutputFile of(PrintWriter out) {
        return new OutputFile(Path.of(""), Path.of(""), OutputStream.nullOutputStream(), out);
    }

    /**
     * A file; what was there before is replaced at the end.
     *
     * @throws IOException if that is a folder or a DICOM file, which no table takes the place of
     */
    static OutputFile of(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException(target + ": it is a folder");
        }
        if (Files.isRegularFile(target) && isDicom(target)) {
            throw new IOException(target + ": it is a DICOM file, and is not replaced");
        }
        // A name that nobody else's is, be it another run to the same file.
        var part =
                target.resolveSibling(
                        "%s.%s.part".formatted(target.getFileName(), UUID.randomUUID()));
        var bytes =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        var writer = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        return new OutputFile(target, part, bytes, writer);
    }

    /** By the prefix of PS3.10 section 7.1. */
    private static boolean isDicom(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(PREAMBLE + 4);
            return start.length == PREAMBLE + 4
                    && new String(start, PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM");
        }
    }

    private boolean isFile() {
        return !target.toString().isEmpty();
    }

    /** For text, in UTF-8 where it is a file. */
    PrintWriter writer() {
        return writer;
    }

    /** For bytes, where it is a file. */
    OutputStream bytes() {
        return bytes;
    }

    /** Gives the file its name. */
    void keep() throws IOException {
        writer.flush();
        if (isFile()) {
            if (writer.checkError()) {
                throw new IOException(target + ": it cannot be written");
            }
            bytes.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        if (isFile()) {
            bytes.close();
            Files.deleteIfExists(part);
        }
    }
}
