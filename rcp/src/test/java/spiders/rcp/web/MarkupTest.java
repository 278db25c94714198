// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.Boards;
import spiders.region.Source;
import spiders.testkit.pacs.Pacs;
import spiders.web.Browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people type and what PACS send is text on every page, never markup. */
class MarkupTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String IMAGE = "\"><img src=x onerror=alert(1)>";
    private static final String QUOTES = "\" onfocus=\"alert(1)\" autofocus=\"";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private Pacs pacs;
    private RcpServer server;

    @BeforeEach
    void start() throws IOException {
        var recent =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .minusDays(10)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        var exams = folder.resolve("exams");
        new TestStudy("7|" + SCRIPT + "^Jeanne|19560314|F", recent, "CT", IMAGE, "CHEST", 2)
                .write(exams);
        pacs = Pacs.start("LILLE", exams);
        var source =
                Source.named("lille", "CHU " + SCRIPT)
                        .dimse(pacs.node())
                        .issuer("CHU")
                        .telephone(IMAGE)
                        .build();
        server = RcpServer.start(folder.resolve("objects"), List.of(source));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        pacs.close();
    }

    @Test
    void a_patient_named_script_is_text_on_every_page() throws InterruptedException {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var session = session();
            assertText(browser.get("/sessions/" + session + "/cases/new").body());
            var added = browser.post("/sessions/" + session + "/cases", form());
            assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
            var path = added.headers().firstValue("Location").orElseThrow();
            awaitStudy(browser, path);
            for (var page :
                    List.of(
                            path,
                            path + "/imaging",
                            path + "/information",
                            "/sessions/" + session,
                            "/sessions/" + session + "/agenda",
                            "/")) {
                assertText(browser.get(page).body());
            }
            assertThat(browser.get(path).body()).contains("&lt;script", "&lt;img src=x");
        }
    }

    /** Until the release of November 2026 an identifier of 129 characters was an error 500. */
    @Test
    void a_field_of_any_length_is_an_error_beside_the_field() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            browser.get("/sessions/" + session() + "/cases/new");
            for (var field : fields()) {
                var wrong = form();
                wrong.put("identifierAuthority", "CHU");
                wrong.put("identifierValue", "1");
                wrong.put(field, "a".repeat(5000));
                var answer = browser.post("/sessions/" + session() + "/cases", wrong);
                assertThat(answer.statusCode()).as(field).isLessThan(500);
                wrong.put(field, "\u0000\u0001\r\n");
                var control = browser.post("/sessions/" + session() + "/cases", wrong);
                assertThat(control.statusCode()).as(field).isLessThan(500);
            }
        }
    }

    @Test
    void what_is_reflected_is_text_too() {
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var wrong = form();
            wrong.put("birthDate", SCRIPT);
            wrong.put("identifierAuthority", QUOTES);
            var again = browser.post("/sessions/" + session() + "/cases", wrong);
            assertThat(again.statusCode()).isEqualTo(422);
            assertText(again.body());
            var plea = browser.post("/emergency", Map.of("birthName", IMAGE, "words", SCRIPT));
            assertThat(plea.statusCode()).isEqualTo(422);
            assertText(plea.body());
            for (var path :
                    List.of(
                            "/boards/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                            "/sessions?day=%3Cscript%3Ealert(1)%3C/script%3E",
                            "/cases/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                            "/api/v1/cases/%3Cscript%3Ealert(1)%3C%2Fscript%3E")) {
                assertText(browser.get(path).body());
            }
        }
    }

    private static List<String> fields() {
        var fields = new ArrayList<>(form().keySet());
        fields.addAll(List.of("identifierAuthority", "identifierValue", "ins", "insOid"));
        return fields;
    }

    private static void assertText(String body) {
        assertThat(body)
                .doesNotContain("<script>alert", "<img src=x")
                .as("a quotation mark that ends an attribute")
                .doesNotContain("=\"\" onfocus=");
    }

    private static void awaitStudy(Browser browser, String path) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!browser.get(path + "/imaging").body().contains("onerror=alert(1)")) {
            assertThat(System.nanoTime()).as("the search found the study").isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static Map<String, String> form() {
        var form =
                new HashMap<>(
                        Map.of(
                                "birthName", SCRIPT,
                                "givenNames", "Jeanne",
                                "usedName", SCRIPT + " Nom",
                                "birthDate", "14/03/1956",
                                "sex", "F",
                                "insStatus", "PROV",
                                "insOid", "1.2.250.1.213.1.4.8"));
        form.put("question", SCRIPT + IMAGE);
        form.put("reason", "TREATMENT_PROPOSAL");
        form.put("patientInformed", "yes");
        form.put("identifierValue", QUOTES);
        form.put("identifierAuthority", "CHU " + SCRIPT);
        return form;
    }

    private String session() {
        return JdbcClient.create(server.database())
                .sql("select id::text from rcp.session order by on_date desc limit 1")
                .query(String.class)
                .single();
    }
}
