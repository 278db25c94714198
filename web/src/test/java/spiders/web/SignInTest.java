// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Accounts;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.TestClock;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

class SignInTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private WebServer server;
    private Browser browser;

    @BeforeEach
    void start() {
        server =
                WebServer.start(
                        clock,
                        List.of("web"),
                        web ->
                                web.routes()
                                        .get("/cases", Permission.VIEW_CASE, r -> hello())
                                        .post("/cases", Permission.EDIT_CASE, r -> hello())
                                        .get("/api/v1/cases", Permission.VIEW_CASE, r -> hello())
                                        .post("/api/v1/cases", Permission.EDIT_CASE, r -> hello()));
        browser = new Browser(server.address());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private static ServerResponse hello() {
        return ServerResponse.ok().body("hello");
    }

    @Test
    void a_page_asks_to_sign_in_first_and_is_shown_then() {
        assertThat(Browser.locations(browser.get("/cases"))).containsExactly("/login");
        browser.get("/login");

        var answer = browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);

        assertThat(Browser.locations(answer)).singleElement().asString().contains("/cases");
        assertThat(browser.get("/cases").body()).isEqualTo("hello");
    }

    @Test
    void a_wrong_password_says_no_more_than_that() {
        browser.get("/login");
        browser.signIn("dr.demo", "faux");
        var known = browser.get("/login").body();
        browser.signIn("personne", "faux");
        var unknown = browser.get("/login").body();

        assertThat(known).contains("Identifiant ou mot de passe incorrect.");
        assertThat(unknown).contains("Identifiant ou mot de passe incorrect.");
    }

    @Test
    void too_many_failures_lock_and_say_until_when() {
        browser.get("/login");
        for (int i = 0; i < Accounts.FREE_FAILURES; i++) {
            browser.signIn("dr.demo", "faux");
            browser.get("/login");
        }
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        // 08:00:30 UTC is 09:00:30 in Paris in winter.
        assertThat(browser.get("/login").body()).contains("réessayez après 09:00:30");

        clock.pass(Accounts.FIRST_LOCK);
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        assertThat(browser.get("/cases").statusCode()).isEqualTo(200);
    }

    @Test
    void signing_in_changes_the_session_and_its_cookie_is_well_kept() {
        var first = browser.get("/login");
        var before = browser.cookie("JSESSIONID");
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);

        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before).isNotEmpty();
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict");
    }

    @Test
    void a_form_without_the_token_of_its_page_is_refused() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(doctor.post("/cases", Map.of()).statusCode()).isEqualTo(200);
            doctor.forgetCsrfToken();

            assertThat(doctor.post("/cases", Map.of()).statusCode()).isEqualTo(403);
            assertThat(doctor.json("POST", "/api/v1/cases", "{}").statusCode()).isEqualTo(403);
            var header = doctor.get("/").body().isEmpty() ? "" : doctor.csrfToken();
            assertThat(
                            doctor.json("POST", "/api/v1/cases", "{}", "X-CSRF-TOKEN", header)
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void signing_out_ends_the_session() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(Browser.locations(doctor.post("/logout", Map.of())))
                    .containsExactly("/login");
            assertThat(Browser.locations(doctor.get("/cases"))).containsExactly("/login");
        }
    }

    @Test
    void pages_are_kept_by_no_cache_framed_by_no_other_and_run_only_our_scripts() {
        var headers = browser.get("/login").headers();

        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void the_language_is_french_until_another_is_chosen() {
        assertThat(browser.get("/login", "Accept-Language", "en").body()).contains("Se connecter");
        var answer = browser.post("/language", Map.of("language", "en", "back", "/login"));

        assertThat(Browser.locations(answer)).containsExactly("/login");
        assertThat(browser.get("/login").body()).contains("Sign in").contains("lang=\"en\"");
    }

    @Test
    void choosing_a_language_leads_to_no_other_site() {
        browser.get("/login");
        for (var back : List.of("//evil.example/", "https://evil.example/", "/\\evil.example")) {
            assertThat(
                            browser.post("/language", Map.of("language", "en", "back", back))
                                    .statusCode())
                    .as(back)
                    .isEqualTo(400);
        }
    }

    @Test
    void a_password_given_by_somebody_else_is_changed_before_anything() {
        var admin = new User(new UserName("nouvelle"), "Nouvelle", Set.of(Role.CLINICIAN));
        server.services().accounts().create(admin, "remis par un autre");
        browser.get("/login");
        browser.signIn("nouvelle", "remis par un autre");

        assertThat(Browser.locations(browser.get("/cases"))).containsExactly("/account/password");
        browser.get("/account/password");
        var wrong = browser.post("/account/password", change("faux", "le mien est meilleur"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Le mot de passe actuel est incorrect.");
        var right =
                browser.post(
                        "/account/password", change("remis par un autre", "le mien est meilleur"));
        assertThat(Browser.locations(right)).containsExactly("/");
        assertThat(browser.get("/cases").body()).isEqualTo("hello");
    }

    private static Map<String, String> change(String current, String replacement) {
        return Map.of("current", current, "replacement", replacement, "again", replacement);
    }

    @Test
    void a_program_gets_a_token_uses_it_and_gives_it_back() {
        var answer = browser.json("POST", "/api/v1/tokens", credentials("imagerie-fictive"));
        assertThat(answer.statusCode()).isEqualTo(201);
        var bearer = "Bearer " + answer.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");

        var used = browser.json("POST", "/api/v1/cases", "{}", "Authorization", bearer);
        assertThat(used.statusCode()).isEqualTo(200);
        assertThat(used.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(browser.get("/cases", "Authorization", bearer).statusCode()).isEqualTo(302);
        browser.json("DELETE", "/api/v1/tokens", "", "Authorization", bearer);
        assertThat(browser.get("/api/v1/cases", "Authorization", bearer).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_ends_after_twelve_hours() {
        var answer = browser.json("POST", "/api/v1/tokens", credentials("imagerie-fictive"));
        var bearer = "Bearer " + answer.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        clock.pass(Duration.ofHours(12));

        var late = browser.get("/api/v1/cases", "Authorization", bearer);

        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(late.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void tokens_are_locked_as_the_sign_in_is() {
        for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
            assertThat(browser.json("POST", "/api/v1/tokens", credentials("faux")).statusCode())
                    .isEqualTo(401);
        }
        assertThat(browser.json("POST", "/api/v1/tokens", credentials("faux")).statusCode())
                .isEqualTo(429);
        assertThat(
                        browser.json("POST", "/api/v1/tokens", credentials("imagerie-fictive"))
                                .statusCode())
                .isEqualTo(429);
    }

    @Test
    void credentials_that_are_none_are_a_bad_request() {
        for (var body : List.of("", "{", "[]", "{}", "{\"login\":\"dr.demo\"}", "null")) {
            assertThat(browser.json("POST", "/api/v1/tokens", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    private static String credentials(String password) {
        return "{\"login\":\"dr.demo\",\"password\":\"%s\"}".formatted(password);
    }
}
