// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.deid.DeidentificationKey;
import spiders.dicom.deid.DeidentificationProfile;
import spiders.dicom.deid.DeidentificationReport;
import spiders.dicom.deid.DeidentificationSettings;
import spiders.dicom.deid.Deidentifier;
import spiders.dicom.deid.FolderDeidentifier;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many files a second the basic profile is applied to, from file to file, beside dcmodify and
 * Orthanc in the same round.
 */
final class DeidentifyBenchmark {

    private static final List<Integer> WORKERS = List.of(1, 2);
    private static final int TINY = 2560;

    /** Of the workload's count: a round is over in seconds. */
    private static final int SHARE = 4;

    private static final int TINY_FACTOR = 4;
    private static final int WARM_UP = 4;
    private static final String OURS = "SPIDERS";

    private final Workload workload;
    private final Path folder;
    private int runs;
    private final DeidentifyPeers peers;
    private final Deidentifier deidentifier =
            new Deidentifier(
                    DeidentificationSettings.of(
                            DeidentificationProfile.basic(),
                            DeidentificationKey.parse(DeidentificationKey.generate())));

    DeidentifyBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
        this.peers = new DeidentifyPeers(folder);
    }

    /** What is measured: files of so many bytes of pixels, by so many threads or processes. */
    private record Case(int bytes, int workers) {}

    /** Files a second by program, one value a round. */
    private final Map<Case, Map<String, List<Double>>> rates = new LinkedHashMap<>();

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        for (int bytes : List.of(workload.bytes(), TINY)) {
            int share = Math.max(4, workload.count() / SHARE);
            int count = bytes == TINY ? TINY_FACTOR * share : share;
            var files = folder.resolve("in" + bytes);
            new Samples().slices(files, count, bytes, 1);
            for (int i = 0; i < WARM_UP; i++) {
                ours(files, 1);
            }
            var home = Files.createDirectories(folder.resolve("orthanc" + bytes));
            // As its own configuration has it: connections are kept.
            try (var orthanc = OrthancProcess.start(home, List.of(), Map.of("KeepAlive", "true"))) {
                var instances = peers.stored(orthanc, files);
                for (int round = 1; round <= workload.rounds(); round++) {
                    for (int workers : WORKERS) {
                        var measured = new Case(bytes, workers);
                        add(measured, round, OURS, ours(files, workers));
                        add(measured, round, "dcmodify", peers.dcmodify(files, workers));
                        add(measured, round, "Orthanc", peers.orthanc(orthanc, instances, workers));
                    }
                }
            }
            delete(files);
        }
        Markdown.say("Load %s after the last round".formatted(Markdown.load()));
        table();
    }

    private void add(Case measured, int round, String who, double perSecond) throws IOException {
        rates.computeIfAbsent(measured, _ -> new LinkedHashMap<>())
                .computeIfAbsent(who, _ -> new ArrayList<>())
                .add(perSecond);
        Markdown.say(
                String.format(
                        Locale.ROOT,
                        "%d bytes, %d at once, round %d, %s: %.0f files/s, load %s",
                        measured.bytes,
                        measured.workers,
                        round,
                        who,
                        perSecond,
                        Markdown.load()));
    }

    private void table() {
        var rows = new ArrayList<List<String>>();
        for (var entry : rates.entrySet()) {
            var measured = entry.getKey();
            var ours = entry.getValue().getOrDefault(OURS, List.of());
            entry.getValue()
                    .forEach((who, values) ->
                            rows.add(
                                    List.of(
                                            Integer.toString(measured.bytes),
                                            Integer.toString(measured.workers),
                                            who,
                                            Spread.of(values).text(0),
                                            ratio(ours, values))));
        }
        Markdown.table(
                List.of("bytes of pixels", "at once", "program", "files/s", "SPIDERS / program"),
                rows);
    }

    /** How many times faster we were, round by round. */
    private static String ratio(List<Double> ours, List<Double> theirs) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < theirs.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return Spread.of(ratios).text(2);
    }

    private double ours(Path files, int threads) throws IOException, InterruptedException {
        // Kept to the end: ext4 looks long for an inode where many were given back lately.
        var out = folder.resolve("out" + runs++);
        settle();
        long start = System.nanoTime();
        var summary = new FolderDeidentifier(deidentifier, threads).run(files, out, new Silent());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (summary.refused() > 0) {
            throw new IllegalStateException("A sample was refused");
        }
        return summary.cleaned() / seconds;
    }

    private static final class Silent implements FolderDeidentifier.Listener {

        @Override
        public void reported(Path in, DeidentificationReport report) {
            // Counted by the summary.
        }

        @Override
        public void failed(Path in, Exception cause) {
            throw new IllegalStateException("A sample cannot be read", cause);
        }
    }

    /** What was written before is not written during a measurement. */
    static void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }

    static void delete(Path below) throws IOException {
        try (var all = Files.walk(below)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
