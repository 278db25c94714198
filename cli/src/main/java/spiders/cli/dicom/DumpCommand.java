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

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code spiders dicom dump}: what a file holds, for people. */
@Command(
        name = "dump",
        description = "Shows what files hold, an element a line.",
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "DICOM files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--full", description = "Long values whole.")
    private boolean isFull;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        int failed = FileScan.each(files, spec.commandLine().getErr(), file -> show(file, out));
        return failed == 0 ? Cli.DONE : Cli.NOT_DONE;
    }

    private void show(Path file, PrintWriter out) throws IOException {
        var object = Part10.read(file, ReadOptions.withoutBulkData());
        if (files.size() > 1) {
            out.println("# " + file);
        }
        var dump = new Dump(out, isFull);
        dump.print(object.meta().elements());
        dump.print(object.dataSet());
    }
}
