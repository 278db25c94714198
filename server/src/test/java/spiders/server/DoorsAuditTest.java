// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.dimse.CallerRight;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveListener;
import spiders.dicom.net.SOPReference;
import spiders.dicom.net.Status;
import spiders.security.AccessPolicy;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.UserName;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationReader;
import spiders.web.Guard;
import spiders.web.Route;
import spiders.web.Route.Trace;
import spiders.web.Web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/** Comes by every door of a running hub, by its own tables: each use leaves a record. */
class DoorsAuditTest {

    private static final Map<Role, String> ACCOUNTS =
            Map.of(
                    Role.CLINICIAN, "dr.demo",
                    Role.SECRETARY, "secretaire.demo",
                    Role.RADIOLOGIST, "radiologue.demo",
                    Role.ADMINISTRATOR, "admin.demo",
                    Role.DATA_PROTECTION_OFFICER, "dpo.demo");

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;
    private static final UID ANOTHER = new UID(SampleObjects.STUDY.value() + ".77");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private static Path folder;
    private static Hub hub;
    private static final Map<Role, HttpClient> CLIENTS = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        hub = Hub.start(configuration());
        assertThat(store(new AETitle("ALL"), SampleObjects.STUDY, 1)).isEqualTo(Status.SUCCESS);
        for (var account : ACCOUNTS.entrySet()) {
            CLIENTS.put(account.getKey(), signedIn(account.getValue()));
        }
    }

    @AfterAll
    static void stop() {
        CLIENTS.values().forEach(HttpClient::close);
        hub.close();
    }

    private static Configuration configuration() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("hub.yaml"),
                        """
                        data: data
                        http: {port: 0}
                        metrics: {port: 0}
                        dicom:
                          port: 0
                          callers:
                            - {ae-title: NO-STORE, host: 127.0.0.1, may: [query]}
                            - {ae-title: NO-QUERY, host: 127.0.0.1, may: [store]}
                            - {ae-title: NO-RETRIEVE, host: 127.0.0.1, may: [store]}
                            - {ae-title: NO-COMMIT, host: 127.0.0.1, may: [store]}
                            - ae-title: ALL
                              host: 127.0.0.1
                              may: [store, query, retrieve, commit]
                        demo-accounts: true
                        """);
        return ConfigurationReader.read(file, Map.of());
    }

    private static HttpClient signedIn(String name) throws Exception {
        var client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var token = CSRF.matcher(get(client, "/login").body());
        assertThat(token.find()).isTrue();
        var form =
                "name=%s&password=imagerie-fictive&_csrf=%s"
                        .formatted(name, URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(address("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(302);
        return client;
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + hub.httpPort() + path);
    }

    private static HttpResponse<String> get(HttpClient client, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private static List<Route> routes() {
        return hub.get(Web.class).routes().table().routes();
    }

    /** How many records there are of a person, or of all. */
    private static long records(String who) {
        return JdbcClient.create(hub.get(DataSource.class))
                .sql("select count(*) from security.audit_event where who = ?")
                .param(who)
                .query(Long.class)
                .single();
    }

    /** Each is asked for again and again, after a first time that its service records. */
    @Test
    void the_routes_whose_uses_are_not_each_recorded_are_these() {
        assertThat(routes())
                .filteredOn(route -> route.guard() instanceof Guard.Needs)
                .filteredOn(route -> route.trace() == Trace.OF_SERVICE)
                .extracting(route -> route.method() + " " + route.pattern())
                .filteredOn(route -> !route.contains(" /dicomweb/"))
                .containsExactlyInAnyOrder(
                        "GET /viewer/{*name}",
                        "GET /cases/{case}/imaging",
                        "GET /cases/{case}/events",
                        "GET /sessions/{session}/agenda",
                        "GET /sessions/{session}/events",
                        "GET /api/v1/cases/{case}/search",
                        "GET /api/v1/cases/{case}/transfers",
                        "GET /api/v1/cases/{case}/readiness");
    }

    @Test
    void every_page_that_needs_a_right_is_recorded_for_whoever_opens_it() throws Exception {
        int walked = 0;
        for (var route : routes()) {
            if (!route.method().name().equals("GET")
                    || route.trace() != Trace.RECORD
                    || route.pattern().contains("{")
                    || !(route.guard() instanceof Guard.Needs(Permission permission))) {
                continue;
            }
            walked++;
            for (var role : CLIENTS.keySet()) {
                var name = String.valueOf(ACCOUNTS.get(role));
                long before = records(name);
                var answer = get(client(role), route.pattern());

                boolean isAllowed = AccessPolicy.rolesWith(permission).contains(role);
                assertThat(answer.statusCode())
                        .as("%s by %s", route, role)
                        .isEqualTo(isAllowed ? 200 : 403);
                assertThat(records(name)).as("%s by %s", route, role).isGreaterThan(before);
            }
        }
        assertThat(walked).isGreaterThan(10);
    }

    private static HttpClient client(Role role) {
        return Objects.requireNonNull(CLIENTS.get(role));
    }

    @Test
    void every_route_without_its_right_is_refused_and_recorded() throws Exception {
        for (var route : routes()) {
            if (!(route.guard() instanceof Guard.Needs(Permission permission))) {
                continue;
            }
            var path =
                    route.pattern().replaceAll("\\{[^}]*}", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
            for (var role : CLIENTS.keySet()) {
                if (AccessPolicy.rolesWith(permission).contains(role)
                        || !route.method().name().equals("GET")) {
                    continue;
                }
                var name = String.valueOf(ACCOUNTS.get(role));
                long before = records(name);

                assertThat(get(client(role), path).statusCode())
                        .as("%s by %s", route, role)
                        .isEqualTo(403);
                assertThat(records(name)).as("%s by %s", route, role).isGreaterThan(before);
            }
        }
    }

    /** All but an echo, which touches nothing, hangs on one of these rights. */
    @ParameterizedTest
    @EnumSource
    void every_dimse_service_is_recorded_for_who_may_and_who_may_not(CallerRight right)
            throws Exception {
        long before = records(UserName.SYSTEM.value());
        assertThat(ask("ALL", right)).isEqualTo(Status.SUCCESS);
        long done = recordsAbove(before);

        assertThat(ask("NO-" + right, right)).satisfies(DoorsAuditTest::isRefusal);
        recordsAbove(done);
    }

    /** A commitment is recorded when its report was taken, a moment after that. */
    private static long recordsAbove(long before) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long now = records(UserName.SYSTEM.value());
        while (now <= before && System.nanoTime() < end) {
            Thread.sleep(50);
            now = records(UserName.SYSTEM.value());
        }
        assertThat(now).isGreaterThan(before);
        return now;
    }

    private static void isRefusal(Status status) {
        assertThat(status.isSuccess()).isFalse();
    }

    private static Status ask(String caller, CallerRight right) throws IOException {
        var title = new AETitle(caller);
        return switch (right) {
            case STORE -> store(title, ANOTHER, 2);
            case QUERY -> find(title);
            case RETRIEVE -> get(title);
            case COMMIT -> commit(title);
        };
    }

    private static Association open(AssociationRequest request) {
        int port = hub.get(DicomDoor.class).port().orElseThrow();
        var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", port, false);
        return Association.open(node, request, NetworkOptions.defaults());
    }

    private static Status store(AETitle caller, UID study, int number) throws IOException {
        var object = SampleObjects.storable(study, number);
        try (var association = open(AssociationRequest.forStore(caller, List.of(object)))) {
            return association.store(object);
        }
    }

    private static DataSet study() {
        return DataSet.builder()
                .set(Tags.QueryRetrieveLevel, "STUDY")
                .set(Tags.StudyInstanceUID, SampleObjects.STUDY)
                .build();
    }

    private static Status find(AETitle caller) {
        try (var association = open(AssociationRequest.forServices(caller, FIND))) {
            return association.find(FIND, study(), 10, _ -> Proceed.CONTINUE).status();
        }
    }

    private static Status get(AETitle caller) {
        var classes = List.of(UIDs.RawDataStorage);
        try (var association = open(AssociationRequest.forGet(caller, GET, classes))) {
            return association
                    .get(GET, study(), (_, _) -> Status.SUCCESS, RetrieveListener.NONE)
                    .status();
        }
    }

    private static Status commit(AETitle caller) {
        var kept = new SOPReference(UIDs.RawDataStorage, SampleObjects.sop(1));
        var services = AssociationRequest.forServices(caller, UIDs.StorageCommitmentPushModel);
        try (var association = open(services)) {
            association.onEvent((_, _) -> Status.SUCCESS);
            var request = CommitmentRequest.of(List.of(kept)).action();
            var status = association.perform(request).status();
            if (status.isSuccess()) {
                assertThat(association.awaitEvent(PATIENCE)).isTrue();
            }
            return status;
        }
    }
}
