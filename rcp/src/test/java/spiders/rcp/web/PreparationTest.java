// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.rcp.BoardDefinition;
import spiders.rcp.Boards;
import spiders.region.Source;
import spiders.testkit.pacs.Pacs;
import spiders.web.Browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the hub does by itself for a case, and the week in which people see it. */
class PreparationTest {

    private static final String SEVEN = "{\"assigningAuthority\": \"CHU\", \"value\": \"7\"}";

    @TempDir private Path folder;
    private Pacs pacs;
    private UID thorax;

    @BeforeEach
    void pacs() throws IOException {
        var recent =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .minusDays(10)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        var exams = folder.resolve("exams");
        thorax =
                new TestStudy(
                                "7|DEMO-MARTIN^Jeanne|19560314|F",
                                recent,
                                "CT",
                                "TDM thorax",
                                "CHEST",
                                4)
                        .write(exams);
        pacs = Pacs.start("LILLE", exams);
    }

    @AfterEach
    void close() throws IOException {
        pacs.close();
    }

    private RcpServer server(BoardDefinition board) throws IOException {
        var lille = Source.named("lille", "CHU de Lille").dimse(pacs.node()).issuer("CHU").build();
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var off =
                Source.named("lens", "CH de Lens")
                        .dimse(new RemoteNode(new AETitle("LENS"), "127.0.0.1", free, false))
                        .telephone("03 21 00 00 00")
                        .build();
        return RcpServer.start(folder.resolve("objects"), List.of(lille, off), List.of(board));
    }

