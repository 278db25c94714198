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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A board's coordinator says who reads before its sessions, and work lists follow. */
class RotaPagesTest {

    private static final String ROTA = "/boards/thorax/rota";
    private static final String COLLEAGUE = "garde.demo";
    private static final String READER = "radiologue.demo";

    @TempDir private Path folder;
    private RcpServer server;
    private UUID session;
    private LocalDate day = LocalDate.EPOCH;

    @BeforeEach
    void start() throws IOException {
        var thorax = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        var next = "select %s from rcp.session order by on_date offset 1 limit 1";
        var database = JdbcClient.create(server.database());
        session = database.sql(next.formatted("id")).query(UUID.class).single();
        day = database.sql(next.formatted("on_date")).query(LocalDate.class).single();
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            Registered.by(secretary, session, "DEMO-MARTIN", "Chirurgie ?");
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_case_is_on_the_work_list_of_who_is_named_else_of_whose_turn_it_is() {
        try (var coordinator = Browser.signedIn(server.address(), "dr.demo");
                var reader = Browser.signedIn(server.address(), READER)) {
            assertThat(mine(reader)).as("a radiologist of the board").contains("DEMO-MARTIN");

            coordinator.get(ROTA);
            assertThat(coordinator.post(ROTA, turn(day)).statusCode()).isEqualTo(303);
            assertThat(coordinator.get(ROTA).body()).contains("à son tour");
            assertThat(mine(reader)).as("a colleague's turn").doesNotContain("DEMO-MARTIN");

            assertThat(coordinator.post(ROTA + "/session", named(READER)).statusCode())
                    .isEqualTo(303);
            assertThat(coordinator.get(ROTA).body()).contains("nommé pour cette séance");
            assertThat(mine(reader)).as("named").contains("DEMO-MARTIN");

            assertThat(coordinator.post(ROTA + "/session", named("")).statusCode()).isEqualTo(303);
            assertThat(mine(reader)).as("left to the rota").doesNotContain("DEMO-MARTIN");
        }
        assertThat(changes()).isEqualTo(3);
    }

    @Test
    void who_is_not_of_the_boards_staff_changes_nothing() {
        try (var stranger = Browser.signedIn(server.address(), "urgences.demo");
                var reader = Browser.signedIn(server.address(), READER)) {
            assertThat(stranger.get(ROTA).body()).doesNotContain("Ajouter un tour");
            assertThat(stranger.post(ROTA, turn(day)).statusCode()).isEqualTo(403);
            assertThat(stranger.post(ROTA + "/session", named(COLLEAGUE)).statusCode())
                    .isEqualTo(403);
            assertThat(mine(reader)).contains("DEMO-MARTIN");
        }
        assertThat(changes()).isZero();
    }

    @Test
    void a_turn_that_ends_before_it_begins_is_refused_where_it_was_typed() {
        try (var coordinator = Browser.signedIn(server.address(), "dr.demo")) {
            coordinator.get(ROTA);
            var answer = coordinator.post(ROTA, turn(day.minusDays(1)));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("Le tour finit après avoir commencé", COLLEAGUE);
        }
    }

    private static String mine(Browser reader) {
        return reader.get("/pre-read?who=MINE").body();
    }

    /** The colleague's, from the session's day on. */
    private Map<String, String> turn(LocalDate last) {
        return Map.of("account", COLLEAGUE, "first", day.toString(), "last", last.toString());
    }

    private Map<String, String> named(String account) {
        return Map.of("session", session.toString(), "account", account);
    }

    private int changes() {
        return JdbcClient.create(server.database())
                .sql(
                        """
                        select count(*) from security.audit_event
                        where action = 'CHANGE_ROTA' and outcome = 'SUCCESS'
                        """)
                .query(Integer.class)
                .single();
    }
}
