// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.rcp.Boards;
import spiders.region.Source;
import spiders.testkit.pacs.Pacs;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** The steps of the main job through the real doors, over PostgreSQL and a real association. */
class MainStepsTest {

    private static final String PASSWORD = "imagerie-fictive";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private static Path folder;
    private static Pacs pacs;
    private static RcpServer server;

    @BeforeAll
    static void start() throws IOException {
        var recent =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .minusDays(10)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        var exams = folder.resolve("exams");
        new TestStudy("7|DEMO-MARTIN^Jeanne|19560314|F", recent, "CT", "TDM thorax", "CHEST", 4)
                .write(exams);
        new TestStudy("99|DEMO-MARTIN^Colette|19560314|F", recent, "CT", "TDM thorax", "CHEST", 3)
                .write(exams);
        pacs = Pacs.start("LILLE", exams);
        var source = Source.named("lille", "CHU de Lille").dimse(pacs.node()).issuer("CHU").build();
        server = RcpServer.start(folder.resolve("objects"), List.of(source));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        pacs.close();
    }

    @Test
    void a_registered_patient_has_verified_images_and_each_step_is_recorded()
            throws InterruptedException {
        try (var browser = new Browser(server.address())) {
            var token = token(browser, "dr.demo");
            var boardCase = register(browser, token, "Jeanne", 201).path("id").asString();
            var path = "/api/v1/cases/" + boardCase + "/";
            call(browser, token, "POST", path + "search", "", 202);
            var search = await(browser, token, path + "search", "state", "FINISHED");
            var offer = search.path("offers").get(0);

            assertThat(offer.path("proposed").asBoolean()).isTrue();
            assertThat(offer.path("grade").asString()).isEqualTo("CERTAIN");

            var studies = "{\"studies\":[\"%s\"]}".formatted(uid(offer));
            call(browser, token, "POST", path + "transfers", studies, 202);
            awaitVerified(browser, token, path);
            var readiness = call(browser, token, "GET", path + "readiness", "", 200);
            assertThat(readiness.path("studies").path("verified").asInt()).isEqualTo(1);
            assertThat(readiness.path("objects").path("verified").asInt()).isEqualTo(4);
            var view = call(browser, token, "POST", path + "view", "{}", 200);
            assertThat(view.path("url").asString())
                    .isEqualTo(
                            "/viewer/viewer?StudyInstanceUIDs=%s&case=%s"
                                    .formatted(uid(offer), boardCase));
            assertThat(recorded())
                    .contains("REGISTER_CASE", "SEARCH_IMAGING", "ORDER_TRANSFER", "GRANT_VIEW");
            assertManifests(token, path, new UID(uid(offer)));
            assertThat(recorded()).contains("GIVE_MANIFEST");
        }
    }

    private static void assertManifests(String token, String path, UID study) {
        var whole = manifest(token, path + "manifest");
        var ofStudy = manifest(token, path + "studies/" + study.value() + "/manifest");

        assertThat(whole.uid(Tags.StudyInstanceUID)).contains(study);
        assertThat(whole).isEqualTo(ofStudy);
        assertThat(whole.uid(Tags.SOPClassUID)).contains(UIDs.KeyObjectSelectionDocumentStorage);
        var series =
                whole.items(Tags.CurrentRequestedProcedureEvidenceSequence)
                        .getFirst()
                        .items(Tags.ReferencedSeriesSequence)
                        .getFirst();
        assertThat(series.items(Tags.ReferencedSOPSequence)).hasSize(4);
        assertThat(series.string(Tags.RetrieveURL).orElseThrow())
                .startsWith(server.address() + "/dicomweb/studies/" + study.value() + "/series/");
        assertThat(got(token, path + "studies/1.2.3/manifest").statusCode()).isEqualTo(404);
        assertThat(got(token, path + "manifest?study=1.2.3").statusCode()).isEqualTo(404);
        assertThat(got(token, path + "manifest?study=x").statusCode()).isEqualTo(400);
    }

