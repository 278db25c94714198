// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;
import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** Who saw a patient, and what a person did, as pages, tables and FHIR. */
class AuditReportTest {

    private static final PatientKey ANNE = PatientKey.random();
    private static final PatientKey PAUL = PatientKey.random();
    private static final UserName DOCTOR = new UserName("dr.demo");
    private static final String DAYS = "from=2026-03-01&to=2026-03-31";

    private static WebServer server;
    private static Browser doctor;
    private static Browser administrator;
    private static DataSource database;

    @BeforeAll
    static void start() {
        database = TestDatabases.fresh("security");
        server = WebServer.start(database, Clock.systemUTC(), List.of("web"), _ -> {});
        doctor = Browser.signedIn(server.address(), "dr.demo");
        administrator = Browser.signedIn(server.address(), "admin.demo");
        // In Paris the second of these is on the next day.
        at("2026-03-10T09:00:00Z", view(DOCTOR, ANNE));
        at("2026-03-10T23:30:00Z", view(DOCTOR, ANNE));
        at("2026-03-10T10:00:00Z", view(DOCTOR, ANNE));
        at("2026-03-10T11:00:00Z", view(DOCTOR, PAUL));
        at("2026-03-10T12:00:00Z", view(DOCTOR, ANNE).refused("role"));
        at("2026-03-12T08:00:00Z", view(new UserName("old.account"), ANNE));
        at(
                "2026-03-12T09:00:00Z",
                AuditEvent.of(UserName.SYSTEM, Action.RECEIVE_OBJECTS).about(ANNE).objects("1.2"));
    }

    private static AuditEvent view(UserName who, PatientKey patient) {
        return AuditEvent.of(who, Action.VIEW_IMAGES)
                .about(patient)
                .objects("1.2.3")
                .purpose(new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID()));
    }

    private static void at(String time, AuditEvent event) {
        var clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        new AuditTable(database, "hub", clock).record(event);
    }

    @AfterAll
    static void stop() {
        doctor.close();
        administrator.close();
        server.close();
    }

    @Test
    void who_saw_a_patient_is_told_by_name_and_day() {
        var page = administrator.get("/audit/patients/" + ANNE + "?" + DAYS).body();

        assertThat(page)
                .contains("Qui a consulté ce patient", "Images ouvertes", "Objets reçus")
                .containsPattern("10/03/2026[^|]*?Camille")
                .contains("11/03/2026", "12/03/2026", "old.account", "10:00", "11:00")
                .doesNotContain(PAUL.toString());
    }

    @Test
    void the_table_of_a_patient_has_a_row_a_person_day_and_kind_of_access() {
        var answer = administrator.get("/audit/patients/" + ANNE + "/table?" + DAYS);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "acces-" + ANNE + "-2026-03-31.csv");
        var lines = answer.body().split("\r\n", -1);
        assertThat(lines[0]).startsWith("\ufeff\"Jour\";\"Nom\";");
        assertThat(lines)
                .hasSize(6) // A heading, four rows, and the end of the last.
                .contains(
                        "\"12/03/2026\";\"spiders\";\"spiders\";\"Objets reçus\";\"1\";\"10:00\";"
                                + "\"10:00\"")
                .anyMatch(line ->
                        line.startsWith("\"10/03/2026\"")
                                && line.endsWith("\"2\";\"10:00\";\"11:00\""));
    }

    @Test
    void what_a_person_did_is_told_with_what_was_refused() {
        var page = administrator.get("/audit/people/dr.demo?" + DAYS).body();
        assertThat(page).contains("Ce que cette personne a fait", "Refusé", "Camille");

        var table = administrator.get("/audit/people/dr.demo/table?" + DAYS).body();
        assertThat(table)
                .contains("\"10/03/2026\";\"Images ouvertes\";\"Fait\";\"3\";\"2\";")
                .contains("\"10/03/2026\";\"Images ouvertes\";\"Refusé\";\"1\";\"1\";")
                .contains("\"11/03/2026\";\"Images ouvertes\";\"Fait\";\"1\";\"1\";");
    }

    @Test
    void english_readers_get_english_words_and_commas() {
        try (var english = Browser.signedIn(server.address(), "admin.demo")) {
            english.post("/language", Map.of("language", "en", "back", "/"));

            assertThat(english.get("/audit/people/dr.demo/table?" + DAYS).body())
                    .startsWith("\ufeff\"Day\",\"Action\",");
            assertThat(english.get("/audit/patients/" + ANNE + "?" + DAYS).body())
                    .contains("Who saw this patient", "Images opened");
        }
    }

    @Test
    void only_who_may_read_the_audit_gets_a_report_and_that_is_recorded() {
        for (var path :
                List.of(
                        "/audit/patients/" + ANNE,
                        "/audit/patients/" + ANNE + "/table",
                        "/audit/people/dr.demo",
                        "/audit/people/dr.demo/table",
                        "/api/v1/audit/fhir")) {
            assertThat(doctor.get(path).statusCode()).as(path).isEqualTo(403);
        }
        try (var officer = Browser.signedIn(server.address(), "dpo.demo")) {
            assertThat(officer.get("/audit/patients/" + PAUL).statusCode()).isEqualTo(200);
        }
        var own = administrator.get("/audit?action=READ_AUDIT&patient=" + PAUL).body();
        assertThat(own).contains("dpo.demo", "report");
        assertThat(administrator.get("/audit/patients/nonsense").statusCode()).isEqualTo(400);
        for (var day : List.of("x", "%2B999999999-12-31", "-4000-01-01", "2026-02-30")) {
            for (var path : List.of("/audit", "/audit/people/a", "/audit/unusual")) {
                assertThat(administrator.get(path + "?to=" + day).statusCode())
                        .as("%s %s", path, day)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void the_page_of_the_audit_leads_there() {
        assertThat(administrator.get("/audit?patient=" + ANNE).body())
                .contains("/audit/patients/" + ANNE);
        assertThat(administrator.get("/audit?who=dr.demo").body())
                .contains("/audit/people/dr.demo");
    }

    @Test
    void a_name_that_a_spreadsheet_takes_for_a_formula_is_text() {
        var table = new Csv(Locale.ENGLISH).row("=1+1", "-2", "a \"b\"", "c,d", "");

        assertThat(table.toString())
                .isEqualTo("\ufeff\"'=1+1\",\"'-2\",\"a \"\"b\"\"\",\"c,d\",\"\"\r\n");
    }

    @Test
    void the_audit_is_read_as_fhir_by_the_same_filters() {
        var answer = administrator.get("/api/v1/audit/fhir?who=dr.demo&outcome=REFUSED&" + DAYS);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/fhir+json");
        var bundle = JsonMapper.shared().readTree(answer.body());
        assertThat(bundle.path("entry").size()).isEqualTo(1);
        var event = bundle.path("entry").path(0).path("resource");
        assertThat(event.path("recorded").stringValue()).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(event.path("outcome").stringValue()).isEqualTo("4");
        assertThat(
                        event.path("entity")
                                .path(0)
                                .path("what")
                                .path("identifier")
                                .path("value")
                                .stringValue())
                .isEqualTo(ANNE.toString());
        assertThat(bundle.path("link").path(0).path("url").stringValue())
                .startsWith("/api/v1/audit/fhir?who=dr.demo");
        assertThat(administrator.get("/api/v1/audit/fhir?patient=x").statusCode()).isEqualTo(400);
    }
}
