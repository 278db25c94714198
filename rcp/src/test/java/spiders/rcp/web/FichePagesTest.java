// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.web.Browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fiche of a case on its page: written, approved, amended, printed. */
class FichePagesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    @TempDir private Path folder;
    private RcpServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(BoardKind.RCP);
    }

    private RcpServer start(BoardKind kind) throws IOException {
        var thorax = RcpServer.thorax(kind, RcpServer.coordinated());
        return RcpServer.start(folder.resolve(kind.name()), List.of(), List.of(thorax));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** What a coordinator types. */
    private static Map<String, String> typed(int revision) {
        var form = new HashMap<String, String>();
        form.put("revision", String.valueOf(revision));
        form.put("screening", "NO");
        form.put("presenter", "Dr Alba TEST");
        form.put("generalPractitioner", "Dr Blanc TEST");
        form.put("complete", "yes");
        form.put("tumour0.topography", "c341");
        form.put("tumour0.label", "Lobe supérieur " + SCRIPT);
        form.put("tumour0.laterality", "LEFT");
        form.put("tumour0.morphology", "8140/3");
        form.put("tumour0.diagnosed", "10/2026");
        form.put("t", "cT2a");
        form.put("n", "N1");
        form.put("m", "M0");
        form.put("edition", "8");
        form.put("phase", "INITIAL");
        form.put("progression.LOCAL", "yes");
        form.put("performance", "1");
        form.put("pathology", "Adénocarcinome");
        form.put("past0.type", "CHEMOTHERAPY");
        form.put("past0.what", "Quatre cures");
        form.put("past0.progress", "DONE");
        form.put("synthesis", "Toux depuis trois mois.\nTabac.");
        form.put("outcome", "PROPOSAL");
        form.put("plan0.0.type", "SURGERY");
        form.put("plan0.0.what", "Lobectomie");
        form.put("plan0.1.type", "CHEMOTHERAPY");
        form.put("plan1.0.type", "RADIOTHERAPY");
        form.put("surveillance", "yes");
        form.put("reference", "Référentiel thorax");
        return form;
    }

    @Test
    void a_decision_is_written_approved_with_its_quorum_printed_and_amended() throws IOException {
        UUID id;
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            id = Registered.by(secretary, today(), "DEMO-MARTIN", "Chirurgie ?");
            quorum(secretary);
            secretary.post("/cases/" + id + "/discussion", Map.of());
        }
        var page = "/cases/" + id + "/fiche";
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(doctor.get("/cases/" + id).body()).contains(page);
            assertThat(doctor.get(page).body())
                    .contains("name=\"revision\" value=\"0\"")
                    .doesNotContain("Valider la fiche");
            assertThat(doctor.post(page, typed(0)).statusCode()).isEqualTo(303);
            assertThat(doctor.get(page).body())
                    .contains("La fiche a tout ce qu’il faut", "value=\"C34.1\"")
                    .contains("Lobe supérieur &lt;script", "value=\"10/2026\"")
                    .contains("name=\"plan0.2.type\"", "name=\"plan2.0.type\"")
                    .contains("Quorum atteint")
                    .doesNotContain(SCRIPT);
            doctor.post(page + "/approval", Map.of("revision", "1"));
            assertThat(doctor.get(page).body())
                    .contains("Validée", "Validée par Dr", "Dr Carmin TEST", "Alternative 1")
                    .doesNotContain("name=\"revision\"")
                    .doesNotContain(SCRIPT);

            assertPapers(doctor, page);
            var late = doctor.post(page, typed(1));
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("Toux depuis trois mois.", "value=\"Lobectomie\"");
            doctor.post(page + "/amendment", Map.of("why", "Côté corrigé"));
            assertThat(doctor.get(page).body())
                    .contains("Version 2", "name=\"revision\" value=\"2\"", page + "/1/cda");
            assertThat(text(doctor.bytes(page + "/2/pdf"))).contains("NON VALIDÉE", "Côté corrigé");
            assertThat(doctor.get(page + "/2/cda").statusCode()).isEqualTo(404);
        }
        assertThatThrownBy(() -> change(id)).hasMessageContaining("an approved fiche");
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            secretary.get("/cases/" + id);
            assertThat(secretary.post("/cases/" + id + "/withdraw", Map.of()).statusCode())
                    .isEqualTo(409);
        }
        assertThat(audited(id))
                .containsExactly(
                        "WRITE_FICHE",
                        "APPROVE_FICHE",
                        "GIVE_FICHE",
                        "GIVE_FICHE",
                        "WRITE_FICHE",
                        "GIVE_FICHE");
    }

    private static void assertPapers(Browser doctor, String page) throws IOException {
        var paper = text(doctor.bytes(page + "/1/pdf"));
        assertThat(paper)
                .contains("Fiche RCP – RCP thoracique", "DEMO-MARTIN Jeanne", "C34.1")
                .contains("1. Chirurgie – Lobectomie", "2. Chimiothérapie", "Quorum atteint")
                .contains("Toux depuis trois mois.", "Tabac.", "Dr Carmin TEST")
                .doesNotContain("NON VALIDÉE");

        var document = doctor.get(page + "/1/cda").body();
        assertThat(document)
                .contains("code=\"34794-8\"", "FRCP RRC TEST / 3C TEST / RCP thoracique")
                .contains("code=\"ORG-126\"", "Dr Carmin TEST", "&lt;script&gt;")
                .doesNotContain(SCRIPT);
    }

    private void change(UUID id) {
        JdbcClient.create(server.database())
                .sql("update rcp.fiche set content = '{}' where board_case = ? and version = 1")
                .param(id)
                .update();
    }

    private List<String> audited(UUID id) {
        return JdbcClient.create(server.database())
                .sql(
                        """
                        select action from security.audit_event where ? = any(objects)
                            and action like '%FICHE' and outcome = 'SUCCESS' order by id
                        """)
                .param(id.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void nothing_typed_is_lost_where_a_field_is_wrong_or_somebody_saved_before() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var page =
                    "/cases/"
                            + Registered.by(secretary, today(), "DEMO-MARTIN", "Chirurgie ?")
                            + "/fiche";
            var wrong = typed(0);
            wrong.put("tumour0.topography", "");
            wrong.put("tumour0.label", "");
            wrong.put("tumour0.laterality", "NONE");
            wrong.put("tumour0.morphology", "");
            wrong.put("tumour0.diagnosed", "");
            wrong.put("tumour2.topography", "poumon");
            wrong.put("plan0.0.type", "");
            wrong.put("plan0.0.what", "");
            wrong.put("plan0.1.type", "");
            wrong.put("since", "hier");
            wrong.put("past1.what", "sans type");
            var answer = secretary.post(page, wrong);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("Un code CIM-10", "Une date JJ/MM/AAAA", "Rien n’est enregistré")
                    .contains("value=\"poumon\"", "value=\"hier\"", "Toux depuis trois mois.")
                    .contains("value=\"sans type\"", "name=\"plan1.0.type\"")
                    .contains("À remplir.");

            secretary.post(page, typed(0));
            var late = secretary.post(page, typed(0));
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("modifiée entre-temps par", "Toux depuis trois mois.");
        }
    }

    @Test
    void without_its_quorum_a_proposal_is_not_approved_and_only_a_coordinator_approves() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo");
                var radiologist = Browser.signedIn(server.address(), "radiologue.demo")) {
            var id = Registered.by(secretary, today(), "DEMO-MARTIN", "Chirurgie ?");
            var page = "/cases/" + id + "/fiche";
            secretary.post("/cases/" + id + "/discussion", Map.of());
            secretary.post(page, typed(0));
            assertThat(doctor.get(page).body()).contains("à représenter et non à valider");
            doctor.post(page + "/approval", Map.of("revision", "1"));
            assertThat(doctor.get(page).body()).contains("Fiche non validée").contains("En cours");

            assertThat(secretary.post(page + "/approval", Map.of("revision", "1")).statusCode())
                    .isEqualTo(403);
            assertThat(radiologist.get(page).body()).contains("Lobectomie");
            assertThat(radiologist.post(page, typed(1)).statusCode()).isEqualTo(403);
            assertThat(radiologist.post(page + "/approval", Map.of("revision", "1")).statusCode())
                    .isIn(403, 404);
        }
    }

    @Test
    void a_case_that_is_put_off_is_presented_again_with_its_story_and_without_its_decision() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, today(), "DEMO-MARTIN", "Chirurgie ?");
            var page = "/cases/" + id + "/fiche";
            secretary.post(page, typed(0));
            var next = session(2);
            var order = Map.of("session", next.toString());
            assertThat(secretary.post(page + "/representation", order).statusCode()).isEqualTo(409);
            var off = typed(1);
            off.keySet().removeIf(name -> name.startsWith("plan"));
            off.remove("surveillance");
            off.put("outcome", "POSTPONED");
            off.put("reason", "TEP manquante");
            secretary.post(page, off);
            assertThat(secretary.get(page).body()).contains("Représenter", next.toString());

            var again = secretary.post(page + "/representation", order);

            var place = again.headers().firstValue("Location").orElse("");
            assertThat(place).contains("/cases/").doesNotContain(id.toString());
            assertThat(origin(place)).isEqualTo(origin("/cases/" + id));
            assertThat(secretary.get(place + "/fiche").body())
                    .contains("Toux depuis trois mois.", "value=\"C34.1\"")
                    .doesNotContain("TEP manquante", "value=\"Lobectomie\"");
            assertThat(secretary.post(page + "/representation", order).statusCode()).isEqualTo(409);
            var same = Map.of("session", today().toString());
            assertThat(secretary.post(page + "/representation", same).statusCode()).isEqualTo(404);
        }
        assertThat(patients()).isEqualTo(1);
    }

    private UUID session(int offset) {
        return JdbcClient.create(server.database())
                .sql("select id from rcp.session order by on_date, at_time offset ? limit 1")
                .param(offset)
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    /** Who asks and whence, of a case that somebody else brings again. */
    private String origin(String place) {
        return JdbcClient.create(server.database())
                .sql(
                        """
                        select requester || requester_name || centres::text from rcp.board_case
                        where id = ?::uuid
                        """)
                .param(place.substring(place.lastIndexOf('/') + 1))
                .query((row, _) -> row.getString(1))
                .single();
    }

    private int patients() {
        return JdbcClient.create(server.database())
                .sql("select count(distinct patient) from rcp.board_case")
                .query((row, _) -> row.getInt(1))
                .single();
    }

    @Test
    void a_staff_has_no_fiche() throws IOException {
        try (var staff = start(BoardKind.STAFF);
                var secretary = Browser.signedIn(staff.address(), "secretaire.demo")) {
            var session = today(staff);
            var page =
                    "/cases/"
                            + Registered.by(secretary, session, "DEMO-MARTIN", "Chirurgie ?")
                            + "/fiche";
            assertThat(secretary.get(page).statusCode()).isEqualTo(404);
            assertThat(secretary.post(page, typed(0)).statusCode()).isEqualTo(404);
        }
    }

    private void quorum(Browser browser) {
        var path = "/sessions/" + today() + "/attendance";
        browser.post(path, doctor("Dr Alba TEST", "SM14"));
        browser.post(path, doctor("Dr Blanc TEST", "SM36"));
        browser.post(path, doctor("Dr Carmin TEST", "SM37"));
    }

    private static Map<String, String> doctor(String name, String specialty) {
        return Map.of("name", name, "profession", "10", "specialty", specialty, "mode", "ROOM");
    }

    private UUID today() {
        return today(server);
    }

    /** The second session: the first of the day may be closed near midnight. */
    private static UUID today(RcpServer server) {
        return JdbcClient.create(server.database())
                .sql("select id from rcp.session order by on_date, at_time offset 1 limit 1")
                .query(UUID.class)
                .single();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
