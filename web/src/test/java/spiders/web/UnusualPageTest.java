// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;
import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** What is unusual, as a page and as a table: a line of each rule. */
class UnusualPageTest {

    private static final PatientKey ANNE = PatientKey.random();
    private static final UserName DOCTOR = new UserName("dr.demo");
    private static final Instant TEN = Instant.parse("2026-03-10T09:00:00Z"); // In Paris.
    private static final String DAYS = "from=2026-03-01&to=2026-03-30";

    private static WebServer server;
    private static Browser doctor;
    private static Browser officer;
    private static DataSource database;

    @BeforeAll
    static void start() {
        database = TestDatabases.fresh("security");
        server = WebServer.start(database, Clock.systemUTC(), List.of("web"), _ -> {});
        doctor = Browser.signedIn(server.address(), "dr.demo");
        officer = Browser.signedIn(server.address(), "dpo.demo");
        for (int day = 0; day < 20; day++) {
            at(TEN.minus(Duration.ofDays(day + 20)), looks(2));
        }
        at(TEN, looks(12));
        for (int i = 0; i < 5; i++) {
            at(TEN.plusSeconds(60L * i), AuditEvent.of(DOCTOR, Action.ACCESS).refused("relation"));
            at(TEN.plus(Duration.ofDays(i)), view());
        }
        for (int i = 0; i < 3; i++) {
            at(TEN, AuditEvent.of(DOCTOR, Action.OPEN_EMERGENCY).about(ANNE));
        }
        at(TEN.plus(Duration.ofHours(17)), view());
        late();
    }

    private static void late() {
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.emergency_access (id, account, patient, reason, words,
                            despite_objection, opened_at, ends_at, review_by)
                        VALUES (gen_random_uuid(), 'dr.demo', ?, 'OTHER', 'some words', false,
                            '2026-03-09', '2026-03-09', '2026-03-16')
                        """)
                .param(ANNE.value())
                .update();
    }

    private static AuditEvent view() {
        return AuditEvent.of(DOCTOR, Action.VIEW_IMAGES).about(ANNE);
    }

    private static AuditEvent looks(int patients) {
        var keys = new HashSet<PatientKey>();
        while (keys.size() < patients) {
            keys.add(PatientKey.random());
        }
        return new AuditEvent(
                DOCTOR,
                Action.VIEW_CASE,
                keys,
                List.of(),
                new Purpose.Administration(),
                Outcome.SUCCESS,
                "");
    }

    private static void at(Instant time, AuditEvent event) {
        new AuditTable(database, "hub", Clock.fixed(time, ZoneOffset.UTC)).record(event);
    }

    @AfterAll
    static void stop() {
        doctor.close();
        officer.close();
        server.close();
    }

    @Test
    void each_rule_says_what_it_counted_and_leads_to_the_lines() {
        var page = officer.get("/audit/unusual?" + DAYS).body();

        assertThat(page)
                .contains("Accès inhabituels", "C’est un indice et non un verdict")
                .contains("Beaucoup de patients en un jour")
                .contains("13 patients distincts ; d’habitude 2", "limite 6,4")
                .contains("Heure jamais travaillée", "1 consultation (1 patient) entre 03:00")
                .contains("Refus répétés", "5 refus en une heure, le dernier à 10:04")
                .contains("Urgences fréquentes", "3 accès d’urgence")
                .contains("Urgence jugée en retard", "le 16/03/2026, pas encore jugé")
                .contains("Un même patient, sans réunion", "ouvert 5 jours, 6 fois")
                .contains("who=dr.demo&amp;from=2026-03-10&amp;to=2026-03-10&amp;action=ACCESS")
                .contains("/audit/people/dr.demo?from=2026-03-01")
                .contains("Au moins 10 patients distincts")
                .doesNotContain("[web.");
    }

    @Test
    void the_same_is_a_table_in_the_language_of_the_reader() {
        var answer = officer.get("/audit/unusual/table?" + DAYS);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "inhabituel-2026-03-30.csv");
        assertThat(answer.body().split("\r\n", -1)).hasSize(8); // A heading, six, and the end.
        assertThat(answer.body())
                .contains("\"Refus répétés\";")
                .contains("\"dr.demo\";\"10/03/2026\";\"5 refus en une heure");
        try (var english = Browser.signedIn(server.address(), "dpo.demo")) {
            english.post("/language", Map.of("language", "en", "back", "/"));
            assertThat(english.get("/audit/unusual/table?" + DAYS).body())
                    .contains("\"Repeated refusals\",", "\"13 distinct patients; usually 2");
            assertThat(english.get("/audit/unusual?" + DAYS).body())
                    .contains("Unusual accesses", "a hint and not a verdict")
                    .doesNotContain("[web.");
        }
    }

    @Test
    void the_audit_leads_there_and_records_that_somebody_looked() {
        assertThat(officer.get("/audit").body()).contains("/audit/unusual");
        var before = LocalDate.now(Formats.ZONE).toString();
        assertThat(officer.get("/audit/unusual").statusCode()).isEqualTo(200);
        assertThat(officer.get("/audit?who=dpo.demo&action=READ_AUDIT&from=" + before).body())
                .contains("unusual</span>");
    }

    @Test
    void a_period_without_anything_says_that_this_proves_little() {
        assertThat(officer.get("/audit/unusual?from=2020-01-01&to=2020-01-30").body())
                .contains("n’ont rien relevé", "n’est comparé à rien");
    }

    @Test
    void only_who_may_read_the_audit_and_asks_for_a_quarter_at_most_is_answered() {
        for (var path : List.of("/audit/unusual", "/audit/unusual/table")) {
            assertThat(doctor.get(path).statusCode()).as(path).isEqualTo(403);
            for (var wrong :
                    List.of(
                            "from=2026-01-01&to=2026-12-31",
                            "from=2026-02-01&to=2026-01-01",
                            "from=x",
                            "to=-999999999-01-01",
                            "to=+999999999-12-31",
                            "from=-999999999-01-01&to=-999999999-01-02")) {
                assertThat(officer.get(path + "?" + wrong).statusCode()).as(wrong).isEqualTo(400);
            }
        }
    }
}
