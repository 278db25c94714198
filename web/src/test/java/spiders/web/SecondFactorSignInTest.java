// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Accounts;
import spiders.security.AuthenticatorApplication;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.TestClock;
import spiders.security.UserName;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class SecondFactorSignInTest {

    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]{32})</code>");
    private static final Pattern RECOVERY =
            Pattern.compile("<code>((?:[a-z2-9]{4}-){3}[a-z2-9]{4})</code>");
    private static final Pattern DRAWING =
            Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"[^>]*><path d=\"([^\"]+)\"");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

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
                                        .get(
                                                "/cases",
                                                Permission.VIEW_CASE,
                                                r -> ServerResponse.ok().body("hello")),
                        WebServer.Setup.STANDARD.requiring(Role.ADMINISTRATOR));
        browser = new Browser(server.address());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    /** Enrols the demo's clinician; what gives codes, and the page of recovery codes. */
    private Enrolled enrol(String name) {
        try (var person = new Browser(server.address())) {
            person.get("/login");
            person.signIn(name, Accounts.DEMO_PASSWORD);
            var match = SECRET.matcher(person.get("/account/second-factor").body());
            assertThat(match.find()).isTrue();
            var application = new AuthenticatorApplication(match.group(1), clock);
            var page = person.post("/account/second-factor", Map.of("code", application.code()));
            assertThat(page.statusCode()).isEqualTo(200);
            clock.pass(Duration.ofSeconds(30));
            return new Enrolled(application, page.body());
        }
    }

    private record Enrolled(AuthenticatorApplication application, String page) {
        List<String> recoveryCodes() {
            return RECOVERY.matcher(page).results().map(result -> result.group(1)).toList();
        }
    }

    private void giveName() {
        browser.get("/login");
        var answer = browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        assertThat(Browser.locations(answer)).containsExactly("/login/second-factor");
        browser.get("/login/second-factor");
    }

    @Test
    void after_the_password_the_code_is_asked_for_and_nothing_is_open_before() {
        var application = enrol("dr.demo").application();
        giveName();

        assertThat(Browser.locations(browser.get("/cases"))).containsExactly("/login");
        assertThat(Browser.locations(browser.get("/account/second-factor")))
                .containsExactly("/login");
        browser.get("/cases");
        browser.get("/login/second-factor");
        var before = browser.cookie("JSESSIONID");
        var answer = browser.post("/login/second-factor", Map.of("code", application.code()));

        assertThat(Browser.locations(answer)).singleElement().asString().contains("/cases");
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before);
        assertThat(browser.get("/cases").body()).isEqualTo("hello");
    }

    @Test
    void a_wrong_code_is_asked_for_again_until_the_name_is_locked() {
        var application = enrol("dr.demo").application();
        giveName();
        for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
            var answer = browser.post("/login/second-factor", Map.of("code", "abcdef"));
            assertThat(Browser.locations(answer)).containsExactly("/login/second-factor");
            assertThat(browser.get("/login/second-factor").body()).contains("Code incorrect");
        }
        var last = browser.post("/login/second-factor", Map.of("code", "abcdef"));
        assertThat(Browser.locations(last)).containsExactly("/login");
        assertThat(browser.get("/login").body()).contains("réessayez après");
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);
        assertThat(browser.get("/login").body()).contains("réessayez après");

        clock.pass(Accounts.FIRST_LOCK);
        giveName();
        browser.post("/login/second-factor", Map.of("code", application.code()));
        assertThat(browser.get("/cases").body()).isEqualTo("hello");
    }

    @Test
    void without_a_password_before_it_no_code_is_taken() {
        var application = enrol("dr.demo").application();
        browser.get("/login");
        var answer = browser.post("/login/second-factor", Map.of("code", application.code()));

        assertThat(Browser.locations(answer)).containsExactly("/login");
        assertThat(Browser.locations(browser.get("/login/second-factor")))
                .containsExactly("/login");
        assertThat(Browser.locations(browser.get("/cases"))).containsExactly("/login");
    }

    @Test
    void a_code_without_the_token_of_its_page_is_refused() {
        var application = enrol("dr.demo").application();
        giveName();
        browser.forgetCsrfToken();

        assertThat(
                        browser.post("/login/second-factor", Map.of("code", application.code()))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_recovery_code_stands_in_for_the_application() {
        var codes = enrol("dr.demo").recoveryCodes();
        assertThat(codes).hasSize(10);
        giveName();
        browser.post("/login/second-factor", Map.of("code", codes.get(3)));

        assertThat(browser.get("/cases").body()).isEqualTo("hello");
        assertThat(browser.get("/account/second-factor").body())
                .contains("<dd>9</dd>")
                .doesNotContain(codes.get(4));
    }

    @Test
    void whose_role_must_have_one_enrols_before_anything() {
        browser.get("/login");
        browser.signIn("admin.demo", Accounts.DEMO_PASSWORD);

        assertThat(Browser.locations(browser.get("/accounts")))
                .containsExactly("/account/second-factor");
        assertThat(browser.get("/account/second-factor").body())
                .contains("enregistrez-le avant de continuer");
        var application = enrol("admin.demo").application();
        try (var again = new Browser(server.address())) {
            again.get("/login");
            again.signIn("admin.demo", Accounts.DEMO_PASSWORD);
            again.get("/login/second-factor");
            again.post("/login/second-factor", Map.of("code", application.code()));
            assertThat(again.get("/accounts").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_administrator_takes_away_what_somebody_has_lost() {
        enrol("dr.demo");
        var application = enrol("admin.demo").application();
        try (var admin = new Browser(server.address())) {
            admin.get("/login");
            admin.signIn("admin.demo", Accounts.DEMO_PASSWORD);
            admin.get("/login/second-factor");
            admin.post("/login/second-factor", Map.of("code", application.code()));
            assertThat(admin.get("/accounts/dr.demo").body()).contains("Retirer le second facteur");
            admin.post("/accounts/dr.demo/second-factor/reset", Map.of());
            assertThat(
                            admin.post("/accounts/admin.demo/second-factor/reset", Map.of())
                                    .statusCode())
                    .isEqualTo(409);
        }
        browser.get("/login");
        browser.signIn("dr.demo", Accounts.DEMO_PASSWORD);

        assertThat(browser.get("/cases").body()).isEqualTo("hello");
    }

    @Test
    void it_is_given_up_with_a_code_and_not_without() {
        var application = enrol("dr.demo").application();
        giveName();
        browser.post("/login/second-factor", Map.of("code", application.code()));
        browser.get("/account/second-factor");
        assertThat(
                        browser.post("/account/second-factor/removal", Map.of("code", "000000"))
                                .statusCode())
                .isEqualTo(422);
        clock.pass(Duration.ofSeconds(30));
        browser.post("/account/second-factor/removal", Map.of("code", application.code()));

        var dr = new UserName("dr.demo");
        assertThat(server.services().secondFactors().isEnrolled(dr)).isFalse();
        assertThat(browser.get("/account/second-factor").body()).contains("Lisez ce code");
    }

    @Test
    void a_program_needs_the_code_for_a_token() {
        var application = enrol("dr.demo").application();
        var password = "{\"login\":\"dr.demo\",\"password\":\"imagerie-fictive\"";

        var without = browser.json("POST", "/api/v1/tokens", password + "}");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.body()).contains("second facteur");
        var with =
                browser.json(
                        "POST",
                        "/api/v1/tokens",
                        password + ",\"code\":\"" + application.code() + "\"}");
        assertThat(with.statusCode()).isEqualTo(201);
    }

    @Test
    void a_role_that_must_have_one_gets_no_token_without() {
        var answer =
                browser.json(
                        "POST",
                        "/api/v1/tokens",
                        "{\"login\":\"admin.demo\",\"password\":\"imagerie-fictive\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void the_drawing_is_read_by_a_reader_of_qr_codes() throws Exception {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var page = doctor.get("/account/second-factor").body();
            var secret = SECRET.matcher(page);
            assertThat(secret.find()).isTrue();

            assertThat(read(page))
                    .isEqualTo(
                            "otpauth://totp/SPIDERS:dr.demo?secret=%s&issuer=SPIDERS"
                                    .formatted(secret.group(1)));
            assertThat(page).doesNotContain("style=");
            assertThat(doctor.get("/account/second-factor").body()).contains(secret.group(1));
        }
    }

    /** Draws the path with four pixels a module, and reads it. */
    private static String read(String page) throws Exception {
        var drawing = DRAWING.matcher(page);
        assertThat(drawing.find()).isTrue();
        int size = Integer.parseInt(drawing.group(1)) * 4;
        var pixels = new int[size * size];
        Arrays.fill(pixels, 0xFFFFFF);
        var runs = RUN.matcher(drawing.group(2));
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1)) * 4;
            int y = Integer.parseInt(runs.group(2)) * 4;
            for (int line = y; line < y + 4; line++) {
                Arrays.fill(
                        pixels,
                        line * size + x,
                        line * size + x + Integer.parseInt(runs.group(3)) * 4,
                        0);
            }
        }
        var source = new RGBLuminanceSource(size, size, pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    }
}
