// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Accounts;
import spiders.security.Permission;
import spiders.security.TestClock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a session begins, how long it lasts, and who ends it. */
class SessionTest {

    private static final Pattern CLOSING =
            Pattern.compile("/account/sessions/([0-9a-f-]{36})/closing");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private WebServer server;
    private Browser browser;

    @BeforeEach
    void start() {
        server = serve(WebServer.Setup.STANDARD);
        browser = new Browser(server.address());
    }

    private WebServer serve(WebServer.Setup setup) {
        return WebServer.start(
                clock,
                List.of("web"),
                web ->
                        web.routes()
                                .get(
                                        "/cases",
                                        Permission.VIEW_CASE,
                                        r -> ServerResponse.ok().body("hello"))
                                .get("/idle", Permission.VIEW_CASE, SessionTest::idle)
                                .open(HttpMethod.GET, "/open", SessionTest::limit),
                setup);
    }

    /** Has the container think that a second without a request is long. */
    private static ServerResponse idle(ServerRequest request) {
        request.servletRequest().getSession().setMaxInactiveInterval(1);
        return ServerResponse.ok().build();
    }

    private static ServerResponse limit(ServerRequest request) {
        int seconds = request.servletRequest().getSession().getMaxInactiveInterval();
        return ServerResponse.ok().body(String.valueOf(seconds));
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private boolean isSignedIn(Browser person) {
        return person.get("/cases").statusCode() == 200;
    }

    @Test
    void a_session_that_somebody_prepared_is_worth_nothing_after_the_sign_in() {
        browser.get("/login");
        var prepared = browser.cookie("JSESSIONID");
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        assertThat(isSignedIn(browser)).isTrue();

        try (var thief = new Browser(server.address())) {
            assertThat(Browser.locations(thief.get("/cases", "Cookie", "JSESSIONID=" + prepared)))
                    .containsExactly("/login");
        }
    }

    @Test
    void a_session_that_the_browser_made_up_is_not_taken_over() {
        var answer = browser.get("/open", "Cookie", "JSESSIONID=0123456789ABCDEF");

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .doesNotContain("0123456789ABCDEF");
    }

    @Test
    void a_session_in_an_address_is_none() {
        browser.get("/login");
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        var id = browser.cookie("JSESSIONID");
        try (var thief = new Browser(server.address())) {
            assertThat(thief.get("/cases;jsessionid=" + id).statusCode()).isIn(302, 400);
            assertThat(thief.get("/login").body()).doesNotContain("jsessionid");
        }
    }

    @Test
    void cookies_are_marked_and_more_so_where_browsers_come_by_https() {
        assertThat(browser.get("/login").headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
        try (var encrypted = serve(WebServer.Setup.STANDARD.encrypted());
                var other = new Browser(encrypted.address())) {
            assertThat(other.get("/login").headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("HttpOnly", "SameSite=Strict", "Secure");
        }
    }

    @Test
    void the_token_of_forms_changes_with_the_sign_in() {
        browser.get("/login");
        var before = browser.csrfToken();
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        browser.get("/account");

        assertThat(
                        browser.postTo(
                                        server.address() + "/account/sessions/others/closing",
                                        Map.of("_csrf", before))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_session_that_is_idle_for_half_an_hour_ends() throws InterruptedException {
        assertThat(browser.get("/open").body()).isEqualTo("1800");
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            doctor.get("/idle");
            assertThat(isSignedIn(doctor)).isTrue();
            Thread.sleep(2_500);
            assertThat(Browser.locations(doctor.get("/cases"))).containsExactly("/login");
        }
    }

    @Test
    void a_session_ends_twelve_hours_after_the_sign_in_however_busy() {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            for (int hour = 1; hour < 12; hour++) {
                clock.pass(Duration.ofHours(1));
                assertThat(isSignedIn(doctor)).as("hour %d", hour).isTrue();
            }
            clock.pass(Duration.ofHours(1));

            assertThat(Browser.locations(doctor.get("/cases"))).containsExactly("/login");
            doctor.get("/login");
            doctor.signIn("dr.demo", Accounts.DEMO_PASSWORD);
            assertThat(isSignedIn(doctor)).isTrue();
        }
    }

    @Test
    void a_person_sees_their_sessions_and_closes_one() {
        try (var here = Browser.signedIn(server.address(), "dr.demo");
                var there = Browser.signedIn(server.address(), "dr.demo");
                var other = Browser.signedIn(server.address(), "radiologue.demo")) {
            there.get("/cases", "User-Agent", "Navigateur <b>");
            var page = here.get("/account").body();
            var keys = CLOSING.matcher(page).results().map(match -> match.group(1)).toList();
            assertThat(keys).hasSize(1); // Of the other one: this one is signed out of.
            assertThat(page).contains("127.0.0.1", "Cette session");

            other.get("/account");
            assertThat(close(other, keys.getFirst())).isEqualTo(404);
            assertThat(isSignedIn(there)).isTrue();
            assertThat(close(here, keys.getFirst())).isEqualTo(303);
            assertThat(Browser.locations(there.get("/cases"))).containsExactly("/login");
            assertThat(isSignedIn(here)).isTrue();
            assertThat(isSignedIn(other)).isTrue();
        }
    }

    private static int close(Browser person, String key) {
        return person.post("/account/sessions/" + key + "/closing", Map.of()).statusCode();
    }

    @Test
    void all_others_are_closed_at_once() {
        try (var here = Browser.signedIn(server.address(), "dr.demo");
                var second = Browser.signedIn(server.address(), "dr.demo");
                var third = Browser.signedIn(server.address(), "dr.demo")) {
            here.get("/account");
            here.post("/account/sessions/others/closing", Map.of());

            assertThat(isSignedIn(here)).isTrue();
            assertThat(isSignedIn(second)).isFalse();
            assertThat(isSignedIn(third)).isFalse();
            assertThat(CLOSING.matcher(here.get("/account").body()).find()).isFalse();
        }
    }

    @Test
    void a_changed_password_ends_the_other_sessions() {
        try (var here = Browser.signedIn(server.address(), "dr.demo");
                var thief = Browser.signedIn(server.address(), "dr.demo")) {
            here.get("/account/password");
            var answer =
                    here.post(
                            "/account/password",
                            Map.of(
                                    "current",
                                    Accounts.DEMO_PASSWORD,
                                    "replacement",
                                    "le mien est meilleur",
                                    "again",
                                    "le mien est meilleur"));

            assertThat(Browser.locations(answer)).containsExactly("/");
            assertThat(isSignedIn(here)).isTrue();
            assertThat(isSignedIn(thief)).isFalse();
        }
    }

    @Test
    void a_password_reset_by_an_administrator_ends_all_sessions() {
        try (var admin = Browser.signedIn(server.address(), "admin.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            admin.get("/accounts");
            admin.post("/accounts/dr.demo/password", Map.of());

            assertThat(isSignedIn(doctor)).isFalse();
        }
    }

    @Test
    void another_person_in_the_same_browser_begins_anew() {
        browser.get("/login");
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        browser.get("/");
        clock.pass(Duration.ofHours(11));
        browser.signIn("radiologue.demo", Accounts.DEMO_PASSWORD);
        clock.pass(Duration.ofHours(11));

        assertThat(isSignedIn(browser)).isTrue();
    }
}
