// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.rcp.BoardMember;
import spiders.rcp.Boards;
import spiders.rcp.MemberFunction;
import spiders.security.Accounts;
import spiders.security.UserName;
import spiders.web.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Who is on duty reads the cases; who is not, does not. */
class RotaPagesTest {

    private static final String ROTA = "/boards/thorax/rota";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private Path folder;
    private RcpServer server;
    private String session = "";
    private String page = "";

    /** A board with a coordinator and no radiologist, and a case of its next session but one. */
    @BeforeEach
    void start() throws IOException {
        var coordinator =
                new BoardMember(new UserName("dr.demo"), MemberFunction.COORDINATOR, true);
        var board = RcpServer.thorax(BoardKind.RCP, List.of(coordinator));
        server = RcpServer.start(folder, List.of(), List.of(board));
        session =
                JdbcClient.create(server.database())
                        .sql("select id::text from rcp.session order by on_date offset 1 limit 1")
                        .query(String.class)
                        .single();
        page = "/cases/" + registered() + "/pre-read";
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String registered() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var login =
                    "{\"login\":\"dr.demo\",\"password\":\"%s\"}".formatted(Accounts.DEMO_PASSWORD);
            var token =
                    JSON.readTree(doctor.json("POST", "/api/v1/tokens", login).body())
                            .path("token")
                            .asString();
            var body =
                    """
                    {"session": "%s", "question": "Chirurgie ?", "reason": "TREATMENT_PROPOSAL",
                     "patientInformed": true, "patient": {"birthName": "DEMO-MARTIN",
                     "givenName": "Jeanne", "birthDate": "1956-03-14", "sex": "F",
                     "identifiers": [{"assigningAuthority": "CHU", "value": "7"}]}}
                    """
                            .formatted(session);
            var answer =
                    doctor.json("POST", "/api/v1/cases", body, "Authorization", "Bearer " + token);
            return JSON.readTree(answer.body()).path("id").asString();
        }
    }

    @Test
    void whom_the_coordinator_names_finds_the_case_in_the_work_list() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var reader = Browser.signedIn(server.address(), "radiologue.demo");
                var stranger = Browser.signedIn(server.address(), "secretaire.demo")) {
            assertThat(reader.get("/pre-read").body()).doesNotContain(page);
            var named = Map.of("session", session, "account", "radiologue.demo");
            stranger.get(ROTA);
            assertThat(stranger.post(ROTA + "/session", named).statusCode()).isIn(403, 404);
            assertThat(reader.get("/pre-read").body()).doesNotContain(page);

            doctor.get(ROTA);
            assertThat(doctor.post(ROTA + "/session", named).statusCode()).isEqualTo(303);
            assertThat(doctor.get(ROTA).body()).contains("nommé pour cette séance");
            assertThat(reader.get("/pre-read").body()).contains(page, "DEMO-MARTIN");
            assertThat(reader.get(page).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whose_turn_it_is_reads_until_another_is_named_for_the_session() {
        var today = LocalDate.now(Boards.HOSPITAL_ZONE);
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var reader = Browser.signedIn(server.address(), "radiologue.demo")) {
            doctor.get(ROTA);
            var over = turn(today.minusDays(7), today);
            assertThat(doctor.post(ROTA, over).statusCode()).isEqualTo(303);
            assertThat(reader.get(page).statusCode()).as("of other days").isEqualTo(404);
            assertThat(doctor.post(ROTA, turn(today, today.plusDays(7))).statusCode())
                    .isEqualTo(303);
            assertThat(reader.get("/pre-read").body()).contains(page);
            assertThat(reader.get(page).statusCode()).isEqualTo(200);

            doctor.post(ROTA + "/session", Map.of("session", session, "account", "urgences.demo"));
            assertThat(reader.get(page).statusCode()).isEqualTo(404);
            assertThat(reader.get("/pre-read").body()).doesNotContain(page);
            doctor.post(ROTA + "/session", Map.of("session", session, "account", ""));
            assertThat(reader.get(page).statusCode()).as("by turn again").isEqualTo(200);
        }
    }

    private static Map<String, String> turn(LocalDate first, LocalDate last) {
        return Map.of(
                "account", "radiologue.demo", "first", first.toString(), "last", last.toString());
    }
}
