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
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code spiders dicom json}: files in the DICOM JSON Model. */
@Command(
        name = "json",
        description = "Writes files in the DICOM JSON Model (PS3.18 annex F), one a line.",
        mixinStandardHelpOptions = true)
final class JsonCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "DICOM files.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--inline",
            description = "Bulk data as base64; else it is left out, and its place said by a URI.")
    private boolean isInline;

    @Override
    public Integer call() throws IOException {
        int failed = FileScan.each(files, spec.commandLine().getErr(), this::write);
        return failed == 0 ? Cli.DONE : Cli.NOT_DONE;
    }

    private void write(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (isInline) {
            JsonModel.write(Part10.read(file).dataSet(), bytes, BulkDataURI.inline());
        } else {
            var object = Part10.read(file, ReadOptions.withoutBulkData());
            JsonModel.write(object.dataSet(), bytes, new BulkDataPlaces(file));
        }
        spec.commandLine().getOut().println(bytes.toString(StandardCharsets.UTF_8));
    }
}
