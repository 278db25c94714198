// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many files a second one thread parses, and parses and writes; the first round is cold. */
final class ParseBenchmark {

    private static final int TINY = 2500;

    private final Workload workload;
    private final Path folder;

    ParseBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Something done to a file. */
    private interface Work {

        void on(Path file) throws IOException;
    }

    void run() throws IOException {
        Markdown.machine();
        var rows = new ArrayList<List<String>>();
        for (int bytes : List.of(workload.bytes(), TINY)) {
            var files = files(folder.resolve(Integer.toString(bytes)), bytes);
            for (int round = 1; round <= workload.rounds(); round++) {
                for (var work : works().entrySet()) {
                    rows.add(measured(bytes, round, work, files));
                }
            }
        }
        Markdown.table(
                List.of("bytes of pixels", "round", "work", "files/s", "CPU µs a file"), rows);
    }

    private List<Path> files(Path below, int bytes) throws IOException {
        new Samples().slices(below, workload.count(), bytes, 1);
        try (var files = Files.list(below.resolve("part0"))) {
            return files.sorted().toList();
        }
    }

    private Map<String, Work> works() {
        var out = folder.resolve("out");
        var works = new LinkedHashMap<String, Work>();
        works.put("parse", Part10::read);
        works.put(
                "parse, bulk data left in the file",
                file -> Part10.read(file, ReadOptions.withoutBulkData()));
        works.put("parse and write", file -> Part10.write(out, Part10.read(file)));
        return works;
    }

    private static List<String> measured(
            int bytes, int round, Map.Entry<String, Work> work, List<Path> files)
            throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        for (var file : files) {
            work.getValue().on(file);
        }
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        wall = System.nanoTime() - wall;
        return List.of(
                Integer.toString(bytes),
                Integer.toString(round),
                work.getKey(),
                String.format(Locale.ROOT, "%.0f", files.size() * 1e9 / wall),
                String.format(Locale.ROOT, "%.1f", cpu / 1e3 / files.size()));
    }
}
