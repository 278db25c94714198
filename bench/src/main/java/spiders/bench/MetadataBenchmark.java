// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.store.SyntheticIndex;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** WADO-RS metadata of one series of many slices, by turns from a hub and from Orthanc. */
final class MetadataBenchmark {

    private static final int PIXEL_BYTES = 2048;
    private static final int QUIET_MILLIS = 7000;
    private static final double KILO = 1e3;

    /** One way to ask, with what it has to be sent. */
    private record Door(String name, URI uri, String coding, String token) {}

    private final Workload workload;
    private final Path folder;

    MetadataBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var slices = folder.resolve("slices");
        var study = new Samples().slices(slices, workload.count(), PIXEL_BYTES, 1);
        try (var hub = BenchHub.start(folder.resolve("hub"), List.of(), List.of());
                var pool = SyntheticIndex.access(folder.resolve("hub/hub")).pool(2);
                var api = new HubApi(hub.base());
                var orthanc = orthanc()) {
            send(slices, hub.node());
            send(slices, orthanc.node());
            new SyntheticIndex(pool).grantUIDs(Demo.CLINICIAN, List.of(study.value()));
            Thread.sleep(QUIET_MILLIS); // What is kept is kept of a series that has come to rest.
            var token = IndexBenchmark.token(api);
            var path = "studies/" + study.value() + "/metadata";
            var mine = hub.base().resolve("/dicomweb/" + path);
            var theirs = orthanc.dicomWeb().resolve(path);
            measure(
                    List.of(
                            new Door("SPIDERS hub, zstd", mine, "zstd", token),
                            new Door("SPIDERS hub, gzip", mine, "gzip", token),
                            new Door("SPIDERS hub, identity", mine, "identity", token),
                            new Door("Orthanc, gzip", theirs, "gzip", ""),
                            new Door("Orthanc, identity", theirs, "identity", "")));
        }
    }

    private OrthancProcess orthanc() throws IOException {
        return OrthancProcess.start(
                Files.createDirectories(folder.resolve("orthanc")), List.<RemoteNode>of());
    }

    /** The UIDs stay as they are in the files: one series. */
    private void send(Path slices, RemoteNode to) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                "storescu",
                                "-aet",
                                BenchHub.CALLER,
                                "-aec",
                                to.aeTitle().value(),
                                "+sd",
                                "+r",
                                to.host(),
                                Integer.toString(to.port()),
                                slices.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("storescu.log").toFile());
        builder.environment().put("TCP_NODELAY", "1");
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("storescu ended with " + code);
        }
    }

    private void measure(List<Door> doors) throws IOException, InterruptedException {
        Map<Door, List<Double>> millis = new LinkedHashMap<>();
        Map<Door, Integer> bytes = new LinkedHashMap<>();
        try (var client = HttpClient.newHttpClient()) {
            for (int round = -2; round < workload.rounds() * 5; round++) {
                for (var door : doors) {
                    long start = System.nanoTime();
                    int length = asked(client, door);
                    double taken = (System.nanoTime() - start) / 1e6;
                    bytes.put(door, length);
                    if (round >= 0) { // The first rounds find everything cold.
                        millis.computeIfAbsent(door, _ -> new ArrayList<>()).add(taken);
                    }
                }
            }
        }
        var rows = new ArrayList<List<String>>();
        millis.forEach((door, all) ->
                rows.add(
                        List.of(
                                door.name(),
                                Spread.of(all).text(1),
                                String.format(
                                        Locale.ROOT, "%.0f", bytes.getOrDefault(door, 0) / KILO))));
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
        Markdown.table(List.of("metadata of the series", "ms", "KB sent"), rows);
    }

    private static int asked(HttpClient client, Door door)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(door.uri())
                        .header("Accept", "application/dicom+json")
                        .header("Accept-Encoding", door.coding());
        if (!door.token().isEmpty()) {
            request.header("Authorization", "Bearer " + door.token());
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answers %d".formatted(door.name(), answer.statusCode()));
        }
        return answer.body().length;
    }
}
