// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * An export of the audit as a file of lines; whoever has the file needs no database. The last line
 * is a sum of all before it, by which damage is known also where no digest of the chain goes. It
 * proves nothing of its maker.
 */
public final class AuditExport implements AutoCloseable {

    private static final int BUFFER = 1 << 18;
    private static final int PROGRESS = 10_000;
    private static final String SUM = "{\"sha256\":\"";

    private final OutputStream out;
    private final MessageDigest sum = RecordForm.sha256();

    private AuditExport(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** Begins a file, readable by its owner alone; one that is there is not touched. */
    public static AuditExport create(Path file) throws IOException {
        var own =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, own);
        return new AuditExport(Files.newOutputStream(file, StandardOpenOption.WRITE));
    }

    /** Appends a line; the last one ends the file. */
    public void write(ExportLine line) {
        append(ExportLine.write(line));
        if (line instanceof ExportLine.End) {
            append(sum(sum.digest()));
        }
    }

    private void append(String line) {
        try {
            var bytes = bytes(line);
            sum.update(bytes);
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(UTF_8);
    }

    private static String sum(byte[] digest) {
        return SUM + HexFormat.of().formatHex(digest) + "\"}";
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * Gives every line of a file to a check.
     *
     * @param progress is told now and then how many lines were read
     */
    public static void read(Path file, AuditCheck check, LongConsumer progress) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var reading = new Reading(new Lines(in), check);
            while (!reading.lines.isAtEnd()) {
                reading.take();
                if (reading.lines.number() % PROGRESS == 0) {
                    progress.accept(reading.lines.number());
                }
            }
            reading.end();
        }
    }

    private static final class Reading {

        private final Lines lines;
        private final AuditCheck check;
        private final MessageDigest sum = RecordForm.sha256();
        private boolean isSummed;

        Reading(Lines lines, AuditCheck check) {
            this.lines = lines;
            this.check = check;
        }

        void take() throws IOException {
            try {
                Optional<String> line = lines.next();
                if (line.isPresent()) {
                    take(line.get());
                }
            } catch (MalformedLineException e) {
                check.unreadable(lines.number(), String.valueOf(e.getMessage()));
            }
        }

        private void take(String line) {
            if (line.startsWith(SUM) && !isSummed) {
                isSummed = true;
                if (!line.equals(sum(sum.digest()))) {
                    check.damaged("the file does not come to the sum in its last line");
                }
                return;
            }
            sum.update(bytes(line));
            check.take(ExportLine.read(line));
        }

        void end() {
            if (!isSummed) {
                check.damaged("the file has no sum in its last line");
            }
        }
    }
}
