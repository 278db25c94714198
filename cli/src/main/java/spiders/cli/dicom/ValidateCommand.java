// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.iod.Severity;
import spiders.dicom.iod.Validator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code spiders dicom validate}: files held against their IODs. */
@Command(
        name = "validate",
        description = "Holds files against their definitions (PS3.3); a line a finding.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--least",
            description = "The least that is shown: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Severity least = Severity.WARNING;

    private int files;
    private int wrong;

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        int unreadable = FileScan.each(FileScan.files(paths), err, this::validate);
        wrong += unreadable;
        err.printf("%d of %d files have an error or are no DICOM%n", wrong, files);
        return wrong == 0 && files > 0 ? Cli.DONE : Cli.NOT_DONE;
    }

    private void validate(Path file) throws IOException {
        files++;
        var object = Part10.read(file, ReadOptions.withoutBulkData());
        boolean isWrong = false;
        for (var finding : Validator.standard().validate(object)) {
            isWrong |= finding.severity() == Severity.ERROR;
            if (finding.severity().compareTo(least) <= 0) {
                spec.commandLine().getOut().println(file + "\t" + finding);
            }
        }
        wrong += isWrong ? 1 : 0;
    }
}
