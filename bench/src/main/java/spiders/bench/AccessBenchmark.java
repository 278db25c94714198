// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import com.zaxxer.hikari.HikariDataSource;

import spiders.bench.store.SyntheticIndex;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.rcp.CaseRelations;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Emergency;
import spiders.security.EmergencyAccess;
import spiders.security.EmergencyListener;
import spiders.security.PatientInformation;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Relations;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.AuditTable;
import spiders.security.store.CentreTable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What it costs to decide whether somebody may, by their tie to the patient, and to record that
 * they did; beside whole requests to a hub over the same database.
 */
final class AccessBenchmark {

    private static final int WARM_UP = 300;

    private final Workload workload;
    private final Path folder;

    AccessBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        try (var hub = BenchHub.start(folder.resolve("hub"), List.of(), List.of());
                var pool = SyntheticIndex.access(folder.resolve("hub/hub")).pool(2);
                var api = new HubApi(hub.base());
                var client = HttpClient.newHttpClient()) {
            var token = IndexBenchmark.token(api);
            var boardCase = OpenedCase.register(api).id();
            var patient =
                    new RcpStore(pool)
                            .cases()
                            .boardCase(UUID.fromString(boardCase))
                            .orElseThrow()
                            .patient();
            var rows = new ArrayList<>(deciding(pool, patient));
            rows.add(
                    row(
                            "GET /api/v1/cases/{case}, all of it",
                            request(
                                    client,
                                    hub.base().resolve("/api/v1/cases/" + boardCase),
                                    token)));
            rows.add(
                    row(
                            "QIDO-RS by PatientID, all of it",
                            request(
                                    client,
                                    hub.base().resolve("/dicomweb/studies?PatientID=NOBODY"),
                                    token)));
            Markdown.table(List.of("what", "p50 µs", "p95 µs"), rows);
        }
    }

    private List<List<String>> deciding(HikariDataSource pool, PatientKey patient) {
        var audit = new AuditTable(pool, "bench", Clock.systemUTC());
        var access = access(pool, audit);
        var requester = clinician(Demo.CLINICIAN);
        var stranger = clinician("nobody");
        var event = AuditEvent.of(requester, Action.VIEW_CASE).about(patient);
        return List.of(
                row("deciding by the role alone", () -> requester.may(Permission.VIEW_CASE)),
                row(
                        "deciding by the tie: the requester",
                        () -> access.allows(requester, Permission.VIEW_CASE, patient)),
                row(
                        "deciding by the tie, and what the patient objects to",
                        () -> access.allows(requester, Permission.VIEW_IMAGES, patient)),
                row(
                        "deciding by the tie: nobody's",
                        () -> access.allows(stranger, Permission.VIEW_CASE, patient)),
                row("recording, committed by itself", () -> audit.record(event)));
    }

    private static User clinician(String name) {
        return new User(new UserName(name), name, Set.of(Role.CLINICIAN));
    }

    private static Access access(HikariDataSource pool, AuditTable audit) {
        var clock = Clock.systemUTC();
        var information = new PatientInformation(pool, audit, (_, _) -> {}, clock);
        var emergencies = new EmergencyAccess(pool, audit, information, new NoNotice(), clock);
        var centres = new CentreTable(pool);
        var ties = new CaseRelations(new RcpStore(pool).members(), centres::of, clock);
        return new Access(audit, Relations.all(List.of(ties, emergencies)), information);
    }

    private static final class NoNotice implements EmergencyListener {

        @Override
        public void opened(Emergency emergency) {}

        @Override
        public void ended(Emergency emergency) {}
    }

    private static Runnable request(HttpClient client, URI address, String token) {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json, application/dicom+json")
                        .build();
        return () -> {
            try {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() >= 300) {
                    throw new IllegalStateException(address + " answers " + answer.statusCode());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        };
    }

    private List<String> row(String name, Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        var micros = new double[Math.max(100, workload.count())];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            work.run();
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        return List.of(
                name,
                "%.0f".formatted(micros[micros.length / 2]),
                "%.0f".formatted(micros[micros.length * 95 / 100]));
    }
}
