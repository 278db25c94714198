// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Accounts;
import spiders.security.Action;
import spiders.security.AuditSearch;
import spiders.security.Outcome;
import spiders.security.Passkey;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passkeys in a real browser, with the authenticator that its tools provide. */
class PasskeyTest {

    private static final UserName DOCTOR = new UserName("dr.demo");

    private WebServer server;
    private URI address;
    private Chromium chromium;
    private Page page;
    private CDPSession tools;
    private String authenticator = "";

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        address = URI.create("http://localhost:" + port);
        server =
                WebServer.start(
                        Clock.systemUTC(),
                        List.of("web"),
                        web ->
                                web.routes()
                                        .get(
                                                "/cases",
                                                Permission.VIEW_CASE,
                                                r -> ServerResponse.ok().body("hello")),
                        WebServer.Setup.STANDARD.at(address));
        chromium = new Chromium();
        page = chromium.page();
        tools = page.context().newCDPSession(page);
        tools.send("WebAuthn.enable");
        authenticator = plugIn(true);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** An authenticator in the device, that verifies its user or does not. */
    private String plugIn(boolean verifies) {
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", verifies);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        return tools.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
    }

    private void verifies(boolean value) {
        var arguments = new JsonObject();
        arguments.addProperty("authenticatorId", authenticator);
        arguments.addProperty("isUserVerified", value);
        tools.send("WebAuthn.setUserVerified", arguments);
    }

    @AfterEach
    void stop() {
        chromium.close();
        server.close();
    }

    private void signInByPassword(String name) {
        page.navigate(address + "/login");
        page.fill("#name", name);
        page.fill("#password", Accounts.DEMO_PASSWORD);
        page.click("form.form button.primary");
        page.waitForURL(url -> !url.contains("/login"));
    }

    private void register(String label) {
        page.navigate(address + "/account");
        page.fill("#label", label);
        page.click("form[data-passkey-register] button.primary");
        page.waitForSelector("td:has-text(\"" + label + "\")");
    }

    private void signOut() {
        page.context().clearCookies();
    }

    private void signInByPasskey() {
        page.navigate(address + "/login");
        page.click("[data-passkey-sign-in]");
    }

    private List<Passkey> passkeys() {
        return server.services().passkeys().of(DOCTOR);
    }

    private List<String> audited(Action action, Outcome outcome) {
        var admin = server.services().accounts().find(new UserName("admin.demo")).orElseThrow();
        return server
                .services()
                .reader()
                .search(
                        admin,
                        new AuditSearch(
                                Set.of(),
                                Set.of(),
                                Set.of(action),
                                Set.of(outcome),
                                Instant.EPOCH,
                                Instant.now().plusSeconds(60),
                                Long.MAX_VALUE,
                                100))
                .stream()
                .map(line -> line.event().who() + ": " + line.event().detail())
                .toList();
    }

    @Test
    void a_passkey_is_registered_signs_in_without_password_and_is_removed() {
        signInByPassword("dr.demo");
        register("clé de test <b>");
        assertThat(passkeys())
                .singleElement()
                .satisfies(passkey -> {
                    assertThat(passkey.label()).isEqualTo("clé de test <b>");
                    assertThat(passkey.flags().verified()).isTrue();
                });

        signOut();
        page.navigate(address + "/cases");
        assertThat(page.url()).endsWith("/login");
        page.click("[data-passkey-sign-in]");
        page.waitForURL(url -> url.contains("/cases"));
        assertThat(page.content()).contains("hello");
        assertThat(audited(Action.SIGN_IN, Outcome.SUCCESS)).contains("dr.demo: passkey");
        assertThat(audited(Action.REGISTER_PASSKEY, Outcome.SUCCESS)).hasSize(1);
        assertThat(passkeys().getFirst().signatures()).isPositive();

        page.navigate(address + "/account");
        page.click("form[action*=removal] button");
        page.click("[data-confirm-yes]");
        page.waitForSelector("text=Clé d’accès retirée");
        assertThat(passkeys()).isEmpty();
        signOut();
        signInByPasskey();
        page.waitForSelector("[data-passkey-failed]:visible");
        assertThat(audited(Action.SIGN_IN, Outcome.REFUSED))
                .containsExactly("anonymous: passkey not proven");
        assertThat(chromium.violations()).isEmpty();
    }

