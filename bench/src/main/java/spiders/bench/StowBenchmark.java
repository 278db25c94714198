// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.store.SyntheticIndex;
import spiders.testkit.peer.OrthancProcess;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** STOW-RS of CT slices into a hub and into Orthanc, by turns, so many objects a request. */
final class StowBenchmark {

    private static final List<Integer> CLIENTS = List.of(1, 4);
    private static final int PARTS = 4;
    private static final int OBJECTS = 100;
    private static final String BOUNDARY = "spiders-bench-part";
    private static final String TYPE =
            "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY;
    private static final double MEGA = 1e6;
    private static final int OK = 200;

    private final Workload workload;
    private final Path folder;

    StowBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Who takes objects, and where. */
    private record Door(String name, URI studies, String token, long pid) {}

    private record Measured(Door door, int clients, double perSecond, double cpuMillis) {}

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var slices = folder.resolve("slices");
        new Samples().slices(slices, workload.count(), workload.bytes(), PARTS);
        try (var hub = BenchHub.start(folder.resolve("hub"), List.of(), List.of());
                var pool = SyntheticIndex.access(folder.resolve("hub/hub")).pool(1);
                var orthanc =
                        OrthancProcess.start(
                                Files.createDirectories(folder.resolve("orthanc")), List.of());
                var client = HttpClient.newHttpClient()) {
            var doors =
                    List.of(
                            new Door(
                                    "SPIDERS hub",
                                    hub.base().resolve("/dicomweb/studies"),
                                    PeerToken.issue(pool),
                                    hub.pid()),
                            new Door(
                                    "Orthanc",
                                    orthanc.dicomWeb().resolve("studies"),
                                    "",
                                    orthanc.pid()));
            var all = new ArrayList<Measured>();
            for (int round = 0; round <= workload.rounds(); round++) {
                var turn = new ArrayList<>(doors);
                Collections.rotate(turn, round);
                for (int clients : CLIENTS) {
                    for (var door : turn) {
                        var measured = measured(client, door, clients);
                        if (round > 0) { // A JVM begins cold.
                            all.add(measured);
                        }
                    }
                }
            }
            table(doors, all);
            Markdown.say("Load %s at the end".formatted(Markdown.load()));
        }
    }

    private Measured measured(HttpClient client, Door door, int clients)
            throws IOException, InterruptedException {
        var slices = folder.resolve("slices");
        FreshUIDs.renew(slices);
        var files = files(slices);
        var process = new ProcessTree(door.pid());
        long cpu = process.cpuMillis();
        long start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<?>>();
            for (int i = 0; i < clients; i++) {
                int place = i;
                sent.add(
                        executor.submit(() -> {
                            store(client, door, share(files, place, clients));
                            return true;
                        }));
            }
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A client failed", e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMillis = (process.cpuMillis() - cpu) / (double) files.size();
        return new Measured(door, clients, files.size() / seconds, cpuMillis);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> share(List<Path> files, int place, int clients) {
        int each = files.size() / clients;
        int end = place == clients - 1 ? files.size() : (place + 1) * each;
        return files.subList(place * each, end);
    }

    private static void store(HttpClient client, Door door, List<Path> files)
            throws IOException, InterruptedException {
        for (int i = 0; i < files.size(); i += OBJECTS) {
            var some = files.subList(i, Math.min(files.size(), i + OBJECTS));
            var request =
                    HttpRequest.newBuilder(door.studies())
                            .header("Content-Type", TYPE)
                            .header("Accept", "application/dicom+json")
                            .POST(body(some));
            if (!door.token().isEmpty()) {
                request.header("Authorization", "Bearer " + door.token());
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "%s answered %d: %s"
                                .formatted(door.name(), answer.statusCode(), answer.body()));
            }
        }
    }

    private static BodyPublisher body(List<Path> files) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var file : files) {
            all.writeBytes(line("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n"));
            all.writeBytes(Files.readAllBytes(file));
            all.writeBytes(line(""));
        }
        all.writeBytes(line("--" + BOUNDARY + "--"));
        return BodyPublishers.ofByteArray(all.toByteArray());
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void table(List<Door> doors, List<Measured> all) {
        var rows = new ArrayList<List<String>>();
        for (int clients : CLIENTS) {
            for (var door : doors) {
                var own =
                        all.stream()
                                .filter(one -> one.door().equals(door) && one.clients() == clients)
                                .toList();
                var rate = Spread.of(own.stream().map(Measured::perSecond).toList());
                rows.add(
                        List.of(
                                door.name(),
                                Integer.toString(clients),
                                rate.text(0),
                                String.format(
                                        Locale.ROOT,
                                        "%.0f",
                                        rate.median() * workload.bytes() / MEGA),
                                Spread.of(own.stream().map(Measured::cpuMillis).toList()).text(2)));
            }
        }
        Markdown.table(
                List.of("receiver", "clients", "instances/s", "MB/s", "CPU ms an instance"), rows);
    }
}
