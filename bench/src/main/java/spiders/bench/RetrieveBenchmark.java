// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import com.sun.net.httpserver.SimpleFileServer;

import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A study out of a hub by WADO-RS, beside Orthanc, and beside file servers that send the same
 * files: the JDK's, one request and connection a file, and one request for all of them in one file.
 */
final class RetrieveBenchmark {

    private static final String WHOLE =
            "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private static final int BUFFER = 1 << 17;
    private static final String STATUS = "HTTP/1.1 200";
    private static final int WARM = 2;
    private static final double MEGA = 1e6;

    private final Workload workload;
    private final Path folder;

    RetrieveBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Who serves, and what is asked of it. */
    private record Server(String name, List<HttpRequest> requests) {}

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var pacs = folder.resolve("pacs");
        var volume = Volume.write(pacs, workload.count());
        var files = files(pacs);
        var home = Files.createDirectories(folder.resolve("orthanc"));
        var joined = joined(files);
        try (var source = Pacs.start(PacsSettings.of("CTPACS", pacs));
                var orthanc = OrthancProcess.start(home, List.of(), Map.of("KeepAlive", "true"));
                var hub =
                        BenchHub.start(
                                folder.resolve("hub"),
                                List.of(BenchHub.source("ct", "CTPACS", source.port())),
                                List.of("-Xmx1g"))) {
            var opened = OpenedCase.of(hub, List.of(volume.study()));
            files.forEach(orthanc::upload);
            var plain =
                    SimpleFileServer.createFileServer(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            folder,
                            SimpleFileServer.OutputLevel.NONE);
            plain.start();
            try {
                var base = URI.create("http://127.0.0.1:" + plain.getAddress().getPort() + "/");
                var study = "studies/" + volume.study().value();
                measure(
                        List.of(
                                new Server(
                                        "hub, WADO-RS",
                                        List.of(
                                                study(hub.base().resolve("/dicomweb/" + study))
                                                        .header(
                                                                "Authorization",
                                                                "Bearer " + opened.token())
                                                        .build())),
                                new Server(
                                        "Orthanc 1.10, WADO-RS",
                                        List.of(study(orthanc.dicomWeb().resolve(study)).build())),
                                new Server("JDK file server, each file", each(base, files)),
                                new Server(
                                        "JDK file server, one file", List.of(get(base, joined)))));
            } finally {
                plain.stop(0);
            }
        }
    }

    private static HttpRequest.Builder study(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", WHOLE);
    }

    private HttpRequest get(URI base, Path file) {
        return HttpRequest.newBuilder(base.resolve(folder.relativize(file).toString())).build();
    }

    private List<HttpRequest> each(URI base, List<Path> files) {
        return files.stream().map(file -> get(base, file)).toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path joined(List<Path> files) throws IOException {
        var all = folder.resolve("all.bin");
        try (var out = Files.newOutputStream(all)) {
            for (var file : files) {
                Files.copy(file, out);
            }
        }
        return all;
    }

    private void measure(List<Server> servers) throws IOException {
        for (int i = 0; i < WARM; i++) {
            for (var server : servers) {
                read(server.requests());
            }
        }
        var rates = new ArrayList<List<Double>>();
        servers.forEach(_ -> rates.add(new ArrayList<>()));
        var turn = new ArrayList<Integer>();
        for (int i = 0; i < servers.size(); i++) {
            turn.add(i);
        }
        for (int round = 1; round <= workload.rounds(); round++) {
            Collections.rotate(turn, 1);
            for (int which : turn) {
                long start = System.nanoTime();
                long bytes = read(servers.get(which).requests());
                double rate = bytes / MEGA / ((System.nanoTime() - start) / 1e9);
                rates.get(which).add(rate);
                Markdown.say(
                        "- round %d, %s: %.0f MB, %.0f MB/s"
                                .formatted(round, servers.get(which).name(), bytes / MEGA, rate));
            }
        }
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < servers.size(); i++) {
            var sorted = rates.get(i).stream().sorted().toList();
            rows.add(
                    List.of(
                            servers.get(i).name(),
                            number(sorted.get(sorted.size() / 2)),
                            number(sorted.getFirst()),
                            number(sorted.getLast())));
        }
        Markdown.table(List.of("server", "MB/s, median", "least", "most"), rows);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private static long read(List<HttpRequest> requests) throws IOException {
        long bytes = 0;
        for (var request : requests) {
            bytes += read(request);
        }
        return bytes;
    }

    /**
     * Takes an answer by the socket, and throws it away: the JDK's client is slower than the
     * servers that are measured.
     */
    private static long read(HttpRequest request) throws IOException {
        var uri = request.uri();
        var text = new StringBuilder("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: ");
        text.append(uri.getAuthority()).append("\r\nConnection: close\r\n");
        request.headers()
                .map()
                .forEach((name, values) ->
                        text.append(name).append(": ").append(values.getFirst()).append("\r\n"));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.getOutputStream()
                    .write(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            var buffer = new byte[BUFFER];
            int read = in.readNBytes(buffer, 0, STATUS.length());
            if (!new String(buffer, 0, read, StandardCharsets.US_ASCII).equals(STATUS)) {
                throw new IOException(uri + " did not answer 200");
            }
            long bytes = 0;
            for (; read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
            return bytes;
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
