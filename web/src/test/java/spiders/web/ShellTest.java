// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import spiders.security.Accounts;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pages, assets and streams as a browser gets them. */
class ShellTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private static WebServer server;
    private static Browser doctor;
    private static Browser administrator;

    @BeforeAll
    static void start() {
        server =
                WebServer.start(
                        Clock.systemUTC(),
                        List.of("web"),
                        web -> {
                            web.routes()
                                    .get(
                                            "/flash",
                                            Permission.VIEW_CASE,
                                            r ->
                                                    web.pages()
                                                            .redirect(
                                                                    r,
                                                                    "/",
                                                                    Flash.of(
                                                                            Flash.Kind.DONE,
                                                                            "web.home.hello",
                                                                            SCRIPT)))
                                    .get(
                                            "/live",
                                            Permission.VIEW_CASE,
                                            r -> web.sse().stream(r, "topic"));
                        });
        doctor = Browser.signedIn(server.address(), "dr.demo");
        administrator = Browser.signedIn(server.address(), "admin.demo");
    }

    @AfterAll
    static void stop() {
        doctor.close();
        administrator.close();
        server.close();
    }

    @Test
    void a_script_in_a_name_is_shown_as_text() {
        var user = new User(new UserName("mallory"), SCRIPT, Set.of(Role.CLINICIAN));
        server.services().accounts().create(user, "un mot de passe long");
        server.services()
                .accounts()
                .changePassword(user, "un mot de passe long", "un autre bien long");
        try (var browser = new Browser(server.address())) {
            browser.get("/login");
            browser.signIn("mallory", "un autre bien long");

            assertThat(browser.get("/").body())
                    .contains("Bonjour, &lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain(SCRIPT);
        }
    }

    @Test
    void a_message_is_shown_once_on_the_next_page_as_text() {
        assertThat(Browser.locations(doctor.get("/flash"))).containsExactly("/");

        assertThat(doctor.get("/").body())
                .contains("alert-ok")
                .contains("&lt;script&gt;")
                .doesNotContain(SCRIPT);
        assertThat(doctor.get("/").body()).doesNotContain("alert-ok");
    }

    @Test
    void a_page_names_its_language_its_user_and_the_demonstration() {
        assertThat(doctor.get("/").body())
                .contains("<html lang=\"fr\"", "Dr Camille DEMO", "patients fictifs")
                .contains("href=\"#main\"")
                .doesNotContain("style=\"", "onclick=", "[web.");
    }

    @Test
    void every_component_of_the_guide_renders_in_both_languages() {
        assertThat(doctor.get("/interface").statusCode()).isEqualTo(200);
        assertThat(doctor.get("/interface").body()).doesNotContain("[web.", "style=\"");
        assertThat(doctor.get("/interface", "Cookie", "x=y").body()).contains("badge-ok");
    }

    @Test
    void assets_are_kept_while_their_content_stands_and_checked_otherwise() {
        var page = doctor.get("/login").body() + doctor.get("/").body();
        var address = page.replaceAll("(?s).*href=\"(/assets/spiders.css[^\"]*)\".*", "$1");
        var kept = doctor.get(address);
        var plain = doctor.get("/assets/spiders.css");

        assertThat(kept.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(plain.headers().firstValue("Cache-Control")).contains("no-cache");
        var tag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(doctor.get("/assets/spiders.css", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(doctor.get("/assets/htmx.js").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    }

    @Test
    void nothing_but_assets_is_served_there() {
        for (var path :
                List.of(
                        "/assets/nothing.css",
                        "/assets/../../application.properties",
                        "/assets/%2e%2e/%2e%2e/spiders/web/messages_fr.properties",
                        "/assets/..%2f..%2fx.css",
                        "/assets/Frame.class")) {
            assertThat(doctor.get(path).statusCode()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void a_change_reaches_the_open_page() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(server.address().resolve("/live"))
                            .header("Cookie", "JSESSIONID=" + doctor.cookie("JSESSIONID"))
                            .header("Accept", "text/event-stream")
                            .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            assertThat(nextEvent(lines)).isEqualTo("event:changed");
            server.web().sse().changed("another");
            server.web().sse().changed("topic");
            assertThat(nextEvent(lines)).isEqualTo("event:changed");
            answer.body().close();
        }
    }

    private static String nextEvent(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event:")) {
                return line;
            }
        }
        return "end";
    }

    @Test
    void the_audit_page_shows_who_did_what_to_who_may_read_it() {
        assertThat(doctor.get("/audit").statusCode()).isEqualTo(403);
        var page = administrator.get("/audit?who=dr.demo&outcome=SUCCESS").body();

        assertThat(page).contains("dr.demo", "Connexion", "Fait").doesNotContain("Dr Camille");
        assertThat(administrator.get("/audit?patient=nonsense").statusCode()).isEqualTo(400);
        assertThat(administrator.get("/audit?from=2026-13-01").statusCode()).isEqualTo(400);
        assertThat(administrator.get("/audit?who=nobody-at-all").body())
                .contains("Aucune ligne ne correspond.");
    }

    @Test
    void a_form_that_is_refused_shows_why_beside_its_fields() {
        doctor.get("/account/password");
        var answer =
                doctor.post(
                        "/account/password",
                        Map.of(
                                "current",
                                Accounts.DEMO_PASSWORD,
                                "replacement",
                                "court",
                                "again",
                                "different"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Les deux saisies diffèrent.")
                .contains("aria-invalid=\"true\"")
                .doesNotContain("court\"");
    }
}
