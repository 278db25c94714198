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
