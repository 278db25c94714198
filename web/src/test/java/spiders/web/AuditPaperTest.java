// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.AuditReader;
import spiders.security.PatientKey;
import spiders.security.UserName;
import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/** The reports of the audit on paper say what their pages say. */
class AuditPaperTest {

    private static final PatientKey ANNE = PatientKey.random();
    private static final PatientKey SEEN = PatientKey.random();
    private static final String DAYS = "from=2026-03-01&to=2026-03-31";
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");
    private static final Instant NOW = Instant.parse("2026-11-27T13:05:00Z");

    private static WebServer server;
    private static Browser officer;
    private static DataSource database;

    @BeforeAll
    static void start() {
        database = TestDatabases.fresh("security");
        server =
                WebServer.start(
                        database, Clock.fixed(NOW, ZoneOffset.UTC), List.of("web"), _ -> {});
        officer = Browser.signedIn(server.address(), "dpo.demo");
        at("2026-03-10T09:00:00Z", view("dr.demo"));
        at("2026-03-10T23:30:00Z", view("dr.demo"));
        at("2026-03-10T12:00:00Z", view("dr.demo").refused("relation"));
        at("2026-03-12T08:00:00Z", view("old.account"));
        at(
                "2026-03-12T09:00:00Z",
                AuditEvent.of(UserName.SYSTEM, Action.RECEIVE_OBJECTS).about(ANNE));
        hostile("hostile.1", "<script>alert(1)</script>");
        hostile("hostile.2", "李小龍 👩🏽‍⚕️");
        hostile("hostile.3", "x".repeat(500));
    }

    private static void hostile(String account, String name) {
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.account VALUES
                            (?, ?, '{}', '', false, false, now(), now())
                        """)
                .params(account, name)
                .update();
        at("2026-03-14T09:00:00Z", view(account));
    }

    private static AuditEvent view(String who) {
        return AuditEvent.of(new UserName(who), Action.VIEW_IMAGES).about(ANNE);
    }

    private static void at(String time, AuditEvent event) {
        var clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        new AuditTable(database, "hub", clock).record(event);
    }

    @AfterAll
    static void stop() {
        officer.close();
        server.close();
    }

    @Test
    void who_saw_a_patient_is_on_paper_what_it_is_on_the_page() throws IOException {
        var answer = officer.file("/audit/patients/" + ANNE + "/pdf?" + DAYS);
        var text = text(answer);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"acces-" + ANNE + "-2026-03-31.pdf\"");
        assertThat(text)
                .contains("Qui a consulté ce patient", "Patient (clé) : " + ANNE)
                .contains("Du 01/03/2026 au 31/03/2026", "Établi le 27/11/2026 14:05 par ")
                .contains("(dpo.demo)", "Page 1 sur 1", "Type d’accès", "Objets reçus")
                .contains("10/03/2026", "11/03/2026", "old.account", "10:00", "00:30")
                .doesNotContain("Refusé", "[web.");
        assertThat(text).contains("<script>alert(1)</script>", "hostile.2", "?? ?", "xxxxx");
        var page = officer.get("/audit/patients/" + ANNE + "?" + DAYS).body();
        assertThat(cells(page)).hasSizeGreaterThan(20).allSatisfy(cell -> in(text, cell));
    }

    @Test
    void what_a_person_did_is_on_paper_what_it_is_on_the_page() throws IOException {
        var answer = officer.file("/audit/people/dr.demo/pdf?" + DAYS);
        var text = text(answer);

        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"actions-dr.demo-2026-03-31.pdf\"");
        assertThat(text)
                .contains("Ce que cette personne a fait", "Camille", "(dr.demo)")
                .contains("Images ouvertes", "Fait", "Refusé", "Page 1 sur 1")
                .doesNotContain("[web.");
        var page = officer.get("/audit/people/dr.demo?" + DAYS).body();
        assertThat(cells(page)).hasSizeGreaterThan(20).allSatisfy(cell -> in(text, cell));
    }

    /** What stands in the table of a page, but what the font cannot show or has no room for. */
    private static List<String> cells(String page) {
        var table = page.substring(page.indexOf("<tbody>"), page.indexOf("</tbody>"));
        return TAGS.splitAsStream(table)
                .map(String::strip)
                .map(cell -> cell.replace("&lt;", "<").replace("&gt;", ">"))
                .filter(cell -> !cell.isEmpty() && cell.length() < 100 && !cell.contains("李"))
                .toList();
    }

    /** Lines are broken on paper. */
    private static void in(String text, String cell) {
        assertThat(text.replaceAll("\\s", "")).contains(cell.replaceAll("\\s", ""));
    }

    @Test
    void english_readers_get_english_paper() throws IOException {
        try (var english = Browser.signedIn(server.address(), "admin.demo")) {
            english.post("/language", Map.of("language", "en", "back", "/"));

            assertThat(text(english.file("/audit/patients/" + ANNE + "/pdf?" + DAYS)))
                    .contains("Who saw this patient", "Patient (key): " + ANNE, "Images opened")
                    .contains("From 01/03/2026 to 31/03/2026", "Made on 27/11/2026 14:05 by ")
                    .contains("(admin.demo)", "Page 1 of 1")
                    .doesNotContain("[web.");
            assertThat(text(english.file("/audit/people/dr.demo/pdf?" + DAYS)))
                    .contains("What this person did", "Refused", "Each kind of this person’s");
        }
    }

    @Test
    void a_report_of_nothing_says_so() throws IOException {
        assertThat(text(officer.file("/audit/patients/" + PatientKey.random() + "/pdf?" + DAYS)))
                .contains("Rien n’est enregistré sur cette période.");
    }

    @Test
    void a_report_that_is_cut_says_so_and_has_all_its_pages() throws IOException {
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.audit_event (at, node, who, action, patients, objects,
                            purpose, outcome, detail)
                        SELECT timestamptz '2000-01-01' + n * interval '1 day', 'hub', 'long.ago',
                            'VIEW_CASE', ARRAY[?::uuid], '{}', 'ADMINISTRATION', 'SUCCESS', ''
                        FROM generate_series(1, ?) n
                        """)
                .params(SEEN.value(), AuditReader.MOST_LINES + 1)
                .update();
        var days = "?from=2000-01-01&to=2026-12-31";