    @Test
    void an_authenticator_that_does_not_verify_its_user_signs_nobody_in() {
        signInByPassword("dr.demo");
        register("clé");
        signOut();
        verifies(false);
        signInByPasskey();
        page.waitForTimeout(2_000);

        assertThat(page.url()).endsWith("/login");
        page.navigate(address + "/cases");
        assertThat(page.url()).endsWith("/login");
    }

    @Test
    void a_closed_accounts_passkey_signs_nobody_in() {
        signInByPassword("dr.demo");
        register("clé");
        signOut();
        server.services().accounts().close(User.SYSTEM, DOCTOR);
        signInByPasskey();
        page.waitForSelector("[data-passkey-failed]:visible");

        assertThat(audited(Action.SIGN_IN, Outcome.REFUSED))
                .containsExactly("dr.demo: passkey of a closed account");
    }

    @Test
    void an_assertion_that_was_used_signs_in_no_second_time() {
        signInByPassword("dr.demo");
        register("clé");
        signOut();
        var body = new ArrayList<String>();
        page.onRequest(request -> {
            if (request.url().endsWith("/login/passkey")) {
                body.add(String.valueOf(request.postData()));
            }
        });
        signInByPasskey();
        page.waitForURL(url -> !url.contains("/login"));
        assertThat(body).hasSize(1);

        try (var thief = new Browser(address)) {
            thief.get("/login");
            assertThat(replay(thief, body.getFirst())).isEqualTo(401);
            thief.send(
                    thief.request("/login/passkey/options", "X-CSRF-TOKEN", thief.csrfToken())
                            .POST(BodyPublishers.noBody()));
            assertThat(replay(thief, body.getFirst())).isEqualTo(401);
            assertThat(Browser.locations(thief.get("/cases"))).containsExactly("/login");
        }
    }

    private static int replay(Browser thief, String body) {
        return thief.json("POST", "/login/passkey", body, "X-CSRF-TOKEN", thief.csrfToken())
                .statusCode();
    }

    @Test
    void nobody_registers_what_was_not_asked_for_and_nobody_removes_anothers() {
        signInByPassword("dr.demo");
        register("clé");
        try (var other = Browser.signedIn(address, "radiologue.demo")) {
            assertThat(
                            other.json(
                                            "POST",
                                            "/account/passkeys",
                                            "{}",
                                            "X-CSRF-TOKEN",
                                            other.csrfToken())
                                    .statusCode())
                    .isEqualTo(422);
            other.get("/account");
            var id = passkeys().getFirst().id();
            assertThat(other.post("/account/passkeys/" + id + "/removal", Map.of()).statusCode())
                    .isEqualTo(404);
            for (var body : List.of("", "null", "[]", "{\"credential\":{}}", "x".repeat(70_000))) {
                other.json(
                        "POST", "/account/passkeys/options", "", "X-CSRF-TOKEN", other.csrfToken());
                assertThat(
                                other.json(
                                                "POST",
                                                "/account/passkeys",
                                                body,
                                                "X-CSRF-TOKEN",
                                                other.csrfToken())
                                        .statusCode())
                        .as(body.length() > 99 ? "long" : body)
                        .isBetween(400, 499);
            }
        }
        assertThat(passkeys()).hasSize(1);
    }

    @Test
    void an_administrator_takes_all_passkeys_of_an_account_away() {
        signInByPassword("dr.demo");
        register("clé");
        try (var admin = Browser.signedIn(address, "admin.demo")) {
            assertThat(admin.get("/accounts/dr.demo").body()).contains("Retirer les clés d’accès");
            admin.post("/accounts/dr.demo/passkeys/removal", Map.of());
        }
        assertThat(passkeys()).isEmpty();
    }
}
