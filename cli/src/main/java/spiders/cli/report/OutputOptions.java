// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The options of every command that prints a table. */
public final class OutputOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); PDF needs --out.")
    private Format format = Format.CSV;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write, instead of standard output.")
    private Path file = Path.of("");

    /** Refuses what cannot be written, before anything is computed. */
    public void require() {
        if (format == Format.PDF && isStandardOutput()) {
            throw new IllegalArgumentException("A PDF needs --out FILE");
        }
        for (var argument : spec.commandLine().getParseResult().matchedArgs()) {
            if (!isOut(argument) && argument.getValue() instanceof Path other && isSame(other)) {
                throw new IllegalArgumentException(
                        "--out %s is read too, and would be replaced".formatted(file));
            }
        }
    }

    private static boolean isOut(ArgSpec argument) {
        return argument instanceof OptionSpec option && List.of(option.names()).contains("--out");
    }

    private boolean isSame(Path other) {
        try {
            return !isStandardOutput() && Files.exists(file) && Files.isSameFile(file, other);
        } catch (IOException _) {
            return false; // Whoever reads the other says what is wrong with it.
        }
    }

    private boolean isStandardOutput() {
        return file.toString().isEmpty();
    }

    /** Whether pictures are wanted. */
    public boolean isOnPaper() {
        return format == Format.PDF;
    }

    /** A table of these columns, to be filled, finished and closed. */
    public ResultTable table(ReportHead head, List<String> columns) throws IOException {
        require();
        var out =
                isStandardOutput()
                        ? OutputFile.of(spec.commandLine().getOut())
                        : OutputFile.of(file);
        return table(format, out, head, columns);
    }

    /** A second table in a file of its own; for programs, CSV where the first is on paper. */
    public ResultTable tableIn(Path other, ReportHead head, List<String> columns)
            throws IOException {
        return table(isOnPaper() ? Format.CSV : format, OutputFile.of(other), head, columns);
    }

    private static ResultTable table(
            Format format, OutputFile out, ReportHead head, List<String> columns) {
        var sink =
                switch (format) {
                    case CSV -> new CsvSink(out.writer(), columns);
                    case JSON -> new JsonSink(out.writer(), head, columns);
                    case PDF -> new PdfSink(out.bytes(), head, columns);
                };
        return new ResultTable(sink, out, columns.size());
    }

    /**
     * A second table as {@link #tableIn} makes it, or, of no file (an empty path), one that goes
     * nowhere.
     */
    public ResultTable beside(Path other, ReportHead head, List<String> columns)
            throws IOException {
        if (other.toString().isEmpty()) {
            var nowhere = new PrintWriter(Writer.nullWriter());
            return new ResultTable(
                    new CsvSink(nowhere, columns), OutputFile.of(nowhere), columns.size());
        }
        return tableIn(other, head, columns);
    }
}
