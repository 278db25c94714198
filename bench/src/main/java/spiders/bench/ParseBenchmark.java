// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How many files a second one thread parses, and parses and writes, beside DCMTK in the same round;
 * the first round is cold.
 */
final class ParseBenchmark {

    /** Of pixels: a file of 4 KB. */
    private static final int SMALL = 3072;

    private static final int SMALL_TIMES = 10;
    private static final int PROCESSES = 200;
    private static final String REWRITE = "parse and rewrite";

    private final Workload workload;
    private final Path folder;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    ParseBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Something done to a file. */
    private interface Work {

        void on(Path file) throws IOException;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var dcmtk = new DcmtkFiles(folder);
        for (int bytes : List.of(workload.bytes(), SMALL)) {
            rates.clear();
            var files = files(folder.resolve(Integer.toString(bytes)), bytes);
            long length = Files.size(files.getFirst());
            for (int round = 1; round <= workload.rounds(); round++) {
                for (var work : works().entrySet()) {
                    measure(length, round, work, files);
                }
                var loop = dcmtk.loop(files);
                add(length, round, "DCMTK's library in a loop", files.size(), loop);
                var few = files.subList(0, Math.min(PROCESSES, files.size()));
                add(length, round, "dcmconv, a process a file", few.size(), dcmtk.processes(few));
            }
            ratios(length);
        }
        Markdown.table(List.of("bytes a file", "round", "work", "files/s", "CPU µs a file"), rows);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private List<Path> files(Path below, int bytes) throws IOException {
        int count = bytes == SMALL ? workload.count() * SMALL_TIMES : workload.count();
        new Samples().slices(below, count, bytes, 1);
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
        works.put(REWRITE, file -> Part10.write(out, Part10.read(file)));
        works.put("parse and rewrite, bulk data copied from the file", file -> copy(file, out));
        return works;
    }

    private static void copy(Path file, Path target) throws IOException {
        var object = Part10.read(file, ReadOptions.withoutBulkData());
        try (var out = new FileOutputStream(target.toFile())) {
            Part10.writeHeader(out, object.meta());
            DataSetWriter.write(
                    object.dataSet(),
                    object.meta().transferSyntax(),
                    out,
                    BulkDataSource.file(file));
        }
    }

    private void measure(long length, int round, Map.Entry<String, Work> work, List<Path> files)
            throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        for (var file : files) {
            work.getValue().on(file);
        }
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        wall = System.nanoTime() - wall;
        add(
                length,
                round,
                work.getKey(),
                files.size(),
                Optional.of(new DcmtkFiles.Taken(wall / 1e9, cpu / 1e9)));
    }

    private void add(
            long length, int round, String work, int count, Optional<DcmtkFiles.Taken> taken) {
        if (taken.isEmpty()) {
            return; // Not installed here.
        }
        double rate = count / taken.get().wall();
        double cpu = taken.get().cpu() * 1e6 / count;
        rates.computeIfAbsent(work, _ -> new ArrayList<>()).add(rate);
        rows.add(
                List.of(
                        Long.toString(length),
                        Integer.toString(round),
                        work,
                        String.format(Locale.ROOT, "%.0f", rate),
                        cpu < 0 ? "" : String.format(Locale.ROOT, "%.1f", cpu)));
    }

    /**
     * Ours beside each of theirs in the same round, the cold first round aside if there are more.
     */
    private void ratios(long length) {
        var ours = rates.getOrDefault(REWRITE, List.of());
        int from = ours.size() > 1 ? 1 : 0;
        for (var entry : rates.entrySet()) {
            if (!entry.getKey().toLowerCase(Locale.ROOT).startsWith("dcm")) {
                continue;
            }
            var ratios = new ArrayList<Double>();
            for (int i = from; i < ours.size(); i++) {
                ratios.add(ours.get(i) / entry.getValue().get(i));
            }
            Markdown.say(
                    "%d bytes: %s is %s times %s"
                            .formatted(length, REWRITE, Spread.of(ratios).text(2), entry.getKey()));
        }
    }
}
