// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.BoardCase;
import spiders.demo.CaseStory;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.demo.TransferRow;
import spiders.dicom.data.UID;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Two studies of a gigabyte, one of slices and one of a single object, from a PACS by C-GET into a
 * hub whose heap is 512 MB, and out of it by WADO-RS.
 */
final class BigStudyBenchmark {

    private static final String HEAP = "512m";
    private static final CaseStory STORY =
            new CaseStory("digestif", Samples.PERSON, true, "Mesure", CaseStory.Until.ALL_ORDERED);
    private static final Pattern HEAP_BEFORE = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");
    private static final int FRAME_BYTES = 512 * 512 * 2;
    private static final long POLL_MILLIS = 200;
    private static final int BUFFER = 1 << 17;
    private static final double MEGA = 1e6;

    private final Workload workload;
    private final Path folder;
    private final List<List<String>> rows = new ArrayList<>();

    BigStudyBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var samples = new Samples();
        var pacs = folder.resolve("pacs");
        int frames = (int) ((long) workload.count() * workload.bytes() / FRAME_BYTES);
        var slices = samples.slices(pacs, workload.count(), workload.bytes(), 1);
        var multiFrame = samples.multiFrame(pacs.resolve("multiframe"), frames);
        var log = folder.resolve("gc.log");
        var options = List.of("-Xmx" + HEAP, "-Xlog:gc:file=" + log);
        try (var source = Pacs.start(PacsSettings.of("BIGPACS", pacs));
                var hub =
                        BenchHub.start(
                                folder.resolve("hub"),
                                List.of(BenchHub.source("big", "BIGPACS", source.port())),
                                options)) {
            var process = new ProcessTree(hub.pid());
            row("started", 0, 0, process, log);
            through(hub, process, log, List.of(multiFrame, slices));
        }
        Markdown.table(
                List.of("step", "MB", "s", "MB/s", "peak RSS MB of the hub", "peak heap MB"), rows);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private void through(BenchHub hub, ProcessTree process, Path log, List<UID> studies)
            throws IOException, InterruptedException {
        try (var api = new HubApi(hub.base());
                var client = HttpClient.newHttpClient()) {
            api.signIn(Demo.CLINICIAN, Demo.PASSWORD);
            var boardCase = register(api);
            boardCase.confirmProbable(boardCase.search(answer -> {}));
            for (var study : studies) {
                var in = received(boardCase, study);
                row("C-GET in: " + named(in), in.bytes(), in.seconds(), process, log);
            }
            var credentials =
                    HubApi.object().put("login", Demo.CLINICIAN).put("password", Demo.PASSWORD);
            var token = api.post("/api/v1/tokens", credentials).path("token").asString();
            boardCase.viewer(); // The grant, without which WADO-RS serves nothing.
            for (var study : studies) {
                var request =
                        HttpRequest.newBuilder(
                                        hub.base().resolve("/dicomweb/studies/" + study.value()))
                                .header("Authorization", "Bearer " + token)
                                .header(
                                        "Accept",
                                        "multipart/related; type=\"application/dicom\";"
                                                + " transfer-syntax=*")
                                .build();
                long start = System.nanoTime();
                long bytes = read(client, request);
                double seconds = (System.nanoTime() - start) / 1e9;
                row("WADO-RS out", bytes, seconds, process, log);
            }
        }
    }

    private static BoardCase register(HubApi api) throws IOException, InterruptedException {
        for (var session : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
            if (session.path("open").asBoolean()) {
                var body = STORY.registration(session.path("id").asString());
                return new BoardCase(api, api.post("/api/v1/cases", body).path("id").asString());
            }
        }
        throw new IOException("No open session");
    }

    private static TransferRow received(BoardCase boardCase, UID study)
            throws IOException, InterruptedException {
        boardCase.order(List.of(study.value()));
        while (true) {
            for (var row : boardCase.transfers()) {
                if (row.studyInstanceUID().equals(study.value()) && row.isFinal()) {
                    if (!row.isVerified()) {
                        throw new IOException("Not verified: " + row);
                    }
                    return row;
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static String named(TransferRow row) {
        return row.verified() + (row.verified() == 1 ? " object" : " objects");
    }

    private static long read(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("WADO-RS answered " + answer.statusCode());
        }
        try (InputStream in = answer.body()) {
            long bytes = 0;
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
            return bytes;
        }
    }

    private void row(String step, long bytes, double seconds, ProcessTree process, Path log)
            throws IOException {
        rows.add(
                List.of(
                        step,
                        number(bytes / MEGA),
                        String.format(Locale.ROOT, "%.1f", seconds),
                        seconds > 0 ? number(bytes / MEGA / seconds) : "",
                        number(process.peakBytes() / MEGA),
                        Long.toString(peakHeap(log))));
        Markdown.say("- " + String.join(", ", rows.getLast()));
    }

    /** The fullest that any collection found the heap, in the collector's megabytes. */
    private static long peakHeap(Path log) throws IOException {
        long peak = 0;
        var matcher = HEAP_BEFORE.matcher(Files.readString(log));
        while (matcher.find()) {
            peak = Math.max(peak, Long.parseLong(matcher.group(1)));
        }
        return peak;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
