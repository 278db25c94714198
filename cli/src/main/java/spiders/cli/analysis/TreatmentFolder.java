// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fractions of a treatment in a folder: a file each, its structure set; or a folder each, with
 * its structure set and its doses. Numbers in names are ordered as numbers.
 */
final class TreatmentFolder {

    private static final int MOST = 1000;
    private static final int DIGITS = 20;
    private static final String DOSE = "1.2.840.10008.5.1.4.1.1.481.2";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private TreatmentFolder() {}

    /** A fraction, and where it is. */
    record Day(String label, Path path) {}

    /** A fraction's files. */
    record DayFiles(Path structures, List<Path> doses) {}

    /**
     * The fractions in their order.
     *
     * @throws IllegalArgumentException if there is none, or more than a thousand
     */
    static List<Day> days(Path folder) throws IOException {
        var days =
                visible(folder).stream()
                        .map(entry -> new Day(label(entry), entry))
                        .sorted(Comparator.comparing(day -> ordered(day.label())))
                        .toList();
        if (days.isEmpty() || days.size() > MOST) {
            throw new IllegalArgumentException(
                    "%s: %d fractions, 1 to %d are followed".formatted(folder, days.size(), MOST));
        }
        return days;
    }

    private static List<Path> visible(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
        }
    }

    private static String label(Path entry) {
        var name = String.valueOf(entry.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 && Files.isRegularFile(entry) ? name.substring(0, dot) : name;
    }

    /** With all numbers as long. */
    private static String ordered(String label) {
        return NUMBER.matcher(label)
                .replaceAll(number ->
                        "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }

    /**
     * What of a fraction is its structure set, and what its doses.
     *
     * @throws IOException if it has not one structure set
     */
    static DayFiles files(Day day) throws IOException {
        if (Files.isRegularFile(day.path())) {
            return new DayFiles(day.path(), List.of());
        }
        var structures = new ArrayList<Path>();
        var doses = new ArrayList<Path>();
        for (var file : visible(day.path())) {
            var sopClass =
                    Part10.read(file, ReadOptions.defaults())
                            .dataSet()
                            .string(Tags.SOPClassUID)
                            .orElse("");
            (sopClass.equals(DOSE) ? doses : structures).add(file);
        }
        if (structures.size() != 1) {
            throw new IOException(
                    "%s: %d structure sets, a fraction has one"
                            .formatted(day.path(), structures.size()));
        }
        return new DayFiles(structures.getFirst(), doses);
    }
}
