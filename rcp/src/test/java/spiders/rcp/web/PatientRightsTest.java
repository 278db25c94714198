// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.Boards;
import spiders.security.UserName;
import spiders.security.store.CentreTable;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is let in to a patient's case, through the doors: by ties, in emergencies, by objections. */
class PatientRightsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String STRANGER = "urgences.demo";

    @TempDir private Path folder;
    private RcpServer server;

    @BeforeEach
    void start() throws IOException {
        server = RcpServer.start(folder.resolve("objects"), List.of());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void who_is_tied_by_nothing_is_told_the_same_as_of_a_case_that_is_not_there() {
        var boardCase = registered("Jeanne");
        try (var browser = new Browser(server.address())) {
            var token = token(browser, STRANGER);
            for (var what : List.of("", "/search", "/readiness", "/transfers", "/manifest")) {
                var own = got(browser, token, "/api/v1/cases/" + boardCase + what);
                var none = got(browser, token, "/api/v1/cases/" + UUID.randomUUID() + what);
                assertThat(own.path("status").asInt()).as(what).isEqualTo(404);
                assertThat(withoutReference(own)).as(what).isEqualTo(withoutReference(none));
            }
            assertThat(called(browser, token, "/api/v1/cases/" + boardCase + "/search"))
                    .isEqualTo(404);
            assertThat(called(browser, token, "/api/v1/cases/" + boardCase + "/view"))
                    .isEqualTo(404);
            assertThat(details("ACCESS", STRANGER)).contains("relation");
        }
        try (var browser = Browser.signedIn(server.address(), STRANGER)) {
            var page = browser.get("/cases/" + boardCase);
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("sans lien avec vous", "secrétariat de la RCP");
            var session = browser.get("/sessions/" + session());
            assertThat(session.statusCode()).isEqualTo(200);
            assertThat(session.body()).doesNotContain("MARTIN");
            for (var path : List.of("/imaging", "/events", "/information")) {
                assertThat(browser.get("/cases/" + boardCase + path).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void a_secretary_lets_a_guest_in_and_out_of_a_session_and_a_board() {
        var boardCase = registered("Jeanne");
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var stranger = Browser.signedIn(server.address(), STRANGER)) {
            var page = "/sessions/" + session() + "/members";
            var guest = Map.of("account", STRANGER, "function", "PARTICIPANT");
            assertThat(secretary.get(page).body()).contains("Invités de la séance");
            secretary.post(page, guest);
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(200);
            secretary.post(page + "/removal", guest);
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(404);

            secretary.post("/boards/thorax/members", guest);
            assertThat(secretary.get("/boards/thorax/members").body())
                    .contains(STRANGER, "par la configuration");
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(200);
            secretary.post("/boards/thorax/members/removal", guest);
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(404);
            assertThat(details("CHANGE_MEMBERS", "secretaire.demo")).hasSize(4);

            var fixed = Map.of("account", "dr.demo", "function", "PARTICIPANT");
            secretary.post("/boards/thorax/members/removal", fixed);
            assertThat(secretary.get("/boards/thorax/members").body()).contains("dr.demo");
            assertThat(stranger.post("/boards/thorax/members", guest).statusCode())
                    .as("a clinician lets nobody in")
                    .isEqualTo(403);
        }
    }

    @Test
    void an_administrator_says_in_which_centres_people_work() {
        new CentreTable(server.database())
                .set(new UserName("dr.demo"), Set.of("lille-oscar-lambret"));
        var boardCase = registered("Jeanne");
        var centre = Map.of("centres", "lille-oscar-lambret");
        try (var administrator = Browser.signedIn(server.address(), "admin.demo");
                var stranger = Browser.signedIn(server.address(), STRANGER)) {
            assertThat(administrator.get("/people").body())
                    .contains(STRANGER, "Aucun centre", "Centre Oscar Lambret");
            assertThat(administrator.get("/people/" + STRANGER).body())
                    .contains("value=\"lille-oscar-lambret\"");
            var path = "/people/" + STRANGER + "/centres";
            assertThat(administrator.post(path, centre).statusCode()).isEqualTo(303);
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(200);
            administrator.get("/people/" + STRANGER);
            administrator.post(path, Map.of("centres", "nowhere"));
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(404);
            assertThat(details("CHANGE_ACCOUNT", "admin.demo"))
                    .contains("centres: lille-oscar-lambret", "centres: ");
            assertThat(administrator.get("/people/nobody").statusCode()).isEqualTo(404);
            assertThat(stranger.get("/people").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_colleague_of_the_requesters_centre_sees_the_case() {
        var centres = new CentreTable(server.database());
        centres.set(new UserName("dr.demo"), Set.of("lille-oscar-lambret"));
        var boardCase = registered("Jeanne");
        try (var stranger = Browser.signedIn(server.address(), STRANGER)) {
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(404);
            centres.set(new UserName(STRANGER), Set.of("lille-oscar-lambret", "amiens-chu"));
            assertThat(stranger.get("/cases/" + boardCase).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_emergency_opens_one_patient_is_said_in_red_ends_and_is_judged() {
        var boardCase = registered("Jeanne");
        var other = registered("Colette");
        try (var doctor = Browser.signedIn(server.address(), STRANGER);
                var officer = Browser.signedIn(server.address(), "dpo.demo")) {
            assertThat(doctor.post("/emergency", plea("Jeanne", "court")).statusCode())
                    .isEqualTo(422);
            assertThat(doctor.post("/emergency", plea("Nobody", "garde de nuit aux urgences")))
                    .satisfies(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(422);
                        assertThat(answer.body()).contains("Rien n’a été ouvert");
                    });
            var opened = doctor.post("/emergency", plea("Jeanne", "garde de nuit aux urgences"));
            assertThat(opened.statusCode()).isEqualTo(303);
            var page = doctor.get(opened.headers().firstValue("Location").orElseThrow());
            assertThat(page.body()).contains("/cases/" + boardCase).doesNotContain(other);

            assertThat(doctor.get("/cases/" + boardCase).body())
                    .contains("notice-banner", "Accès d’urgence ouvert jusqu’à")
                    .as("no button that would be refused")
                    .doesNotContain("/withdraw\"", "/submit\"");
            assertThat(doctor.get("/cases/" + other).statusCode()).isEqualTo(404);
            assertThat(purposes("VIEW_CASE", STRANGER)).containsOnly("EMERGENCY");

            assertThat(officer.get("/").body()).contains("1 accès attend");
            assertThat(officer.get("/emergencies").body())
                    .contains(STRANGER, "garde de nuit aux urgences")
                    .contains("/audit/people/" + STRANGER, "Qui a consulté ce patient")
                    .doesNotContain("MARTIN");
            assertThat(officer.get("/cases/" + boardCase).statusCode()).isEqualTo(403);

            var id = lastEmergency();
            doctor.get("/emergency");
            doctor.post("/emergency/" + id + "/end", Map.of());
            assertThat(doctor.get("/cases/" + boardCase).statusCode()).isEqualTo(404);
            assertThat(doctor.get("/").body()).doesNotContain("notice-banner");

            var judged = Map.of("judgement", "JUSTIFIED", "remark", "vu");
            officer.get("/emergencies");
            officer.post("/emergencies/" + id + "/review", judged);
            assertThat(officer.get("/emergencies").body()).contains("Accès jugé", "Justifié");
            officer.post("/emergencies/" + id + "/review", Map.of("judgement", "UNJUSTIFIED"));
            assertThat(officer.get("/emergencies").body()).contains("déjà jugé");
            assertThat(details("REVIEW_EMERGENCY", "dpo.demo")).containsExactly("JUSTIFIED");
        }
    }

    @Test
    void an_emergency_over_its_time_opens_nothing() {
        var boardCase = registered("Jeanne");
        try (var doctor = Browser.signedIn(server.address(), STRANGER)) {
            doctor.get("/emergency");
            doctor.post("/emergency", plea("Jeanne", "garde de nuit aux urgences"));
            assertThat(doctor.get("/cases/" + boardCase).statusCode()).isEqualTo(200);
            JdbcClient.create(server.database())
                    .sql("update security.emergency_access set ends_at = now()")
                    .update();
            assertThat(doctor.get("/cases/" + boardCase).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_objection_blocks_what_follows_and_an_emergency_must_confirm_it() {
        var boardCase = registered("Jeanne");
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var stranger = Browser.signedIn(server.address(), STRANGER)) {
            var page = "/cases/" + boardCase + "/information";
            assertThat(doctor.get(page).body()).contains("Rien d’enregistré");
            assertThat(doctor.post(page, said("IMAGING_SHARING", "UNABLE_TO_INFORM")).statusCode())
                    .as("without a remark")
                    .isEqualTo(422);
            doctor.post(page, said("IMAGING_SHARING", "OPPOSED"));
            assertThat(doctor.get(page).body()).contains("S’oppose");

            var search = doctor.post("/cases/" + boardCase + "/search", Map.of());
            assertThat(search.statusCode()).isEqualTo(403);
            assertThat(search.body()).contains("Le patient s’y oppose");
            assertThat(details("ACCESS", "dr.demo")).contains("objection");
            assertThat(doctor.get("/cases/" + boardCase).statusCode()).isEqualTo(200);

            stranger.get("/emergency");
            var refused = stranger.post("/emergency", plea("Jeanne", "urgence vitale, choc"));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("partage de l’imagerie", "name=\"despite\"");
            var confirmed = new HashMap<>(plea("Jeanne", "urgence vitale, choc"));
            confirmed.put("despite", "yes");
            assertThat(stranger.post("/emergency", confirmed).statusCode()).isEqualTo(303);
            stranger.get("/cases/" + boardCase);
            assertThat(stranger.post("/cases/" + boardCase + "/search", Map.of()).statusCode())
                    .isEqualTo(303);

            doctor.get(page);
            doctor.post(page, said("IMAGING_SHARING", "INFORMED_NOT_OPPOSED"));
            assertThat(doctor.post("/cases/" + boardCase + "/search", Map.of()).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void an_objection_to_boards_leaves_only_the_withdrawal_and_no_new_registration() {
        var boardCase = registered("Jeanne");
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var page = "/cases/" + boardCase + "/information";
            doctor.get(page);
            doctor.post(page, said("RCP_SHARING", "OPPOSED"));
            assertThat(doctor.post("/cases/" + boardCase + "/withdraw", Map.of()).statusCode())
                    .isEqualTo(303);
            var token = token(doctor, "dr.demo");
            assertThat(
                            doctor.json(
                                            "POST",
                                            "/api/v1/cases",
                                            body("Jeanne"),
                                            "Authorization",
                                            "Bearer " + token)
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void the_whole_policy_stands_on_one_page() {
        try (var browser = Browser.signedIn(server.address(), "secretaire.demo")) {
            var page = browser.get("/rights");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("ouvrir les images", "radiologue de la séance", "accès d’urgence")
                    .doesNotContain("[web.", "[rcp.");
        }
    }

    private static Map<String, String> plea(String givenName, String words) {
        return Map.of(
                "birthName", "Demo-Martin",
                "givenNames", givenName,
                "birthDate", "14/03/1956",
                "sex", "F",
                "reason", "CONTINUITY_OF_CARE",
                "words", words);
    }

    private static Map<String, String> said(String purpose, String status) {
        return Map.of(
                "purpose",
                purpose,
                "status",
                status,
                "on",
                LocalDate.now(Boards.HOSPITAL_ZONE).toString(),
                "channel",
                "LETTER");
    }

    private String registered(String givenName) {
        try (var browser = new Browser(server.address())) {
            var token = token(browser, "dr.demo");
            var answer =
                    browser.json(
                            "POST",
                            "/api/v1/cases",
                            body(givenName),
                            "Authorization",
                            "Bearer " + token);
            assertThat(answer.statusCode()).isEqualTo(201);
            return JSON.readTree(answer.body()).path("id").asString();
        }
    }

    private String body(String givenName) {
        return """
        {"session": "%s", "question": "Chirurgie ?", "reason": "TREATMENT_PROPOSAL",
         "patientInformed": true, "patient": {"birthName": "DEMO-MARTIN",
         "givenName": "%s", "birthDate": "1956-03-14", "sex": "F",
         "identifiers": [{"assigningAuthority": "CHU", "value": "%s"}]}}
        """
                .formatted(session(), givenName, givenName + "1");
    }

    private String session() {
        return JdbcClient.create(server.database())
                .sql("select id::text from rcp.session order by on_date desc limit 1")
                .query(String.class)
                .single();
    }

    private String lastEmergency() {
        return JdbcClient.create(server.database())
                .sql(
                        "select id::text from security.emergency_access"
                                + " order by opened_at desc limit 1")
                .query(String.class)
                .single();
    }

    private List<String> details(String action, String who) {
        return audited("detail", action, who);
    }

    private List<String> purposes(String action, String who) {
        return audited("purpose", action, who);
    }

    private List<String> audited(String column, String action, String who) {
        return JdbcClient.create(server.database())
                .sql(
                        "select "
                                + column
                                + " from security.audit_event where action = ? and who = ?"
                                + " order by id")
                .params(action, who)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String token(Browser browser, String name) {
        var body = "{\"login\":\"%s\",\"password\":\"imagerie-fictive\"}".formatted(name);
        return JSON.readTree(browser.json("POST", "/api/v1/tokens", body).body())
                .path("token")
                .asString();
    }

    private static JsonNode got(Browser browser, String token, String path) {
        var answer = browser.send(browser.request(path, "Authorization", "Bearer " + token).GET());
        return JSON.readTree(answer.body());
    }

    private static String withoutReference(JsonNode problem) {
        return problem.toString().replaceAll("\"reference\":\"[^\"]*\"", "");
    }

    private static int called(Browser browser, String token, String path) {
        return browser.json("POST", path, "{}", "Authorization", "Bearer " + token).statusCode();
    }
}
