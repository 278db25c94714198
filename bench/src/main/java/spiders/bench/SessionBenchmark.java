// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.SessionExams.Exam;
import spiders.demo.BoardCase;
import spiders.demo.CaseStory;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.demo.HubSettings;
import spiders.demo.TransferRow;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.StorescpProcess;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A session of 20 patients with three examinations each at five sites: registered, searched, chosen
 * and fetched by a hub; then by DCMTK's findscu and movescu, examination by examination; then
 * pushed by five Orthancs to one. Then the hub's pages, under the hands of 50 people.
 */
final class SessionBenchmark {

    private static final String SCP = "STORESCP";
    private static final long POLL_MILLIS = 100;
    private static final long MINUTES = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Workload workload;
    private final int slices;
    private final Path folder;
    private final List<List<String>> rows = new ArrayList<>();

    SessionBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.slices =
                Math.clamp(workload.count() / (SessionExams.PATIENTS * SessionExams.EXAMS), 1, 500);
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var exams = SessionExams.write(folder.resolve("pacs"), workload, slices);
        for (int round = 1; round <= workload.rounds(); round++) {
            var home = Files.createDirectories(folder.resolve("round" + round));
            hub(home, round);
            byHand(exams, home, round);
            orthancs(exams, home, round);
        }
        Markdown.table(List.of("round", "how", "s until all are there", "MB/s", "of these"), rows);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private void row(int round, String how, double seconds, String parts) {
        double bytes =
                (double) workload.bytes() * slices * SessionExams.PATIENTS * SessionExams.EXAMS;
        rows.add(
                List.of(
                        Integer.toString(round),
                        how,
                        text(seconds),
                        text(bytes / 1e6 / seconds),
                        parts));
        Markdown.say("- " + String.join(", ", rows.getLast()));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private List<Pacs> sites(StorescpProcess... destination) throws IOException {
        var sites = new ArrayList<Pacs>();
        for (int i = 0; i < SessionExams.SOURCES; i++) {
            var settings = PacsSettings.of("SITE" + i, folder.resolve("pacs").resolve("s" + i));
            for (var one : destination) {
                settings = settings.withDestination(one.node());
            }
            sites.add(Pacs.start(settings));
        }
        return sites;
    }

    private static void close(List<Pacs> sites) {
        for (var site : sites) {
            try {
                site.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void hub(Path home, int round) throws IOException, InterruptedException {
        var sites = sites();
        var sources = new ArrayList<HubSettings.Source>();
        for (int i = 0; i < sites.size(); i++) {
            sources.add(BenchHub.source("s" + i, "SITE" + i, sites.get(i).port()));
        }
        try (var hub = BenchHub.start(home.resolve("hub"), sources, List.of("-Xmx1g"));
                var api = new HubApi(hub.base())) {
            api.signIn(Demo.CLINICIAN, Demo.PASSWORD);
            var session = session(api);
            long start = System.nanoTime();
            var cases = new ArrayList<BoardCase>();
            double first = 0;
            for (int patient = 0; patient < SessionExams.PATIENTS; patient++) {
                cases.add(order(api, session, patient));
                first = patient == 0 ? since(start) : first;
            }
            double ordered = since(start);
            cases.forEach(SessionBenchmark::await);
            row(
                    round,
                    "SPIDERS: register, search five sites, choose, fetch and verify",
                    since(start),
                    "all ordered after %s s, the first after %s s"
                            .formatted(text(ordered), text(first)));
            new ReadingUsers(hub.base(), session, cases.stream().map(BoardCase::id).toList()).run();
        } finally {
            close(sites);
        }
    }

    private static String session(HubApi api) throws IOException, InterruptedException {
        for (var session : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
            if (session.path("open").asBoolean()) {
                return session.path("id").asString();
            }
        }
        throw new IOException("No open session");
    }

    private static BoardCase order(HubApi api, String session, int patient)
            throws IOException, InterruptedException {
        var until = CaseStory.Until.ALL_ORDERED;
        var person = SessionExams.person(patient);
        var story = new CaseStory("digestif", person, false, "Mesure", until);
        var id = api.post("/api/v1/cases", story.registration(session)).path("id").asString();
        var boardCase = new BoardCase(api, id);
        var search = boardCase.search(_ -> {});
        boardCase.confirmProbable(search);
        var studies = new ArrayList<String>();
        for (var offer : search.path("offers")) {
            studies.add(offer.path("studyInstanceUID").asString());
        }
        if (studies.size() != SessionExams.EXAMS) {
            throw new IOException("Found " + studies.size() + " examinations");
        }
        boardCase.order(studies);
        return boardCase;
    }

    private static void await(BoardCase boardCase) {
        try {
            while (true) {
                var found = boardCase.transfers();
                if (found.stream().allMatch(TransferRow::isFinal)) {
                    if (!found.stream().allMatch(TransferRow::isVerified)) {
                        throw new IOException("Not verified: " + found);
                    }
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void byHand(SessionExams exams, Path home, int round)
            throws IOException, InterruptedException {
        var inbox = Files.createDirectories(home.resolve("storescp"));
        try (var storescp =
                StorescpProcess.start(inbox, Map.of("TCP_NODELAY", "1"), List.of("--fork"))) {
            var sites = sites(storescp);
            try {
                long start = System.nanoTime();
                for (int patient = 0; patient < SessionExams.PATIENTS; patient++) {
                    for (int site = 0; site < sites.size(); site++) {
                        find(sites.get(site), site, patient);
                    }
                }
                double found = since(start);
                for (var exam : exams.all()) {
                    move(sites.get(exam.source()), exam);
                }
                row(
                        round,
                        "DCMTK: findscu at each site, movescu each examination",
                        since(start),
                        "%s s of questions".formatted(text(found)));
            } finally {
                close(sites);
            }
            requireAll(storescp.received().size());
        }
    }

    private void requireAll(int objects) throws IOException {
        int wanted = slices * SessionExams.PATIENTS * SessionExams.EXAMS;
        if (objects != wanted) {
            throw new IOException("%d objects of %d are there".formatted(objects, wanted));
        }
    }

    private static void find(Pacs site, int number, int patient)
            throws IOException, InterruptedException {
        run(
                "findscu",
                "-S",
                "-aec",
                "SITE" + number,
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "PatientID=" + SessionExams.number(patient),
                "-k",
                "StudyInstanceUID",
                "127.0.0.1",
                Integer.toString(site.port()));
    }

    private static void move(Pacs site, Exam exam) throws IOException, InterruptedException {
        run(
                "movescu",
                "-S",
                "-aec",
                "SITE" + exam.source(),
                "-aem",
                SCP,
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + exam.study().value(),
                "127.0.0.1",
                Integer.toString(site.port()));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TCP_NODELAY", "1");
        var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command[0] + " failed");
        }
    }

    /**
     * Each site has an Orthanc, which is told examination by examination to push to the board's.
     */
    private void orthancs(SessionExams exams, Path home, int round) throws IOException {
        var sites = new ArrayList<OrthancProcess>();
        var settings = Map.of("KeepAlive", "true");
        try (var board = OrthancProcess.start(home.resolve("board"), List.of(), settings)) {
            for (int i = 0; i < SessionExams.SOURCES; i++) {
                var site = OrthancProcess.start(home.resolve("site" + i), List.of(), settings);
                sites.add(site);
                site.put("peers/board", "{\"Url\": \"%s\"}".formatted(board.http()));
            }
            for (var exam : exams.all()) {
                try (var files = Files.list(exam.folder())) {
                    files.forEach(sites.get(exam.source())::upload);
                }
            }
            long start = System.nanoTime();
            for (var exam : exams.all()) {
                push(sites.get(exam.source()), exam);
            }
            row(
                    round,
                    "Orthanc: pushed to a peer, each examination, none searched",
                    since(start),
                    "");
            requireAll(count(board.get("statistics")));
        } finally {
            sites.forEach(OrthancProcess::close);
        }
    }

    private static void push(OrthancProcess site, Exam exam) throws IOException {
        var found = JSON.readTree(site.post("tools/lookup", exam.study().value()));
        site.post("peers/board/store", found.path(0).path("ID").asString());
    }

    private static int count(String statistics) throws IOException {
        return JSON.readTree(statistics).path("CountInstances").asInt();
    }
}
