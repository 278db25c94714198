// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.web.Browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The attendance of a session on its page, and a case that is discussed. */
class AttendancePagesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    @TempDir private Path folder;
    private RcpServer server;
    private String path;

    @BeforeEach
    void start() throws IOException {
        server = RcpServer.start(folder.resolve("objects"), List.of());
        path = "/sessions/" + today() + "/attendance";
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private UUID today() {
        return JdbcClient.create(server.database())
                .sql("select id from rcp.session order by on_date, at_time limit 1")
                .query(UUID.class)
                .single();
    }

    private static Map<String, String> doctor(String name, String specialty) {
        return Map.of("name", name, "profession", "10", "specialty", specialty, "mode", "ROOM");
    }

    @Test
    void a_secretary_notes_who_comes_and_leaves_and_sees_the_quorum() {
        try (var browser = Browser.signedIn(server.address(), "secretaire.demo")) {
            assertThat(browser.get(path).body()).contains("Quorum inconnu", "Personne n’est");
            browser.post(path, doctor("Dr Alba " + SCRIPT, "SM14"));
            browser.post(path, doctor("Dr Blanc TEST", "SM36"));
            var two = browser.get(path).body();
            assertThat(two)
                    .contains("Quorum non atteint", "2 spécialités représentées")
                    .contains("1 parmi Oncologie radiothérapie")
                    .contains("Dr Alba &lt;script&gt;")
                    .doesNotContain(SCRIPT);
            browser.post(path, doctor("Dr Carmin TEST", "SM37"));
            assertThat(browser.get(path).body()).contains("Quorum atteint");

            var line =
                    JdbcClient.create(server.database())
                            .sql("select id from rcp.attendance where name = 'Dr Carmin TEST'")
                            .query(UUID.class)
                            .single();
            browser.post(path + "/" + line + "/leaving", Map.of());
            assertThat(browser.get(path).body()).contains("Quorum non atteint");
            browser.post(path + "/" + line + "/striking", Map.of());
            assertThat(browser.get(path).body()).doesNotContain("<strong>Dr Carmin TEST");
        }
    }

    @Test
    void what_cannot_be_is_refused_and_others_only_read() {
        try (var browser = Browser.signedIn(server.address(), "secretaire.demo")) {
            assertThat(browser.post(path, doctor(" ", "SM14")).statusCode()).isEqualTo(400);
            var magician = Map.of("name", "Dr X", "profession", "99", "mode", "ROOM");
            assertThat(browser.post(path, magician).statusCode()).isEqualTo(400);
        }
        try (var browser = Browser.signedIn(server.address(), "radiologue.demo")) {
            assertThat(browser.get(path).body())
                    .contains("Émargement")
                    .doesNotContain("Noter une présence");
            assertThat(browser.post(path, doctor("Dr X", "SM14")).statusCode()).isEqualTo(403);
        }
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(browser.post(path, doctor("Dr X", "SM14")).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void who_was_at_another_session_is_offered() {
        var other =
                JdbcClient.create(server.database())
                        .sql("select id from rcp.session order by on_date desc limit 1")
                        .query(UUID.class)
                        .single();
        try (var browser = Browser.signedIn(server.address(), "secretaire.demo")) {
            browser.get(path);
            browser.post("/sessions/" + other + "/attendance", doctor("Dr Dore TEST", "SM44"));
            assertThat(browser.get(path).body()).contains("Habitués", "Dr Dore TEST");
            browser.post(path, doctor("Dr Dore TEST", "SM44"));
            assertThat(browser.get(path).body()).doesNotContain("Habitués");
        }
    }

    @Test
    void a_case_is_discussed_from_its_page_and_says_so() {
        try (var browser = Browser.signedIn(server.address(), "secretaire.demo")) {
            var page = "/cases/" + Registered.by(browser, tomorrow(), "DEMO-MARTIN", "Chirurgie ?");
            assertThat(browser.get(page).body())
                    .contains("Discuter ce dossier maintenant")
                    .doesNotContain("<dt>Discuté</dt>");

            browser.post(page + "/discussion", Map.of());

            assertThat(browser.get(page).body()).contains("<dt>Discuté</dt>", "Quorum inconnu");
        }
    }

    private UUID tomorrow() {
        return JdbcClient.create(server.database())
                .sql("select id from rcp.session order by on_date, at_time offset 1 limit 1")
                .query(UUID.class)
                .single();
    }
}
