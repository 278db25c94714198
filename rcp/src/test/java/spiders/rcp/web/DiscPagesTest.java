// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.dictionary.Tags;
import spiders.rcp.Boards;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A disc handed in for a case, through the doors that the browser uses, over PostgreSQL. */
class DiscPagesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JEANNE = "D-1|DEMO-MARTIN^Jeanne|19560314|F";
    private static final String JEANE = "D-1|DEMO-MARTIN^Jeane|19560314|F";
    private static final String COLETTE = "D-2|DEMO-MARTIN^Colette|19560314|F";

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
    void a_study_of_the_patient_is_stored_shown_and_counts_for_the_session() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var disc = disc(browser);
            var files = study(JEANNE, 4);

            var begun = disc.begin(files, "");
            assertThat(begun.statusCode()).isEqualTo(200);
            assertThat(Disc.answer(begun).path("here")).isEmpty();
            assertThat(page(disc)).contains("Import inachevé : il manque 4 image(s) sur 4");
            assertThat(outcomes(disc.send(files.getFirst(), bytes(files.subList(0, 3)))))
                    .containsExactly("STORED", "STORED", "STORED");
            assertThat(page(disc)).contains("Import inachevé : il manque 1 image(s) sur 4");
            assertThat(outcomes(disc.send(files.getFirst(), bytes(files.subList(2, 4)))))
                    .containsExactly("PRESENT", "STORED");

            assertThat(page(disc))
                    .contains("TDM thorax", "Remis sur CD ou clé USB, importé par", "CD/USB")
                    .doesNotContain("Import inachevé");
            var path = "/api/v1/cases/" + disc.boardCase();
            var readiness = json(browser.get(path + "/readiness").body());
            assertThat(readiness.path("objects").path("verified").asInt()).isEqualTo(4);
            assertThat(readiness.path("wishes").get(0).path("state").asString())
                    .isEqualTo("VERIFIED");
            var view =
                    browser.json("POST", path + "/view", "", "X-CSRF-TOKEN", browser.csrfToken());
            assertThat(view.body()).contains(uid(files));
            assertThat(browser.get("/cases/" + disc.boardCase()).body())
                    .contains("Supprimé de SPIDERS le");
            assertThat(recorded("IMPORT_DISC", "SUCCESS")).isEqualTo(2);
            assertThat(recorded("DECIDE_IDENTITY", "SUCCESS")).isPositive();
        }
    }

    @Test
    void what_arrived_before_a_broken_connection_is_not_asked_for_again() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var disc = disc(browser);
            var files = study(JEANNE, 5);
            disc.begin(files, "");
            disc.send(files.getFirst(), bytes(files.subList(0, 2)));

            var again = Disc.answer(disc.begin(files, ""));

            assertThat(again.path("here")).hasSize(2);
            assertThat(count("select count(*) from retrieval.transfer")).isOne();
            assertThat(count("select count(*) from retrieval.identity_decision")).isOne();
        }
    }

    @Test
    void another_patient_is_refused_whatever_the_browser_claims() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var disc = disc(browser);
            var ours = study(JEANNE, 2);
            var others = study(COLETTE, 2);

            var refused = disc.begin(others, "c’est bien elle");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("OTHER_PATIENT");
            assertThat(disc.send(others.getFirst(), bytes(others)).body()).contains("NOT_BEGUN");

            // Her study under the patient's traits: each object says whose it is.
            assertThat(disc.begin(others, "", Disc.read(ours.getFirst())).statusCode())
                    .isEqualTo(200);
            assertThat(reasons(disc.send(others.getFirst(), bytes(others))))
                    .containsExactly("OTHER_PATIENT", "OTHER_PATIENT");
            assertThat(count("select count(*) from archive.instance")).isZero();
            assertThat(recorded("IMPORT_DISC", "REFUSED")).isEqualTo(2);
            assertThat(page(disc)).contains("2 ont été refusées");
        }
    }

    @Test
    void an_identity_that_differs_needs_a_reason_of_somebody_who_may_decide() {
        var files = study(JEANE, 2);
        UUID boardCase;
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var disc = disc(secretary);
            boardCase = disc.boardCase();
            assertThat(fragment(disc, JEANE)).contains("À confirmer", "Un médecin du dossier");
            assertThat(disc.begin(files, "pièce vérifiée").statusCode()).isEqualTo(403);
        }
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            doctor.get("/");
            var disc = new Disc(doctor, boardCase);
            assertThat(fragment(disc, JEANE))
                    .contains("À confirmer", "Une lettre diffère", "Pourquoi est-ce bien");
            assertThat(fragment(disc, JEANNE)).contains("Même patient");
            assertThat(fragment(disc, COLETTE)).contains("Autre patient").contains("disabled");
            assertThat(disc.begin(files, " ").body()).contains("NO_REASON");

            assertThat(disc.begin(files, "pièce d’identité vérifiée").statusCode()).isEqualTo(200);
            assertThat(outcomes(disc.send(files.getFirst(), bytes(files))))
                    .containsExactly("STORED", "STORED");
            assertThat(page(disc)).contains("pièce d’identité vérifiée");
            revoke(disc);
            assertThat(disc.send(files.getFirst(), bytes(files)).body()).contains("NOT_BEGUN");
            var view =
                    doctor.json(
                            "POST",
                            "/api/v1/cases/" + boardCase + "/view",
                            "",
                            "X-CSRF-TOKEN",
                            doctor.csrfToken());
            assertThat(view.statusCode()).as("taken back, it is viewed no more").isEqualTo(409);
        }
    }

    /** A twin's, with the number, birth date and sex of the patient's own. */
    @Test
    void what_was_taken_back_does_not_come_again_with_another_disc() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var disc = disc(doctor);
            var twins = study(JEANE, 2);
            var own = study(JEANNE, 3);
            disc.begin(twins, "pièce vérifiée");
            disc.send(twins.getFirst(), bytes(twins));
            revoke(disc);
            var path = "/api/v1/cases/" + disc.boardCase();
            assertThat(verified(doctor.get(path + "/readiness").body())).isZero();

            assertThat(disc.begin(own, "").statusCode()).isEqualTo(200);
            assertThat(outcomes(disc.send(own.getFirst(), bytes(own)))).hasSize(3);

            var view = doctor.json("POST", path + "/view", "", "X-CSRF-TOKEN", doctor.csrfToken());
            assertThat(view.body()).contains(uid(own)).doesNotContain(uid(twins));
            assertThat(verified(doctor.get(path + "/readiness").body())).isEqualTo(3);
            assertThat(disc.begin(twins, "").body()).contains("NO_REASON");
        }
    }

    private static int verified(String readiness) {
        var count = json(readiness).path("objects").path("verified");
        assertThat(count.isInt()).isTrue();
        return count.asInt();
    }

    private void revoke(Disc disc) {
        var decision =
                JdbcClient.create(server.database())
                        .sql("select id from retrieval.identity_decision")
                        .query(UUID.class)
                        .single();
        disc.browser()
                .post(
                        "/cases/" + disc.boardCase() + "/identity/" + decision + "/revoke",
                        Map.of("reason", "erreur"));
    }

    @Test
    void damaged_files_are_named_and_the_others_of_their_batch_stored() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var disc = disc(browser);
            var files = study(JEANNE, 4);
            var whole = Disc.bytes(files.get(1));
            var cut = Arrays.copyOf(whole, whole.length - 100);
            var hostile = Disc.bytes(files.get(2));
            // The length of PixelData, in the last eleven hundred bytes: four gigabytes.
            Arrays.fill(hostile, hostile.length - 1028, hostile.length - 1024, (byte) 0xF0);
            disc.begin(files, "");

            var sent =
                    disc.send(
                            files.getFirst(),
                            List.of(
                                    Disc.bytes(files.get(0)),
                                    cut,
                                    hostile,
                                    "no DICOM".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                    Disc.bytes(files.get(3))));

            assertThat(outcomes(sent))
                    .containsExactly("STORED", "REFUSED", "REFUSED", "REFUSED", "STORED");
            assertThat(reasons(sent)).startsWith("", "TRUNCATED").element(3).isEqualTo("MALFORMED");
            assertThat(page(disc)).contains("Il manque 2 image(s) sur 4 : 2 ont été refusées");
            assertThat(page(disc)).doesNotContain("/retry");
        }
    }

    @Test
    void who_is_not_tied_to_the_patient_finds_no_case_and_a_withdrawn_one_takes_nothing() {
        var files = study(JEANNE, 1);
        UUID boardCase;
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var disc = disc(secretary);
            boardCase = disc.boardCase();
            secretary.post("/cases/" + boardCase + "/withdraw", Map.of());
            assertThat(disc.begin(files, "").statusCode()).isEqualTo(409);
            assertThat(secretary.get("/cases/" + boardCase).body()).doesNotContain("/disc\"");
        }
        try (var stranger = Browser.signedIn(server.address(), "urgences.demo")) {
            var disc = new Disc(stranger, boardCase);
            assertThat(stranger.get(disc.path()).statusCode()).isEqualTo(404);
            for (var route : List.of("/studies", "/imports", "/imports/1.2/objects")) {
                assertThat(disc.json(route, "nonsense").statusCode()).as(route).isEqualTo(404);
            }
        }
    }

    @Test
    void a_study_that_is_archived_under_an_unlinked_identity_is_left_to_people() throws Exception {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var disc = disc(browser);
            var files = study(JEANNE, 2);
            try (var in = java.nio.file.Files.newInputStream(files.getFirst())) {
                server.archive().ingestPart10(new spiders.archive.Origin("modality", "X"), in);
            }

            var refused = disc.begin(files, "");

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("STORED_FOR_ANOTHER");
            assertThat(count("select count(*) from archive.identity_link")).isZero();
        }
    }

    private Disc disc(Browser browser) {
        var session =
                JdbcClient.create(server.database())
                        .sql("select id from rcp.session order by on_date offset 1 limit 1")
                        .query(UUID.class)
                        .single();
        var boardCase = Registered.by(browser, session, "DEMO-MARTIN", "Chirurgie ?");
        browser.get("/cases/" + boardCase);
        return new Disc(browser, boardCase);
    }

    private List<Path> study(String person, int images) {
        var place = folder.resolve("disc-" + UUID.randomUUID());
        var recent =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .minusDays(10)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        new TestStudy(person, recent, "CT", "TDM thorax", "CHEST", images).write(place);
        return Disc.files(place);
    }

    private static String fragment(Disc disc, String person) {
        var traits = person.split("\\|", -1);
        var body =
                Map.of(
                        "studies",
                        List.of(
                                Map.of(
                                        "identity",
                                        Map.of(
                                                "id", traits[0],
                                                "name", traits[1],
                                                "birthDate", traits[2],
                                                "sex", traits[3]),
                                        "modalities",
                                        List.of("CT"),
                                        "images",
                                        3,
                                        "bytes",
                                        3000)));
        return disc.json("/studies", JSON.writeValueAsString(body)).body();
    }

    private static List<byte[]> bytes(List<Path> files) {
        return files.stream().map(Disc::bytes).toList();
    }

    private static String page(Disc disc) {
        return disc.browser().get("/cases/" + disc.boardCase()).body();
    }

    private static String uid(List<Path> files) {
        return Disc.read(files.getFirst()).string(Tags.StudyInstanceUID).orElseThrow();
    }

    private static List<String> outcomes(HttpResponse<String> sent) {
        return Disc.answer(sent).path("results").findValuesAsString("outcome");
    }

    private static List<String> reasons(HttpResponse<String> sent) {
        return Disc.answer(sent).path("results").findValuesAsString("reason");
    }

    private int recorded(String action, String outcome) {
        return JdbcClient.create(server.database())
                .sql("select count(*) from security.audit_event where action = ? and outcome = ?")
                .params(action, outcome)
                .query(Integer.class)
                .single();
    }

    private long count(String sql) {
        return JdbcClient.create(server.database()).sql(sql).query(Long.class).single();
    }

    private static JsonNode json(String body) {
        return JSON.readTree(body);
    }
}
