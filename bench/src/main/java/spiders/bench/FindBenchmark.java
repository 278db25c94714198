// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.store.SyntheticIndex;
import spiders.bench.store.SyntheticStudy;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.peer.OrthancProcess;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The same studies, of one object each, stored in a hub and in Orthanc, then searched in both by
 * C-FIND and by QIDO-RS, by turns.
 */
final class FindBenchmark {

    private static final int ASKED = 250;
    private static final int WARM_UP = 50;
    private static final int LIMIT = 100;
    private static final int OK = 200;
    private static final int PARTS = 4;
    private static final int PIXELS = 2;

    private final Workload workload;
    private final Path folder;

    FindBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Asks a question of a study, and waits for the whole answer. */
    @FunctionalInterface
    private interface Door {
        void ask(SearchQuestion question, SyntheticStudy study)
                throws IOException, InterruptedException;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var objects = folder.resolve("objects");
        write(objects);
        try (var hub = BenchHub.start(folder.resolve("hub"), List.of(), List.of());
                var pool = SyntheticIndex.access(folder.resolve("hub/hub")).pool(1);
                var orthanc =
                        OrthancProcess.start(
                                Files.createDirectories(folder.resolve("orthanc")), List.of());
                var client = HttpClient.newHttpClient()) {
            send(objects, hub.node());
            send(objects, orthanc.node());
            Markdown.say("%d studies in each, load %s".formatted(studies(), Markdown.load()));
            var mine = hub.base().resolve("/dicomweb");
            var token = PeerToken.issue(pool);
            var root = orthanc.dicomWeb().toString().replaceAll("/$", "");
            try (var finder = Finder.open(hub.node());
                    var other = Finder.open(orthanc.node())) {
                Map<String, Door> doors = new LinkedHashMap<>();
                doors.put("hub, C-FIND", (q, s) -> finder.find(q.identifier(s), LIMIT));
                doors.put("Orthanc, C-FIND", (q, s) -> other.find(q.identifier(s), LIMIT));
                doors.put("hub, QIDO-RS", (q, s) -> get(client, mine + q.query(s, LIMIT), token));
                doors.put("Orthanc, QIDO-RS", (q, s) -> get(client, root + q.query(s, LIMIT), ""));
                measure(doors);
            }
            Markdown.say("Load %s at the end".formatted(Markdown.load()));
        }
    }

    private int studies() {
        return workload.count();
    }

    private void write(Path objects) throws IOException {
        for (int i = 0; i < studies(); i++) {
            var study = SyntheticStudy.of(i);
            var file = objects.resolve("part" + i % PARTS).resolve("CT%06d.dcm".formatted(i));
            Files.createDirectories(file.getParent());
            var uid = new UID(study.uid());
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                Part10.write(
                        out,
                        Samples.described(UIDs.CTImageStorage, uid, new UID(uid.value() + ".1"), 1)
                                .set(Tags.PatientName, study.name())
                                .set(Tags.PatientID, study.patientID())
                                .set(Tags.PatientBirthDate, study.birthDate())
                                .set(Tags.AccessionNumber, study.accession())
                                .set(Tags.StudyDate, study.date())
                                .set(Tags.StudyTime, study.time())
                                .set(Tags.Modality, study.modality())
                                .set(Tags.Rows, 1)
                                .set(Tags.Columns, 1)
                                .set(Tags.PixelData, VR.OW, new byte[PIXELS])
                                .build(),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            }
        }
    }

    private void send(Path objects, RemoteNode to) throws IOException, InterruptedException {
        var shares = new ArrayList<List<Path>>();
        for (int part = 0; part < PARTS; part++) {
            shares.add(List.of(objects.resolve("part" + part)));
        }
        NetworkSender.SPIDERS.send(to, shares, folder.resolve("sender.log"));
    }

    private static void get(HttpClient client, String uri, String token)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(uri)).header("Accept", "application/dicom+json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK || answer.body().length < 10) {
            throw new IOException("Answered %d: %s".formatted(answer.statusCode(), uri));
        }
    }

    private void measure(Map<String, Door> doors) throws IOException, InterruptedException {
        var columns = new ArrayList<>(List.of("p50 / p95 ms"));
        columns.addAll(doors.keySet());
        var rows = new ArrayList<List<String>>();
        for (var question : SearchQuestion.ALL) {
            if (!question.isForFind()) {
                continue;
            }
            var millis = new double[doors.size()][ASKED - WARM_UP];
            var random = new Random(question.name().hashCode());
            for (int i = 0; i < ASKED; i++) {
                var study = SyntheticStudy.of(random.nextInt(studies()));
                int place = 0;
                for (var door : doors.values()) {
                    long start = System.nanoTime();
                    door.ask(question, study);
                    double taken = (System.nanoTime() - start) / 1e6;
                    if (i >= WARM_UP) {
                        millis[place][i - WARM_UP] = taken;
                    }
                    place++;
                }
            }
            var row = new ArrayList<>(List.of(question.name()));
            for (var values : millis) {
                row.add(IndexBenchmark.percentiles(values));
            }
            rows.add(row);
            Markdown.say("- " + String.join(" | ", row));
        }
        Markdown.table(columns, rows);
    }
}
