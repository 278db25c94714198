// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.dicom.deid.ConfidentialityOption;
import spiders.dicom.deid.DeidentificationKey;
import spiders.dicom.deid.DeidentificationProfile;
import spiders.dicom.deid.DeidentificationReport;
import spiders.dicom.deid.DeidentificationSettings;
import spiders.dicom.deid.DeidentificationSummary;
import spiders.dicom.deid.Deidentifier;
import spiders.dicom.deid.FolderDeidentifier;
import spiders.dicom.deid.PixelRules;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code spiders dicom deidentify}: a folder, by PS3.15 annex E. */
@Command(
        name = "deidentify",
        description = "De-identifies the files of a folder into another (PS3.15 annex E).",
        mixinStandardHelpOptions = true)
final class DeidentifyCommand implements Callable<Integer> {

    private static final int MAX_KEY_LENGTH = 4096;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "What is de-identified.")
    private Path in = Path.of("");

    @Option(names = "--out", required = true, description = "The folder to write to.")
    private Path out = Path.of("");

    @Option(
            names = "--key-file",
            required = true,
            description = "Holds the project's key in hexadecimal; made, for you alone, if absent.")
    private Path keyFile = Path.of("");

    @Option(
            names = "--option",
            paramLabel = "OPTION",
            description = "Of PS3.15 section E.3, any number: ${COMPLETION-CANDIDATES}.")
    private List<ConfidentialityOption> options = new ArrayList<>();

    @Option(names = "--pixel-rules", description = "A file of rules that say what to blank.")
    private @Nullable Path pixelRules;

    @Option(
            names = "--report",
            description = "Where to write what was done: JSON, a line an object.")
    private @Nullable Path report;

    @Option(names = "--threads", description = "How many files at once (${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var from = in.toRealPath();
        var to = Files.createDirectories(out).toRealPath();
        if (to.startsWith(from)) {
            throw new IllegalArgumentException("The folder to write to is within the one to read");
        }
        var deidentifier = new Deidentifier(settings());
        var err = spec.commandLine().getErr();
        DeidentificationSummary summary;
        try (var reports = reports();
                var progress = new Progress(err, "done")) {
            summary =
                    new FolderDeidentifier(deidentifier, threads)
                            .run(from, to, new Teller(reports, progress, err));
        }
        summary.writeJson(spec.commandLine().getOut());
        spec.commandLine().getOut().println();
        return summary.refused() + summary.failed() == 0 ? Cli.DONE : Cli.NOT_DONE;
    }

    private DeidentificationSettings settings() throws IOException {
        var settings =
                DeidentificationSettings.of(
                        new DeidentificationProfile(Set.copyOf(options)), key());
        if (pixelRules == null) {
            return settings;
        }
        var more = PixelRules.parse(Files.readAllLines(pixelRules));
        return settings.with(PixelRules.standard().with(more));
    }

    private DeidentificationKey key() throws IOException {
        if (!Files.exists(keyFile)) {
            var owner = PosixFilePermissions.fromString("rw-------");
            Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(owner));
            Files.writeString(keyFile, DeidentificationKey.generate() + "\n");
            spec.commandLine().getErr().println("A new key is in " + keyFile);
        }
        if (Files.size(keyFile) > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException(keyFile + " holds no key");
        }
        return DeidentificationKey.parse(Files.readString(keyFile).strip());
    }

    private Writer reports() throws IOException {
        return report == null
                ? Writer.nullWriter()
                : new BufferedWriter(
                        Files.newBufferedWriter(
                                report,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING));
    }

    /** Tells of each file; whole lines, whichever thread has them. */
    private record Teller(Writer reports, Progress progress, PrintWriter err)
            implements FolderDeidentifier.Listener {

        @Override
        public synchronized void reported(Path in, DeidentificationReport report) {
            progress.done(in.toFile().length(), 0);
            try {
                reports.write(report.json() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("The report cannot be written", e);
            }
            report.refusals()
                    .forEach(refusal ->
                            err.printf(
                                    "%s: refused: %s: %s%n",
                                    in, refusal.reason(), refusal.detail()));
        }

        @Override
        public synchronized void failed(Path in, Exception cause) {
            err.printf("%s: %s%n", in, cause.getMessage());
        }
    }
}
