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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How many files a second the basic profile is applied to, from file to file, beside dcmodify and
 * Orthanc's {@code /anonymize}.
 */
final class DeidentifyBenchmark {

    private static final List<Integer> THREADS = List.of(1, 2);
    private static final int TINY = 2560;
    private static final int TINY_FACTOR = 10;
    private static final int FEW = 200;

    private final Workload workload;
    private final Path folder;
    private final Deidentifier deidentifier =
            new Deidentifier(
                    DeidentificationSettings.of(
                            DeidentificationProfile.basic(),
                            DeidentificationKey.parse(DeidentificationKey.generate())));

    DeidentifyBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    private record Row(int bytes, int count, String who, int round, double perSecond) {

        List<String> cells() {
            return List.of(
                    Integer.toString(bytes),
                    Integer.toString(count),
                    who,
                    Integer.toString(round),
                    String.format(Locale.ROOT, "%.0f", perSecond));
        }
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var rows = new ArrayList<Row>();
        for (int bytes : List.of(workload.bytes(), TINY)) {
            int count = bytes == TINY ? TINY_FACTOR * workload.count() : workload.count();
            var files = folder.resolve("in" + bytes);
            new Samples().slices(files, count, bytes, 1);
            for (int round = 1; round <= workload.rounds(); round++) {
                for (int threads : THREADS) {
                    rows.add(ours(files, bytes, count, threads, round));
                }
                rows.add(dcmodify(files, bytes, count, round));
            }
            rows.add(orthanc(bytes, files));
        }
        Markdown.say("Load %s after the last round".formatted(Markdown.load()));
        Markdown.table(
                List.of("bytes of pixels", "files", "program", "round", "files/s"),
                rows.stream().map(Row::cells).toList());
    }

    private Row ours(Path files, int bytes, int count, int threads, int round)
            throws IOException, InterruptedException {
        var out = folder.resolve("out");
        long start = System.nanoTime();
        var summary = new FolderDeidentifier(deidentifier, threads).run(files, out, new Silent());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (summary.cleaned() != count) {
            throw new IllegalStateException(
                    "%d of %d files were written".formatted(summary.cleaned(), count));
        }
        delete(out);
        var who = "SPIDERS, %d thread%s".formatted(threads, threads == 1 ? "" : "s");
        return new Row(bytes, count, who, round, count / seconds);
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

    /** One process over all files: it changes copies in place, whose making is not counted. */
    private Row dcmodify(Path files, int bytes, int count, int round)
            throws IOException, InterruptedException {
        var copies = folder.resolve("copies");
        Files.createDirectories(copies);
        var names = new ArrayList<String>();
        try (var all = Files.walk(files).filter(Files::isRegularFile)) {
            for (var file : (Iterable<Path>) all::iterator) {
                var copy = copies.resolve("%06d.dcm".formatted(names.size()));
                names.add(Files.copy(file, copy).toString());
            }
        }
        var command =
                new ArrayList<>(
                        List.of(
                                "dcmodify",
                                "-nb",
                                "-imt",
                                "-gst",
                                "-gse",
                                "-gin",
                                "-ma",
                                "PatientName=X",
                                "-ma",
                                "PatientID=X",
                                "-ma",
                                "PatientBirthDate=",
                                "-ma",
                                "StudyDate=",
                                "-ma",
                                "StudyDescription=",
                                "-ma",
                                "PatientSex="));
        command.addAll(names);
        long start = System.nanoTime();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("dcmodify failed: " + said);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        delete(copies);
        return new Row(bytes, count, "dcmodify, six attributes", round, count / seconds);
    }

    /** Orthanc anonymizes one study that it has stored before; its store and index are counted. */
    private Row orthanc(int bytes, Path files) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("orthanc" + bytes));
        try (var orthanc = OrthancProcess.start(home, List.of())) {
            int sent = 0;
            try (var all = Files.walk(files).filter(Files::isRegularFile).limit(FEW)) {
                for (var file : (Iterable<Path>) all::iterator) {
                    orthanc.upload(file);
                    sent++;
                }
            }
            var studies = orthanc.get("studies");
            var study = studies.replaceAll("[^0-9a-f-]", "");
            long start = System.nanoTime();
            post(
                    orthanc.http().resolve("studies/" + study + "/anonymize"),
                    BodyPublishers.ofString("{\"Synchronous\": true}"));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Row(bytes, sent, "Orthanc /anonymize", 1, sent / seconds);
        }
    }

    /** On a connection of its own: Orthanc closes one that has been idle for a second. */
    private static void post(URI uri, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri).POST(body).build();
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("Orthanc answers " + response.statusCode());
            }
        }
    }

    private static void delete(Path below) throws IOException {
        try (var all = Files.walk(below)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