    private static UUID tomorrow(RcpServer server) {
        return JdbcClient.create(server.database())
                .sql("select id from rcp.session order by on_date, at_time offset 1 limit 1")
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    private static String week(RcpServer server) {
        return JdbcClient.create(server.database())
                .sql("select on_date from rcp.session order by on_date, at_time offset 1 limit 1")
                .query((row, _) -> "/readiness?week=" + row.getString(1))
                .single();
    }

    private static String state(RcpServer server, UUID boardCase) {
        return JdbcClient.create(server.database())
                .sql("select readiness ->> 'state' from rcp.case_standing where board_case = ?")
                .param(boardCase)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static List<String> alerts(RcpServer server) {
        return JdbcClient.create(server.database())
                .sql(
                        "select kind || ' ' || subject from rcp.alert where cleared is null"
                                + " order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static void prepareUntil(RcpServer server, UUID boardCase, String state)
            throws InterruptedException {
        for (int i = 0; i < 200 && !state(server, boardCase).equals(state); i++) {
            server.preparation().lookAtAll();
            Thread.sleep(100);
        }
        assertThat(state(server, boardCase)).isEqualTo(state);
    }

    @Test
    void what_the_rule_wants_comes_by_itself_and_what_is_missing_is_told_with_whom_to_call()
            throws Exception {
        try (var server = server(RcpServer.orderingByRule());
                var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var officer = Browser.signedIn(server.address(), "dpo.demo")) {
            var id = Registered.by(secretary, tomorrow(server), "DEMO-MARTIN", "Quoi ?", SEVEN);
            assertThat(secretary.get(week(server)).body()).contains("Pas encore regardé");

            prepareUntil(server, id, "PARTIAL");

            assertThat(pacs.counts().sent()).isEqualTo(4);
            assertThat(alerts(server))
                    .containsExactly(
                            "EXAM_MISSING IRM cérébrale", "EXAM_MISSING TEP", "SOURCE_SILENT lens");
            assertThat(secretary.get(week(server)).body())
                    .contains("DEMO-MARTIN", "CH de Lens ne répond pas.", "Tél. 03 21 00 00 00")
                    .contains("« TEP » : aucun des sites qui ont répondu n’en a de récent.")
                    .contains("1 vérifié, 0 en route")
                    .contains("0 dossier prêt sur 1")
                    .doesNotContain("[rcp.");
            assertThat(officer.get(week(server)).statusCode()).isEqualTo(403);
            server.preparation().lookAtAll();
            server.preparation().lookAtAll();
            assertThat(pacs.counts().sent()).as("nothing is fetched twice").isEqualTo(4);
            assertThat(recorded(server, "spiders"))
                    .contains("SEARCH_IMAGING", "ORDER_TRANSFER")
                    .doesNotContain("ACCESS");
        }
    }

    private static List<String> recorded(RcpServer server, String user) {
        return JdbcClient.create(server.database())
                .sql("select action from security.audit_event where who = ?")
                .param(user)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_clinician_is_told_to_choose_and_somebody_says_that_they_see_to_it() throws Exception {
        try (var server = server(RcpServer.thorax());
                var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var officer = Browser.signedIn(server.address(), "dpo.demo")) {
            var id = Registered.by(secretary, tomorrow(server), "DEMO-MARTIN", "Quoi ?", SEVEN);
            prepareUntil(server, id, "TO_CHOOSE");
            assertThat(pacs.counts().sent()).isZero();
            var alert =
                    JdbcClient.create(server.database())
                            .sql("select id from rcp.alert where kind = 'NOT_CHOSEN'")
                            .query(UUID.class)
                            .single();
            var take = "/cases/" + id + "/alerts/" + alert + "/take";
            secretary.get(week(server));
            officer.get("/");

            assertThat(officer.post(take, Map.of()).statusCode()).isEqualTo(403);
            assertThat(
                            secretary
                                    .post(
                                            "/cases/%s/alerts/%s/take"
                                                    .formatted(id, UUID.randomUUID()),
                                            Map.of())
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(secretary.post(take, Map.of()).statusCode()).isEqualTo(303);

            assertThat(secretary.get(week(server) + "&todo=true").body())
                    .contains("personne n’a choisi", "s’en occupe, depuis le");
            secretary.post("/cases/" + id + "/withdraw", Map.of());
            server.preparation().lookAtAll();
            assertThat(alerts(server)).isEmpty();
        }
    }

    @Test
    void an_examination_that_appeared_is_told_until_somebody_has_seen_it() throws Exception {
        var today = LocalDate.now(Boards.HOSPITAL_ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
        new TestStudy("7|DEMO-MARTIN^Jeanne|19560314|F", today, "PT", "TEP", "WHOLEBODY", 2)
                .write(folder.resolve("exams"));
        pacs.close();
        pacs = Pacs.start("LILLE", folder.resolve("exams"));
        try (var server = server(RcpServer.thorax());
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var id = Registered.by(secretary, tomorrow(server), "DEMO-MARTIN", "Quoi ?", SEVEN);
            prepareUntil(server, id, "TO_CHOOSE");
            secretary.get("/cases/" + id);
            secretary.post("/cases/" + id + "/transfers", Map.of("study", thorax.value()));
            prepareUntil(server, id, "PARTIAL");
            var told = "Nouvel examen trouvé : TEP.";
            assertThat(secretary.get(week(server)).body()).contains(told, ">Vu</button>");
            var alert =
                    JdbcClient.create(server.database())
                            .sql("select id from rcp.alert where kind = 'EXAM_APPEARED'")
                            .query(UUID.class)
                            .single();

            var seen = "/cases/" + id + "/alerts/" + alert + "/take";
            assertThat(secretary.post(seen, Map.of()).statusCode()).isEqualTo(303);
            assertThat(secretary.get(week(server)).body())
                    .contains("cet examen n’est plus signalé")
                    .doesNotContain(told, ">Vu</button>");
            server.preparation().lookAtAll();
            assertThat(secretary.get(week(server)).body())
                    .as("the next look does not tell it anew")
                    .doesNotContain(told);
            assertThat(recorded(server, "secretaire.demo")).contains("CHANGE_CASE");
        }
    }
}
