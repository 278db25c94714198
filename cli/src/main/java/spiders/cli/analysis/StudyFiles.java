// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a study: a folder with a folder a case and a file a product in it, or a list in CSV
 * of case, product and file.
 */
final class StudyFiles {

    private static final int MOST_FILES = 100_000;
    private static final long MOST_BYTES = 16_000_000;
    private static final String HEADER = "case,product,file";

    /** A cell of CSV that is quoted, or has no quote. */
    private static final Pattern CELL = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^\",]*))\\s*(,|$)");

    private final Path study;
    private final Map<String, TreeMap<String, List<Path>>> cases = new TreeMap<>();
    private final List<Path> strays = new ArrayList<>();
    private int count;

    private StudyFiles(Path study) {
        this.study = study;
    }

    /**
     * Reads a study.
     *
     * @throws IllegalArgumentException if it has no case, too many files, or the list is none
     */
    static StudyFiles read(Path study) throws IOException {
        var files = new StudyFiles(study);
        if (Files.isDirectory(study)) {
            files.folder();
        } else {
            files.list();
        }
        if (files.cases.isEmpty()) {
            throw files.refused("it has no case");
        }
        return files;
    }

    /** In the order of their names. */
    List<StudyCase> cases() {
        return cases.entrySet().stream()
                .map(one -> new StudyCase(one.getKey(), one.getValue()))
                .toList();
    }

    /** All products of all cases, in the order of their names. */
    List<String> products() {
        return cases.values().stream()
                .flatMap(files -> files.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What lies in the folder and is of no case. */
    List<Path> strays() {
        return List.copyOf(strays);
    }

    private void folder() throws IOException {
        for (var entry : visible(study)) {
            if (Files.isDirectory(entry)) {
                ofCase(entry);
            } else {
                strays.add(entry);
            }
        }
    }

    private void ofCase(Path folder) throws IOException {
        var name = String.valueOf(folder.getFileName());
        cases.put(name, new TreeMap<>());
        for (var entry : visible(folder)) {
            if (Files.isRegularFile(entry)) {
                add(name, stem(entry), entry);
            } else {
                strays.add(entry);
            }
        }
    }

    private static List<Path> visible(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
        }
    }

    private static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void list() throws IOException {
        if (Files.size(study) > MOST_BYTES) {
            throw refused("a list of more than %d bytes".formatted(MOST_BYTES));
        }
        var lines = Files.readString(study).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().replaceAll("[\\s\"\\uFEFF]", "").equals(HEADER)) {
            throw refused("its first line is not \"%s\"".formatted(HEADER));
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                line(lines.get(i), i + 1);
            }
        }
    }

    private void line(String line, int number) {
        var cells = new ArrayList<String>();
        var matcher = CELL.matcher(line);
        int at = 0;
        while (matcher.find(at) && matcher.start() == at) {
            var quoted = matcher.group(1);
            cells.add(quoted == null ? matcher.group(2).strip() : quoted);
            at = matcher.end();
            if (matcher.group(3).isEmpty()) {
                break;
            }
        }
        if (at < line.length() || cells.size() != 3 || cells.stream().anyMatch(String::isBlank)) {
            throw refused("line %d is not a case, a product and a file".formatted(number));
        }
        add(cells.get(0), cells.get(1), study.resolveSibling(cells.get(2)));
    }

    private void add(String name, String product, Path file) {
        if (++count > MOST_FILES) {
            throw refused("more than %d files".formatted(MOST_FILES));
        }
        cases.computeIfAbsent(name, _ -> new TreeMap<>())
                .computeIfAbsent(product, _ -> new ArrayList<>())
                .add(file);
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(study + ": " + why);
    }
}
