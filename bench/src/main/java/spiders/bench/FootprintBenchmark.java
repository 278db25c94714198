// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.store.SyntheticIndex;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a hub and Orthanc need: the time from the start of the process to the first C-ECHO, memory
 * idle and under an ingest, and what an instance costs on disk beyond its own bytes.
 */
final class FootprintBenchmark {

    private static final NetworkOptions OPTIONS =
            NetworkOptions.defaults().withAssociationTimeout(Duration.ofMinutes(1));
    private static final int SLICES_A_STUDY = 250;
    private static final long IDLE_MILLIS = 30_000;
    private static final double MEGA = 1e6;
    private static final String DATABASE = "postgresql";
    private static final String ORTHANC_INDEX = "index*";

    private final Workload workload;
    private final Path folder;

    FootprintBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** The bytes of a server's index now, all that was written to it counted. */
    @FunctionalInterface
    private interface Index {
        long bytes() throws IOException, InterruptedException;
    }

    /** A running server, the folder of its data, and what in there is its index. */
    private record Server(
            String name, RemoteNode node, ProcessTree process, Path data, String aside) {

        /** The disk's blocks of everything but the index. */
        long storeBytes() throws IOException, InterruptedException {
            var builder =
                    new ProcessBuilder("du", "-s", "-B1", "--exclude=" + aside, data.toString());
            var process = builder.redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("du failed: " + text);
            }
            return Long.parseLong(text.split("\\s", 2)[0]);
        }
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        starts();
        var studies = studies();
        var rows = new ArrayList<List<String>>();
        try (var hub = BenchHub.start(folder.resolve("hub"), List.of(), List.of());
                var pool = SyntheticIndex.access(folder.resolve("hub/hub")).pool(1)) {
            var index = new SyntheticIndex(pool);
            var process = new ProcessTree(hub.pid());
            var data = folder.resolve("hub/hub");
            var server = new Server("SPIDERS hub", hub.node(), process, data, DATABASE);
            rows.add(measured(server, studies, index::bytes));
        }
        var home = Files.createDirectories(folder.resolve("orthanc"));
        try (var orthanc = OrthancProcess.start(home, List.of())) {
            var process = new ProcessTree(orthanc.pid());
            var data = home.resolve("storage");
            var server = new Server("Orthanc", orthanc.node(), process, data, ORTHANC_INDEX);
            rows.add(measured(server, studies, () -> Files.size(data.resolve("index"))));
        }
        Markdown.table(
                List.of(
                        "server",
                        "idle, MB",
                        "its children's",
                        "peak under ingest, MB",
                        "its children's, after",
                        "index, bytes an instance",
                        "store beyond the object, bytes an instance"),
                rows);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private void starts() throws IOException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= workload.rounds(); round++) {
            var kind = round == 0 ? ", first start" : ", later starts";
            seconds.computeIfAbsent("SPIDERS hub" + kind, _ -> new ArrayList<>()).add(hubStart());
            seconds.computeIfAbsent("Orthanc" + kind, _ -> new ArrayList<>()).add(orthancStart());
        }
        var rows = new ArrayList<List<String>>();
        seconds.forEach((name, all) -> rows.add(List.of(name, Spread.of(all).text(2))));
        Markdown.table(List.of("server", "s to the first C-ECHO"), rows);
    }

    private double hubStart() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (var hub = BenchHub.start(folder.resolve("start-hub"), List.of(), List.of())) {
            echo(hub.node());
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private double orthancStart() throws IOException {
        long start = System.nanoTime();
        var home = Files.createDirectories(folder.resolve("start-orthanc"));
        try (var orthanc = OrthancProcess.start(home, List.of())) {
            echo(orthanc.node());
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void echo(RemoteNode node) {
        var request = AssociationRequest.forEcho(new AETitle(BenchHub.CALLER));
        try (var association = Association.open(node, request, OPTIONS)) {
            if (!association.echo().isSuccess()) {
                throw new IllegalStateException("C-ECHO failed at " + node);
            }
        }
    }

    private List<Path> studies() throws IOException {
        var studies = new ArrayList<Path>();
        for (int first = 0; first < workload.count(); first += SLICES_A_STUDY) {
            studies.add(folder.resolve("study" + studies.size()));
            Volume.write(studies.getLast(), Math.min(SLICES_A_STUDY, workload.count() - first));
        }
        return studies;
    }

    /** What was there after the first half is taken off: an empty index has a size too. */
    private List<String> measured(Server server, List<Path> studies, Index index)
            throws IOException, InterruptedException {
        Thread.sleep(IDLE_MILLIS);
        double idle = server.process().residentBytes() / MEGA;
        double idleChildren = server.process().childrenBytes() / MEGA;
        int half = studies.size() / 2;
        send(server.node(), studies.subList(0, half));
        Thread.sleep(IDLE_MILLIS); // What is kept beside the index is kept of series at rest.
        long indexBefore = index.bytes();
        long storeBefore = server.storeBytes();
        var second = studies.subList(half, studies.size());
        send(server.node(), second);
        Thread.sleep(IDLE_MILLIS);
        long objects = 0;
        double instances = 0;
        for (var study : second) {
            try (var files = Files.list(study)) {
                for (var file : files.toList()) {
                    objects += Files.size(file);
                    instances++;
                }
            }
        }
        return List.of(
                server.name(),
                number(idle),
                number(idleChildren),
                number(server.process().peakBytes() / MEGA),
                number(server.process().childrenBytes() / MEGA),
                number((index.bytes() - indexBefore) / instances),
                number((server.storeBytes() - storeBefore - objects) / instances));
    }

    private void send(RemoteNode to, List<Path> studies) throws IOException, InterruptedException {
        var shares = new ArrayList<List<Path>>();
        studies.forEach(study -> shares.add(List.of(study)));
        for (int i = 0; i < shares.size(); i += 4) {
            var some = shares.subList(i, Math.min(shares.size(), i + 4));
            NetworkSender.SPIDERS.send(to, some, folder.resolve("sender.log"));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
