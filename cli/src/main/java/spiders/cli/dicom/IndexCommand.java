// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code spiders dicom index}: what a folder or a medium holds, by study, series or file. */
@Command(
        name = "index",
        description = "Lists what folders hold; a line a study, series or file.",
        mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {

    private static final Tag[] STUDY = {
        Tags.PatientID,
        Tags.PatientName,
        Tags.PatientBirthDate,
        Tags.StudyDate,
        Tags.StudyDescription,
        Tags.StudyInstanceUID
    };
    private static final Tag[] SERIES = {
        Tags.StudyInstanceUID,
        Tags.Modality,
        Tags.SeriesNumber,
        Tags.SeriesDescription,
        Tags.SeriesInstanceUID
    };
    private static final Tag[] FILE = {
        Tags.SeriesInstanceUID, Tags.InstanceNumber, Tags.SOPClassUID, Tags.SOPInstanceUID
    };

    /** What a line is for. */
    enum Line {
        STUDY,
        SERIES,
        FILE
    }

    private static final class Count {
        private int files;
        private long bytes;
    }

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders and files.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--by", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Line by = Line.STUDY;

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        var out = spec.commandLine().getOut();
        var columns = columns();
        var files = FileScan.files(paths);
        out.println(
                Table.heading(columns) + (by == Line.FILE ? "\tbytes\tfile" : "\tfiles\tbytes"));
        var counts = new LinkedHashMap<String, Count>();
        int unreadable;
        try (var progress = new Progress(err, "read")) {
            unreadable =
                    FileScan.each(
                            files,
                            err,
                            file -> {
                                var found = FileScan.read(file);
                                add(found, columns, counts);
                                progress.done(found.length(), files.size());
                            });
        }
        counts.forEach((row, count) -> out.println(row + "\t" + count.files + "\t" + count.bytes));
        return unreadable == 0 ? Cli.DONE : Cli.NOT_DONE;
    }

    private void add(FileScan.Found found, Tag[] columns, Map<String, Count> counts) {
        var row = Table.row(found.dataSet(), columns);
        if (by == Line.FILE) {
            spec.commandLine().getOut().println(row + "\t" + found.length() + "\t" + found.path());
            return;
        }
        var count = counts.computeIfAbsent(row, _ -> new Count());
        count.files++;
        count.bytes += found.length();
    }

    private Tag[] columns() {
        return switch (by) {
            case STUDY -> STUDY;
            case SERIES -> SERIES;
            case FILE -> FILE;
        };
    }
}
