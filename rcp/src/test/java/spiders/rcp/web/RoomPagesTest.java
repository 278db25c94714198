// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A session in the meeting room: one case after the other. */
class RoomPagesTest {

    @TempDir private Path folder;
    private RcpServer server;
    private UUID session;

    @BeforeEach
    void start() throws IOException {
        var thorax = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        session = session(1);
    }

    private UUID session(int offset) {
        return JdbcClient.create(server.database())
                .sql("select id from rcp.session order by on_date, at_time offset ? limit 1")
                .param(offset)
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void it_opens_at_the_first_case_to_discuss_and_leads_to_the_others() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var room = "/sessions/" + session + "/room";
            assertThat(doctor.get(room).body()).contains("Aucun dossier à présenter");
            var alba = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie <b> ?");
            var blanc = Registered.by(secretary, session, "DEMO-BLANC", "Radiothérapie ?");

            assertThat(doctor.get("/sessions/" + session).body()).contains(room);
            assertThat(doctor.get(room).body())
                    .contains("<h1 class=\"name\" tabindex=\"-1\">DEMO-ALBA Jeanne</h1>", "1 / 2")
                    .contains("Chirurgie &lt;b&gt; ?", "Discuter ce dossier maintenant")
                    .contains("href=\"%s/%s\" data-key=\"PageDown\"".formatted(room, blanc))
                    .doesNotContain("data-key=\"PageUp\"");

            var back =
                    secretary.post(
                            "/cases/" + alba + "/discussion", Map.of("room", session.toString()));
            assertThat(back.headers().firstValue("Location").orElse(""))
                    .endsWith(room + "/" + alba);
            assertThat(doctor.get(room).body())
                    .contains("<h1 class=\"name\" tabindex=\"-1\">DEMO-BLANC Jeanne</h1>", "2 / 2")
                    .contains("data-key=\"PageUp\"");
            assertThat(doctor.get(room + "/" + alba).body())
                    .contains(
                            "<h1 class=\"name\" tabindex=\"-1\">DEMO-ALBA Jeanne</h1>",
                            "Quorum inconnu")
                    .doesNotContain("Discuter ce dossier maintenant");
        }
    }

    @Test
    void what_the_fiche_says_stands_beside_the_question() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            doctor.get("/cases/" + id + "/fiche");
            doctor.post(
                    "/cases/" + id + "/fiche",
                    Map.of(
                            "revision", "0",
                            "synthesis", "Toux depuis trois mois.",
                            "outcome", "PROPOSAL",
                            "plan0.0.type", "SURGERY",
                            "plan0.0.what", "Lobectomie"));

            assertThat(doctor.get("/sessions/" + session + "/room/" + id).body())
                    .contains("Toux depuis trois mois.", "1. Chirurgie – Lobectomie");
        }
    }

    @Test
    void who_is_there_and_the_quorum_of_now_stand_beside_the_case() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            var room = "/sessions/" + session + "/room/" + id;
            assertThat(secretary.get(room).body()).contains("0 présent<", "Quorum inconnu");
            for (var specialty : List.of("SM14", "SM36", "SM37")) {
                secretary.post(
                        "/sessions/" + session + "/attendance",
                        Map.of(
                                "name",
                                "Dr " + specialty + " TEST",
                                "profession",
                                "10",
                                "specialty",
                                specialty,
                                "mode",
                                "VIDEO"));
            }
            assertThat(secretary.get(room).body()).contains("3 présents", "Quorum atteint");
        }
    }

    /** What is typed in the room. */
    private static Map<String, String> decision(int revision, String outcome) {
        var form = new HashMap<String, String>();
        form.put("revision", String.valueOf(revision));
        form.put("outcome", outcome);
        form.put("exams", "IRM hépatique");
        form.put("secondOpinion", "CHU TEST, relecture <b>");
        form.put("wishes", "Rester chez elle");
        return form;
    }

    @Test
    void a_decision_typed_in_the_room_changes_nothing_else_of_the_fiche() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            var room = "/sessions/" + session + "/room/" + id;
            var fiche = "/cases/" + id + "/fiche";
            doctor.get(fiche);
            doctor.post(
                    fiche,
                    Map.of(
                            "revision", "0",
                            "synthesis", "Toux depuis trois mois.",
                            "reference", "Référentiel thorax",
                            "trial", "ESSAI-1"));
            assertThat(doctor.get(room).body()).contains("data-room-decision", "value=\"ESSAI-1\"");
            var typed = decision(1, "PROPOSAL");
            typed.put("plan0.0.type", "SURGERY");
            typed.put("plan0.0.what", "Lobectomie");
            typed.put("plan1.0.type", "RADIOTHERAPY");
            typed.put("trial", "ESSAI-2");

            var saved = doctor.post(room + "/decision", typed);

            assertThat(saved.statusCode()).isEqualTo(303);
            assertThat(saved.headers().firstValue("Location").orElse("")).endsWith(room);
            assertThat(doctor.get(room).body())
                    .contains("1. Chirurgie – Lobectomie", "Alternative 1", "IRM hépatique")
                    .contains("CHU TEST, relecture &lt;b&gt;", "Rester chez elle", "ESSAI-2")
                    .contains("Toux depuis trois mois.", "name=\"revision\" value=\"2\"")
                    .doesNotContain("ESSAI-1");
            assertThat(doctor.get(fiche).body()).contains("value=\"Référentiel thorax\"");
        }
    }

    @Test
    void who_decides_second_sees_what_was_saved_and_keeps_what_they_typed() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            var room = "/sessions/" + session + "/room/" + id;
            doctor.get(room);
            doctor.post(room + "/decision", decision(0, "NO_PROPOSAL"));
            var second = decision(0, "PROPOSAL");
            second.put("exams", "Scintigraphie");

            var late = secretary.post(room + "/decision", second);

            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body())
                    .contains("modifiée entre-temps par", "data-typed=\"true\"")
                    .contains("IRM hépatique", "Scintigraphie</textarea>")
                    .contains("name=\"revision\" value=\"1\"");
            second.put("plan0.0.what", "sans type");
            assertThat(secretary.post(room + "/decision", second).statusCode()).isEqualTo(422);
            assertThat(doctor.get(room).body()).contains("IRM hépatique");
        }
    }

    @Test
    void a_case_put_off_in_the_room_is_presented_again_from_there() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            var room = "/sessions/" + session + "/room/" + id;
            secretary.get(room);
            var off = decision(0, "POSTPONED");
            off.put("reason", "TEP manquante");
            secretary.post(room + "/decision", off);
            assertThat(secretary.get(room).body()).contains("Représenter", "TEP manquante");

            var again =
                    secretary.post(
                            "/cases/" + id + "/fiche/representation",
                            Map.of("session", session(2).toString(), "room", session.toString()));

            assertThat(again.headers().firstValue("Location").orElse("")).endsWith(room);
            var next = secretary.get("/sessions/" + session(2) + "/room").body();
            assertThat(next)
                    .contains("DEMO-ALBA", "Rester chez elle</textarea>")
                    .doesNotContain("TEP manquante", "CHU TEST");
        }
    }

    @Test
    void who_may_not_write_decides_nothing_and_a_case_without_images_has_no_address() {
        try (var radiologist = Browser.signedIn(server.address(), "radiologue.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            var room = "/sessions/" + session + "/room/" + id;
            assertThat(radiologist.get(room).body()).doesNotContain("data-room-decision");
            assertThat(radiologist.post(room + "/decision", decision(0, "PROPOSAL")).statusCode())
                    .isEqualTo(403);
            doctor.get(room);
            assertThat(doctor.post(room + "/images", Map.of()).statusCode()).isEqualTo(204);
            var stranger = "/sessions/" + session + "/room/" + UUID.randomUUID();
            assertThat(doctor.post(stranger + "/images", Map.of()).statusCode()).isEqualTo(404);
            assertThat(doctor.post(stranger + "/decision", Map.of()).statusCode()).isEqualTo(404);
        }
    }

    /** Of 0.1, which did not know second opinions. */
    @Test
    void a_fiche_of_an_earlier_release_is_read_without_what_it_did_not_have() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            var room = "/sessions/" + session + "/room/" + id;
            doctor.get(room);
            doctor.post(room + "/decision", decision(0, "NO_PROPOSAL"));
            int changed =
                    JdbcClient.create(server.database())
                            .sql(
                                    """
                                    update rcp.fiche set content = content
                                        #- '{decision,secondOpinion}'
                                    where content->'decision' ?? 'secondOpinion'
                                    """)
                            .update();
            assertThat(changed).isEqualTo(1);

            assertThat(doctor.get(room).body())
                    .contains("IRM hépatique")
                    .doesNotContain("CHU TEST");
        }
    }

    @Test
    void a_case_of_another_session_is_shown_on_its_own_page_and_a_stranger_sees_none() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var officer = Browser.signedIn(server.address(), "dpo.demo")) {
            var other = Registered.by(secretary, session(2), "DEMO-ALBA", "Chirurgie ?");
            var path = "/sessions/" + session + "/room/" + other;

            assertThat(doctor.get(path).headers().firstValue("Location").orElse(""))
                    .endsWith("/cases/" + other);
            assertThat(officer.get(path).statusCode()).isEqualTo(403);
            assertThat(
                            doctor.get("/sessions/" + session + "/room/" + UUID.randomUUID())
                                    .statusCode())
                    .isEqualTo(404);
        }
    }
}