    private static DataSet manifest(String token, String path) {
        var answer = got(token, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/dicom");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"manifest.dcm\"");
        try {
            return Part10.read(new ByteArrayInputStream(answer.body()), ReadOptions.defaults())
                    .dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> got(String token, String path) {
        var request =
                HttpRequest.newBuilder(server.address().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_case_without_images_has_no_manifest_and_who_may_not_view_gets_none() {
        try (var browser = new Browser(server.address())) {
            var token = token(browser, "dr.demo");
            var id = register(browser, token, "Louise", 201).path("id").asString();
            var path = "/api/v1/cases/" + id + "/manifest";

            var problem = call(browser, token, "GET", path, "", 409);
            assertThat(problem.path("detail").asString()).contains("Aucun examen");
            call(browser, token(browser, "secretaire.demo"), "GET", path, "", 403);
            call(browser, "", "GET", path, "", 401);
        }
    }

    @Test
    void a_confirmed_identity_can_be_revoked_from_its_page_and_nobody_sees_its_images_then()
            throws InterruptedException {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var token = token(browser, "dr.demo");
            var id = register(browser, token, "Colette", 201).path("id").asString();
            var path = "/api/v1/cases/" + id + "/";
            var study = confirmed(browser, token, path);
            call(
                    browser,
                    token,
                    "POST",
                    path + "transfers",
                    "{\"studies\":[\"" + study + "\"]}",
                    202);
            awaitVerified(browser, token, path);
            call(browser, token, "POST", path + "view", "{}", 200);
            assertThat(browser.get("/cases/" + id).body())
                    .contains("Révoquer", "DEMO-MARTIN", path + "manifest", "Manifeste");
            var revoke = "/cases/" + id + "/identity/" + lastDecision() + "/revoke";

            assertThat(browser.post(revoke, Map.of("reason", " ")).statusCode()).isEqualTo(400);
            assertForbiddenToASecretary(path);
            var answer = browser.post(revoke, Map.of("reason", "homonyme, vu avec Lille"));

            assertThat(answer.statusCode()).isEqualTo(303);
            var page = browser.get("/cases/" + id).body();
            assertThat(page).contains("Révoquée", "homonyme, vu avec Lille");
            call(browser, token, "POST", path + "view", "{}", 409);
            call(browser, token, "GET", path + "manifest", "", 409);
            var readiness = call(browser, token, "GET", path + "readiness", "", 200);
            assertThat(readiness.path("state").asString()).isEqualTo("IDENTITY_TO_CONFIRM");
            assertThat(readiness.path("studies").path("verified").asInt()).isZero();
            assertThat(browser.post(revoke, Map.of("reason", "encore")).statusCode())
                    .isEqualTo(404);
            assertThat(details("DECIDE_IDENTITY"))
                    .anyMatch(detail -> detail.startsWith("REVOKED"))
                    .anyMatch(detail -> detail.startsWith("revoke; viewed by"));
        }
    }

    private static String confirmed(Browser browser, String token, String path)
            throws InterruptedException {
        call(browser, token, "POST", path + "search", "", 202);
        var search = await(browser, token, path + "search", "state", "FINISHED");
        var offer = search.path("offers").get(0);
        assertThat(offer.path("grade").asString()).isEqualTo("PROBABLE");
        var body =
                """
                {"studyInstanceUID":"%s","source":"lille","verdict":"CONFIRMED"}
                """
                        .formatted(uid(offer));
        call(browser, token, "POST", path + "identity-decisions", body, 201);
        return uid(offer);
    }

    private static void assertForbiddenToASecretary(String path) {
        try (var browser = new Browser(server.address())) {
            var revocation = path + "identity-decisions/" + lastDecision() + "/revocation";
            var secretary = token(browser, "secretaire.demo");
            call(browser, secretary, "POST", revocation, "{\"reason\":\"non\"}", 403);
        }
    }

    private static String lastDecision() {
        return JdbcClient.create(server.database())
                .sql("select id from retrieval.identity_decision order by decided_at desc limit 1")
                .query((row, _) -> row.getString(1))
                .single();
    }

    private static List<String> details(String action) {
        return JdbcClient.create(server.database())
                .sql("select detail from security.audit_event where action = ?")
                .param(action)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void the_same_patient_is_registered_once_and_a_namesake_only_when_said_to_be_one() {
        try (var browser = new Browser(server.address())) {
            var token = token(browser, "secretaire.demo");
            register(browser, token, "Paule", 201);

            register(browser, token, "Paule", 409);
        }
    }

    @Test
    void a_wrong_registration_names_each_field() {
        try (var browser = new Browser(server.address())) {
            var token = token(browser, "dr.demo");
            var body = body(session(browser, token), "").replace("1956-03-14", "1956-02-31");

            var problem = call(browser, token, "POST", "/api/v1/cases", body, 400);

            assertThat(problem.path("errors").propertyNames()).contains("givenNames", "birthDate");
        }
    }

    @Test
    void nobody_without_the_right_role_registers_or_sees_images() {
        try (var browser = new Browser(server.address())) {
            var secretary = token(browser, "secretaire.demo");
            var id = register(browser, secretary, "Simone", 201).path("id").asString();

            call(browser, secretary, "POST", "/api/v1/cases/" + id + "/view", "{}", 403);
            var administrator = token(browser, "admin.demo");
            call(browser, administrator, "GET", "/api/v1/cases/" + id, "", 403);
            call(browser, "", "GET", "/api/v1/boards", "", 401);
        }
    }

    @Test
    void pages_are_shown_and_a_form_with_errors_is_shown_again() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var token = token(browser, "dr.demo");
            var session = session(browser, token);
            for (var page :
                    List.of(
                            "/",
                            "/boards",
                            "/boards/thorax",
                            "/sessions",
                            "/sessions/" + session,
                            "/sessions/" + session + "/agenda",
                            "/sessions/" + session + "/cases/new")) {
                var answer = browser.get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).doesNotContain("[rcp.", "style=", "onclick");
            }
            browser.get("/sessions/" + session + "/cases/new");
            var answer =
                    browser.post("/sessions/" + session + "/cases", Map.of("birthName", "DEMO"));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("Date de naissance");
            assertThat(browser.get("/boards/no-such").statusCode()).isEqualTo(404);
        }
    }

    private static String token(Browser browser, String name) {
        var body = "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
        var answer = browser.json("POST", "/api/v1/tokens", body);
        return JSON.readTree(answer.body()).path("token").asString();
    }

    private static JsonNode register(Browser browser, String token, String givenName, int status) {
        var body = body(session(browser, token), givenName);
        return call(browser, token, "POST", "/api/v1/cases", body, status);
    }

    private static String body(String session, String givenName) {
        return """
        {"session": "%s", "question": "Chirurgie ?", "reason": "TREATMENT_PROPOSAL",
         "patientInformed": true, "patient": {"birthName": "DEMO-MARTIN",
         "givenName": "%s", "birthDate": "1956-03-14", "sex": "F",
         "identifiers": [{"assigningAuthority": "CHU", "value": "%s"}]}}
        """
                .formatted(session, givenName, givenName.equals("Jeanne") ? "7" : givenName + "1");
    }

    private static String session(Browser browser, String token) {
        var path = "/api/v1/boards/thorax/sessions";
        return call(browser, token, "GET", path, "", 200)
                .path("sessions")
                .get(1)
                .path("id")
                .asString();
    }

    private static JsonNode call(
            Browser browser, String token, String method, String path, String body, int status) {
        var answer = browser.json(method, path, body, "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body().isBlank() ? "{}" : answer.body());
    }

    private static JsonNode await(
            Browser browser, String token, String path, String field, String value)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var answer = call(browser, token, "GET", path, "", 200);
            if (answer.path(field).asString().equals(value)) {
                return answer;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new AssertionError("%s does not become %s".formatted(path, value));
    }

    private static void awaitVerified(Browser browser, String token, String path)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var state = "";
        while (!state.equals("VERIFIED") && System.nanoTime() < end) {
            Thread.sleep(Duration.ofMillis(100));
            var transfers = call(browser, token, "GET", path + "transfers", "", 200);
            state = transfers.path("transfers").get(0).path("state").asString();
        }
        assertThat(state).isEqualTo("VERIFIED");
    }

    private static String uid(JsonNode offer) {
        return offer.path("studyInstanceUID").asString();
    }

    private static List<String> recorded() {
        return JdbcClient.create(server.database())
                .sql("select distinct action from security.audit_event")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
