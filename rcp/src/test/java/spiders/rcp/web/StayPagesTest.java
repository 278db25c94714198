// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.Boards;
import spiders.region.Source;
import spiders.security.Accounts;
import spiders.testkit.pacs.Pacs;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** A case's page says how long each study stays; people keep it, or take it out of use. */
class StayPagesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private Pacs pacs;
    private RcpServer server;

    @BeforeEach
    void start() throws IOException {
        var recent =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .minusDays(10)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        new TestStudy("7|DEMO-MARTIN^Jeanne|19560314|F", recent, "CT", "TDM thorax", "CHEST", 4)
                .write(folder.resolve("exams"));
        pacs = Pacs.start("LILLE", folder.resolve("exams"));
        var source = Source.named("lille", "CHU de Lille").dimse(pacs.node()).issuer("CHU").build();
        server = RcpServer.start(folder.resolve("objects"), List.of(source));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        pacs.close();
    }

    @Test
    void a_study_says_when_it_leaves_is_kept_with_a_reason_and_released()
            throws InterruptedException {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var brought = brought(browser);
            var page = "/cases/" + brought.boardCase();
            assertThat(browser.get(page).body()).contains("Supprimé de SPIDERS le");
            var study = page + "/studies/" + brought.study();

            browser.post(study + "/keep", Map.of("keep-" + brought.study(), " "));
            assertThat(browser.get(page).body()).contains("Dites pourquoi");
            browser.post(study + "/keep", Map.of("keep-" + brought.study(), "cas d’école"));
            assertThat(browser.get(page).body()).contains("Conservé depuis le", "cas d’école");

            browser.post(study + "/release", Map.of());
            assertThat(browser.get(page).body()).contains("Supprimé de SPIDERS le");
            var other = Map.of("keep-" + brought.study() + ".9", "a");
            assertThat(browser.post(study + ".9/keep", other).statusCode())
                    .as("a study of another case")
                    .isEqualTo(404);
            assertThat(browser.post(study + "/reject", Map.of()).statusCode())
                    .as("a clinician rejects nothing")
                    .isEqualTo(403);
        }
    }

    @Test
    void a_radiologist_takes_a_study_out_of_use() throws InterruptedException {
        Brought brought;
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            brought = brought(browser);
        }
        try (var browser = Browser.signedIn(server.address(), "radiologue.demo")) {
            var page = "/cases/" + brought.boardCase();
            assertThat(browser.get(page).body()).contains("Rejeter");

            browser.post(
                    page + "/studies/" + brought.study() + "/reject",
                    Map.of("reject-" + brought.study(), "PATIENT_SAFETY"));

            assertThat(browser.get(page).body())
                    .contains("4 objets ne sont plus montrés")
                    .doesNotContain("Rejeter");
            assertThat(
                            JdbcClient.create(server.database())
                                    .sql("select count(*) from archive.instance")
                                    .query(Long.class)
                                    .single())
                    .isZero();
        }
    }

    private record Brought(String boardCase, String study) {}

    /** Registers the patient, and brings in the one study. */
    private Brought brought(Browser browser) throws InterruptedException {
        var session =
                json(browser.get("/api/v1/boards/thorax/sessions").body())
                        .path("sessions")
                        .get(1)
                        .path("id")
                        .asString();
        var id = json(posted(browser, "/api/v1/cases", newCase(session))).path("id");
        var path = "/api/v1/cases/" + id.asString() + "/";
        posted(browser, path + "search", "");
        var search = await(browser, path + "search", "/state", "FINISHED");
        var study = search.path("offers").get(0).path("studyInstanceUID").asString();
        posted(browser, path + "transfers", "{\"studies\":[\"%s\"]}".formatted(study));
        await(browser, path + "transfers", "/transfers/0/state", "VERIFIED");
        return new Brought(id.asString(), study);
    }

    private static String newCase(String session) {
        return """
        {"session": "%s", "question": "Chirurgie ?", "reason": "TREATMENT_PROPOSAL",
         "patientInformed": true, "patient": {"birthName": "DEMO-MARTIN",
         "givenName": "Jeanne", "birthDate": "1956-03-14", "sex": "F",
         "identifiers": [{"assigningAuthority": "CHU", "value": "7"}]}}
        """
                .formatted(session);
    }

    private static String posted(Browser browser, String path, String body) {
        var token =
                json(browser.json(
                                        "POST",
                                        "/api/v1/tokens",
                                        """
                                        {"login":"dr.demo","password":"%s"}
                                        """
                                                .formatted(Accounts.DEMO_PASSWORD))
                                .body())
                        .path("token")
                        .asString();
        var answer = browser.json("POST", path, body, "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).as(path).isBetween(200, 299);
        return answer.body();
    }

    private static JsonNode await(Browser browser, String path, String pointer, String value)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var answer = json(browser.get(path).body());
            if (answer.at(pointer).asString("").equals(value)) {
                return answer;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new AssertionError(path + " does not say " + value);
    }

    private static JsonNode json(String body) {
        return JSON.readTree(body.isBlank() ? "{}" : body);
    }
}
