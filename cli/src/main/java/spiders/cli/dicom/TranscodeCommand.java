// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.Transcoder;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** {@code spiders dicom transcode}: files in another transfer syntax. */
@Command(
        name = "transcode",
        description = "Writes files in another transfer syntax.",
        mixinStandardHelpOptions = true)
final class TranscodeCommand implements Callable<Integer> {

    private static final int BUFFER = 256 << 10;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "SYNTAX",
            description = "The transfer syntax, by UID or keyword, such as RLELossless.")
    private String target = "";

    @Option(names = "--out", required = true, description = "The folder to write to.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        var syntax = syntax();
        Files.createDirectories(out);
        int failed;
        var err = spec.commandLine().getErr();
        try (var progress = new Progress(err, "written")) {
            var files = FileScan.files(paths);
            failed =
                    FileScan.each(
                            files,
                            err,
                            file -> progress.done(transcode(file, syntax), files.size()));
        }
        return failed == 0 ? Cli.DONE : Cli.NOT_DONE;
    }

    private TransferSyntax syntax() {
        var uid = Dictionary.uid(target);
        if (uid.isEmpty() && !UID.isValid(target)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no transfer syntax: a UID or a keyword of PS3.6".formatted(target));
        }
        return TransferSyntax.of(uid.orElseGet(() -> new UID(target)));
    }

    private long transcode(Path file, TransferSyntax syntax) throws IOException {
        try {
            return write(file, syntax);
        } catch (MalformedFrameException | UnsupportedFrameException | InvalidImageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private long write(Path file, TransferSyntax syntax) throws IOException {
        var source = Part10.read(file, ReadOptions.withoutBulkData());
        // Not a temporary file of the system's, which nobody but us could read.
        var part = out.resolve(UUID.randomUUID() + ".part");
        try {
            try (var channel = FileChannel.open(part, CREATE_NEW, WRITE);
                    var to = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                Transcoder.standard().write(source, BulkDataSource.file(file), syntax, to);
            }
            Files.move(part, place(part), StandardCopyOption.REPLACE_EXISTING);
            return Files.size(file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** By its SOP Instance UID, which a lossy syntax has changed. */
    private Path place(Path written) throws IOException {
        var options = ReadOptions.withoutBulkData().stoppingBefore(Tags.StudyDate);
        var uid = Part10.read(written, options).dataSet().uid(Tags.SOPInstanceUID);
        return out.resolve(uid.map(UID::value).orElse("object") + ".dcm");
    }
}