        var text = text(officer.file("/audit/patients/" + SEEN + "/pdf" + days));

        assertThat(text).contains("Seules les 5 000 premières lignes");
        assertThat(text.split("long\\.ago", -1)).hasSizeBetween(9000, 11_000); // Name, account.
        int pages = text.split("Page \\d+ sur ", -1).length - 1;
        assertThat(text).contains("Page 1 sur " + pages, "Page %d sur %1$d".formatted(pages));
        assertThat(text(officer.file("/audit/people/long.ago/pdf" + days)))
                .contains("Seules les 5 000 premières lignes");
    }

    @Test
    void only_who_may_read_the_audit_gets_paper_and_that_is_recorded() {
        for (var who : List.of("dr.demo", "secretaire.demo", "radiologue.demo")) {
            try (var curious = Browser.signedIn(server.address(), who)) {
                for (var path :
                        List.of("/audit/patients/" + ANNE + "/pdf", "/audit/people/dr.demo/pdf")) {
                    assertThat(curious.get(path).statusCode()).as(who + path).isEqualTo(403);
                }
            }
        }
        var patient = PatientKey.random();
        officer.get("/audit/patients/" + patient + "/pdf");
        assertThat(officer.get("/audit?action=READ_AUDIT&patient=" + patient).body())
                .contains("dpo.demo", "report");
        officer.get("/audit/people/nobody.else/pdf");
        assertThat(officer.get("/audit?action=READ_AUDIT&who=dpo.demo").body())
                .contains("nobody.else");
        assertThat(officer.get("/audit/patients/nonsense/pdf").statusCode()).isEqualTo(400);
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var document = Loader.loadPDF(answer.body())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
