// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

import spiders.security.Action;
import spiders.security.AuditLine;
import spiders.security.AuditSearch;
import spiders.security.OidcProvider;
import spiders.security.Outcome;
import spiders.security.Permission;
import spiders.security.UserName;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** People of a real identity provider: Spring Authorization Server. */
class ProviderSignInTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Map<String, Object> TWO_PLACES =
            Map.of(
                    "SubjectNameID",
                    "899700366240",
                    "SubjectRefPro",
                    Map.of(
                            "exercices",
                            List.of(
                                    Map.of(
                                            "codeProfession",
                                            "10",
                                            "codeSavoirFaire",
                                            "SM45",
                                            "activities",
                                            List.of(
                                                    Map.of("raisonSocialeSite", "CENTRE UN TEST"),
                                                    Map.of(
                                                            "raisonSocialeSite",
                                                            "CENTRE <b>DEUX</b>"))))));

    @TempDir private Path folder;

    private final IdentityProvider provider = new IdentityProvider();
    private WebServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), IdentityProvider.SECRET + "\n");
        var known =
                new OidcProvider(
                        "idp",
                        "Fournisseur TEST",
                        provider.issuer(),
                        OidcProvider.discoveryOf(provider.issuer()),
                        new OidcProvider.Client(
                                IdentityProvider.CLIENT, secret, OidcProvider.Authentication.BASIC),
                        new OidcProvider.Request(
                                List.of("openid", "profile"), List.of("eidas1", "eidas2")),
                        OidcProvider.Claims.STANDARD,
                        new OidcProvider.Trust.OfPublic());
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
                        WebServer.Setup.STANDARD.with(known));
        provider.knows(server.address());
        provider.start();
        browser = new Browser(server.address());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        provider.close();
    }

    /** From the button to the hub's answer to who comes back. */
    private HttpResponse<String> comeBy(Browser person, String name) {
        var away = location(person.get("/login/with/idp"));
        person.get(away);
        var form = person.get(provider.issuer() + "/login").body();
        var token = CSRF.matcher(form);
        assertThat(token.find()).isTrue();
        var in =
                person.postTo(
                        provider.issuer() + "/login",
                        Map.of(
                                "username",
                                name,
                                "password",
                                IdentityProvider.PASSWORD,
                                "_csrf",
                                token.group(1)));
        var back = location(person.get(location(in)));
        assertThat(back).startsWith(server.address() + "/login/from/idp");
        return person.get(back);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(Browser.locations(answer)).as(answer.body()).hasSize(1);
        return Browser.locations(answer).getFirst();
    }

    private static void assertSignedIn(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Refresh"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("0; url=/"));
    }

    private void giveRole(String name, String role) {
        try (var admin = Browser.signedIn(server.address(), "admin.demo")) {
            assertThat(admin.get("/accounts").body()).contains("En attente d’un rôle");
            assertThat(admin.get("/accounts/" + name).body()).contains("idp");
            admin.post("/accounts/" + name + "/roles", Map.of("roles", role));
        }
    }

    private List<AuditLine> audited(Action action, Outcome outcome) {
        var admin = server.services().accounts().find(new UserName("admin.demo")).orElseThrow();
        return server.services()
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
                                100));
    }

    @Test
    void the_button_leads_to_the_provider_with_state_nonce_pkce_and_the_level_asked_for() {
        assertThat(browser.get("/login").body())
                .contains("Se connecter avec Fournisseur TEST", "/login/with/idp");
        var answer = browser.get("/login/with/idp");
        var asked = UriComponentsBuilder.fromUriString(location(answer)).build().getQueryParams();

        assertThat(location(answer)).startsWith(provider.issuer() + "/oauth2/authorize?");
        assertThat(asked.getFirst("response_type")).isEqualTo("code");
        assertThat(asked.getFirst("code_challenge_method")).isEqualTo("S256");
        assertThat(asked.getFirst("code_challenge")).hasSize(43);
        assertThat(asked.getFirst("state")).isNotBlank();
        assertThat(asked.getFirst("nonce")).isNotBlank();
        assertThat(asked.getFirst("acr_values")).isEqualTo("eidas1%20eidas2");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("spiders-sign-in=")
                                .contains("HttpOnly", "SameSite=Lax", "Path=/login"));
    }

    @Test
    void who_comes_first_may_nothing_until_an_administrator_gives_a_role()
            throws InterruptedException {
        assertSignedIn(comeBy(browser, "camille"));

        assertThat(Browser.locations(browser.get("/"))).containsExactly("/account/pending");
        assertThat(browser.get("/account/pending").body())
                .contains("attend un administrateur", "idp.camille");
        assertThat(browser.get("/cases").statusCode()).isEqualTo(403);
        assertThat(Browser.locations(browser.get("/interface")))
                .containsExactly("/account/pending");

        giveRole("idp.camille", "CLINICIAN");
        Thread.sleep(5_100); // An account is looked up again after five seconds.
        assertThat(browser.get("/cases").body()).isEqualTo("hello");
        try (var again = new Browser(server.address())) {
            assertSignedIn(comeBy(again, "camille"));
            assertThat(again.get("/cases").body()).isEqualTo("hello");
        }
        assertThat(audited(Action.SIGN_IN, Outcome.SUCCESS))
                .extracting(line -> line.event().detail())
                .contains("idp, acr eidas1");
    }

    @Test
    void somebody_named_as_a_local_account_is_not_that_account() {
        assertSignedIn(comeBy(browser, "dr.demo"));

        assertThat(browser.get("/account/pending").body()).contains("idp.dr.demo");
        assertThat(browser.get("/cases").statusCode()).isEqualTo(403);
    }

    @Test
    void who_recognises_people_less_surely_than_asked_for_is_refused() {
        provider.recognisesAt("eidas0");
        var answer = comeBy(browser, "camille");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Niveau d’authentification insuffisant");
        assertThat(Browser.locations(browser.get("/"))).containsExactly("/login");
        assertThat(audited(Action.SIGN_IN, Outcome.REFUSED))
                .extracting(line -> line.event().detail())
                .contains("idp: insufficient_acr");
    }

    @Test
    void a_silent_provider_is_named_on_a_page_before_and_after() {
        provider.stop();
        var answer = browser.get("/login/with/idp");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("Fournisseur d’identité injoignable", "Fournisseur TEST");

        provider.start();
        var away = location(browser.get("/login/with/idp"));
        provider.stop();
        var state = UriComponentsBuilder.fromUriString(away).build().getQueryParams();
        var back = browser.get("/login/from/idp?code=x&state=" + state.getFirst("state"));

        assertThat(back.statusCode()).isEqualTo(503);
        assertThat(audited(Action.SIGN_IN, Outcome.FAILED)).hasSize(2);
    }

    @Test
    void who_has_several_activities_chooses_before_anything() {
        provider.says(TWO_PLACES);
        assertSignedIn(comeBy(browser, "camille"));
        giveRole("idp.camille", "CLINICIAN");

        assertThat(Browser.locations(browser.get("/cases"))).containsExactly("/account/activity");
        assertThat(browser.get("/account/activity").body())
                .contains("CENTRE UN TEST", "Médecin SM45", "CENTRE &lt;b&gt;DEUX");
        for (var wrong : List.of("", "-1", "2", "x")) {
            assertThat(browser.post("/account/activity", Map.of("activity", wrong)).statusCode())
                    .isEqualTo(422);
        }
        browser.post("/account/activity", Map.of("activity", "1"));

        assertThat(browser.get("/").body()).contains("CENTRE &lt;b&gt;DEUX");
        assertThat(audited(Action.CHOOSE_ACTIVITY, Outcome.SUCCESS))
                .singleElement()
                .extracting(line -> line.event().detail())
                .isEqualTo("[99700366240 / 10 / SM45 / CENTRE <b>DEUX</b>]");
        browser.post("/account/activity", Map.of("activity", "0"));
        assertThat(browser.get("/").body()).contains("CENTRE UN TEST").doesNotContain("DEUX");
    }

    @Test
    void signing_out_ends_the_providers_session_too() {
        comeBy(browser, "camille");
        browser.get("/account/pending");
        var answer = browser.post("/logout", Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        var out =
                answer.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
        assertThat(out).startsWith(provider.issuer() + "/connect/logout?id_token_hint=");
        assertThat(Browser.locations(browser.get("/"))).containsExactly("/login");
        assertThat(Browser.locations(browser.get(out)))
                .containsExactly(server.address() + "/login");
    }

    @Test
    void a_person_whose_account_was_closed_is_told_so() {
        comeBy(browser, "camille");
        try (var admin = Browser.signedIn(server.address(), "admin.demo")) {
            admin.get("/accounts");
            admin.post("/accounts/idp.camille/closing", Map.of());
        }
        try (var again = new Browser(server.address())) {
            var answer = comeBy(again, "camille");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("Compte fermé");
            assertThat(Browser.locations(again.get("/"))).containsExactly("/login");
        }
    }

    @Test
    void a_deep_link_is_reached_after_the_sign_in() {
        browser.get("/cases");
        var answer = comeBy(browser, "camille");

        assertThat(answer.headers().firstValue("Refresh")).contains("0; url=/cases");
    }

    @Test
    void nobody_gives_themselves_a_role() {
        try (var admin = Browser.signedIn(server.address(), "admin.demo")) {
            admin.get("/accounts");
            assertThat(
                            admin.post("/accounts/admin.demo/roles", Map.of("roles", "CLINICIAN"))
                                    .statusCode())
                    .isEqualTo(409);
            assertThat(admin.post("/accounts/dr.demo/roles", Map.of("roles", "PEER")).statusCode())
                    .isEqualTo(422);
            assertThat(admin.post("/accounts/dr.demo/roles", Map.of()).statusCode()).isEqualTo(422);
            assertThat(admin.get("/accounts/nobody").statusCode()).isEqualTo(404);
        }
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(
                            doctor.post("/accounts/dr.demo/roles", Map.of("roles", "ADMINISTRATOR"))
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void an_unknown_provider_leads_nowhere() {
        assertThat(browser.get("/login/with/other").statusCode()).isEqualTo(403);
        assertThat(browser.get("/login/from/other?code=x&state=y").statusCode()).isEqualTo(400);
        assertThat(Browser.locations(browser.get("/login/onward"))).containsExactly("/login");
        assertThat(Browser.locations(browser.get("/login/refused"))).containsExactly("/login");
    }
}
