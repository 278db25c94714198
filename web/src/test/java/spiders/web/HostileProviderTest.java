// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import spiders.security.Action;
import spiders.security.AuditSearch;
import spiders.security.OidcProvider;
import spiders.security.Outcome;
import spiders.security.UserName;
import spiders.web.HostileProvider.Signer;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tokens that are forged, stale, for others or of others sign nobody in. */
class HostileProviderTest {

    @TempDir private Path folder;

    private final HostileProvider provider = new HostileProvider();
    private final HostileProvider other = new HostileProvider();
    private WebServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        server =
                WebServer.start(
                        Clock.systemUTC(),
                        List.of("web"),
                        web -> {},
                        WebServer.Setup.STANDARD.with(
                                known("evil", provider), known("other", other)));
        browser = new Browser(server.address());
    }

    private OidcProvider known(String id, HostileProvider at) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), HostileProvider.SECRET);
        return new OidcProvider(
                id,
                "Fournisseur TEST",
                at.issuer(),
                OidcProvider.discoveryOf(at.issuer()),
                new OidcProvider.Client("spiders", secret, OidcProvider.Authentication.POST),
                new OidcProvider.Request(List.of("openid"), List.of("eidas1")),
                OidcProvider.Claims.STANDARD,
                new OidcProvider.Trust.OfPublic());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        provider.close();
        other.close();
    }

    private MultiValueMap<String, String> begin() {
        var away = Browser.locations(browser.get("/login/with/evil")).getFirst();
        var asked = UriComponentsBuilder.fromUriString(away).build().getQueryParams();
        provider.expects(String.valueOf(asked.getFirst("nonce")));
        return asked;
    }

    private HttpResponse<String> comeBack() {
        return browser.get("/login/from/evil?code=c&state=" + begin().getFirst("state"));
    }

    private void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Browser.locations(browser.get("/"))).containsExactly("/login");
        assertThat(refusals()).isNotEmpty();
        assertThat(accounts()).doesNotContain("evil.camille");
    }

    private List<String> refusals() {
        var admin = server.services().accounts().find(new UserName("admin.demo")).orElseThrow();
        return server
                .services()
                .reader()
                .search(
                        admin,
                        new AuditSearch(
                                Set.of(),
                                Set.of(),
                                Set.of(Action.SIGN_IN),
                                Set.of(Outcome.REFUSED, Outcome.FAILED),
                                Instant.EPOCH,
                                Instant.now().plusSeconds(60),
                                Long.MAX_VALUE,
                                100))
                .stream()
                .map(line -> line.event().detail())
                .toList();
    }

    private List<String> accounts() {
        var admin = server.services().accounts().find(new UserName("admin.demo")).orElseThrow();
        return server.services().administration().all(admin).stream()
                .map(account -> account.user().name().value())
                .toList();
    }

    @Test
    void an_honest_answer_signs_in_and_is_paid_for_with_the_verifier_of_pkce() {
        var answer = comeBack();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(browser.get("/account/pending").body()).contains("evil.camille");
        assertThat(provider.form())
                .contains("grant_type=authorization_code", "code_verifier=", "client_secret=");
    }

    static Stream<Arguments> lies() {
        var now = Instant.now();
        return Stream.of(
                lie("expired", claims -> claims.expirationTime(ago(now, 120))),
                lie("never ends", claims -> claims.expirationTime(null)),
                lie("made in the future", claims -> claims.issueTime(ago(now, -600))),
                lie("not yet good", claims -> claims.notBeforeTime(ago(now, -600))),
                lie("for another", claims -> claims.audience("another")),
                lie("for nobody", claims -> claims.audience((String) null)),
                lie("for two", claims -> claims.audience(List.of("spiders", "another"))),
                lie("by another's order", claims -> claims.claim("azp", "another")),
                lie("of another issuer", claims -> claims.issuer("https://idp.example")),
                lie("of no issuer", claims -> claims.issuer(null)),
                lie("of nobody", claims -> claims.subject(null)),
                lie("another nonce", claims -> claims.claim("nonce", "another")),
                lie("no nonce", claims -> claims.claim("nonce", null)));
    }

    private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return Arguments.of(name, claims);
    }

    private static Date ago(Instant now, int seconds) {
        return Date.from(now.minusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_token_that_is_not_for_this_sign_in_signs_nobody_in(
            String name, UnaryOperator<JWTClaimsSet.Builder> claims) {
        provider.says(claims, Signer.OWN);

        assertRefused(comeBack(), 403);
    }

    @ParameterizedTest
    @EnumSource(names = {"STRANGER", "SECRET", "PUBLIC_KEY_AS_SECRET", "NOBODY"})
    void a_token_that_the_provider_did_not_sign_signs_nobody_in(Signer signer) {
        provider.says(claims -> claims, signer);

        assertRefused(comeBack(), 403);
        assertThat(refusals()).containsExactly("evil: invalid_id_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eidas0", "", "eidas1 eidas2", "EIDAS1"})
    void another_level_than_was_asked_for_signs_nobody_in(String acr) {
        provider.says(claims -> claims.claim("acr", acr), Signer.OWN);

        assertRefused(comeBack(), 403);
        assertThat(refusals()).containsExactly("evil: insufficient_acr");
    }

    @Test
    void no_level_signs_nobody_in() {
        provider.says(claims -> claims.claim("acr", null), Signer.OWN);

        assertRefused(comeBack(), 403);
    }

    @Test
    void what_is_known_of_another_person_signs_nobody_in() {
        provider.tells("{\"sub\":\"f:2\",\"preferred_username\":\"camille\"}");

        assertRefused(comeBack(), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "<html>", "\"f:1\""})
    void what_is_no_description_of_a_person_signs_nobody_in(String body) {
        provider.tells(body);

        assertRefused(comeBack(), 403);
    }

    @Test
    void a_signed_description_is_read() {
        provider.tells(person().claim("SubjectOrganization", "CENTRE").build(), Signer.OWN);

        assertThat(comeBack().statusCode()).isEqualTo(200);
        assertThat(browser.get("/account/pending").body()).contains("evil.camille", "CENTRE");
    }

    @ParameterizedTest
    @EnumSource(names = {"STRANGER", "SECRET", "PUBLIC_KEY_AS_SECRET", "NOBODY"})
    void a_description_that_the_provider_did_not_sign_signs_nobody_in(Signer signer) {
        provider.tells(person().build(), signer);

        assertRefused(comeBack(), 403);
    }

    @Test
    void a_signed_description_of_or_for_another_signs_nobody_in() {
        provider.tells(person().issuer("https://idp.example").build(), Signer.OWN);
        assertRefused(comeBack(), 403);
        provider.tells(person().audience("another").build(), Signer.OWN);
        assertRefused(comeBack(), 403);
    }

    private static JWTClaimsSet.Builder person() {
        return new JWTClaimsSet.Builder()
                .subject("f:1")
                .claim("preferred_username", "camille")
                .claim("SubjectRole", List.of("10^1.2"));
    }

    @Test
    void an_answer_without_end_is_cut_off() {
        provider.tells("{\"sub\":\"f:1\",\"x\":\"" + "y".repeat(2 << 20) + "\"}");

        assertRefused(comeBack(), 503);
    }

    @Test
    void another_state_or_none_signs_nobody_in() {
        begin();
        assertRefused(browser.get("/login/from/evil?code=c&state=guessed"), 400);
        assertRefused(browser.get("/login/from/evil?code=c"), 403);
    }

    @Test
    void an_answer_is_taken_once() {
        var asked = begin();
        var back = "/login/from/evil?code=c&state=" + asked.getFirst("state");

        assertThat(browser.get(back).statusCode()).isEqualTo(200);
        assertThat(browser.get(back).statusCode()).isEqualTo(400);
    }

    @Test
    void an_answer_in_another_browser_signs_nobody_in() {
        var state = begin().getFirst("state");
        try (var victim = new Browser(server.address())) {
            var answer = victim.get("/login/from/evil?code=c&state=" + state);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Browser.locations(victim.get("/"))).containsExactly("/login");
        }
    }

    @Test
    void an_answer_at_the_address_of_another_provider_signs_nobody_in() {
        var state = begin().getFirst("state");

        assertRefused(browser.get("/login/from/other?code=c&state=" + state), 400);
    }

    @Test
    void a_refusal_of_the_provider_is_said_without_its_words() {
        var state = begin().getFirst("state");
        var answer =
                browser.get(
                        "/login/from/evil?error=access_denied&error_description=MARTIN+Jean&state="
                                + state);

        assertRefused(answer, 403);
        assertThat(answer.body()).contains("Connexion abandonnée").doesNotContain("MARTIN");
        assertThat(refusals()).containsExactly("evil: access_denied");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void a_refused_code_signs_nobody_in(int status) {
        provider.answersTokensWith(status);

        assertRefused(comeBack(), 403);
    }

    @Test
    void a_broken_provider_is_unreachable() {
        provider.answersTokensWith(503);

        assertRefused(comeBack(), 503);
    }

    @Test
    void the_description_of_another_issuer_is_not_believed() {
        provider.pretendsToBe(other.issuer().toString());

        assertRefused(browser.get("/login/with/evil"), 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/keys", "/userinfo"})
    void a_provider_that_sends_the_hub_to_another_host_is_not_followed(String path)
            throws IOException {
        try (var bystander = new Bystander()) {
            provider.redirects(path, bystander.address(path));

            assertRefused(comeBack(), 403);
            assertThat(bystander.wasDisturbed()).isFalse();
        }
    }

    @Test
    void a_description_is_not_fetched_from_another_host() throws IOException {
        try (var bystander = new Bystander()) {
            var path = "/.well-known/openid-configuration";
            provider.redirects(path, bystander.address(path));

            assertRefused(browser.get("/login/with/evil"), 503);
            assertThat(bystander.wasDisturbed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRANGER", "SECRET"})
    void keys_are_not_fetched_from_where_a_token_says_they_are(Signer signer) throws IOException {
        try (var bystander = new Bystander()) {
            provider.namesItsKeys(bystander.address("/keys"));
            provider.says(claims -> claims, signer);

            assertRefused(comeBack(), 403);
            assertThat(bystander.wasDisturbed()).isFalse();
        }
    }

    /** Claims may be said to be had elsewhere (OpenID Connect Core, section 5.6.2). */
    @Test
    void what_is_said_to_be_known_elsewhere_is_not_asked_there() throws IOException {
        try (var bystander = new Bystander()) {
            var there = bystander.address("/claims").toString();
            var sources = Map.of("there", Map.of("endpoint", there, "access_token", "a"));
            provider.says(
                    claims ->
                            claims.claim("_claim_names", Map.of("SubjectRole", "there"))
                                    .claim("_claim_sources", sources)
                                    .claim("picture", there),
                    Signer.OWN);
            provider.tells(
                    """
                    {"sub": "f:1", "preferred_username": "camille", "picture": "%1$s",
                     "_claim_names": {"SubjectRole": "there"},
                     "_claim_sources": {"there": {"endpoint": "%1$s"}}}
                    """
                            .formatted(there));

            assertThat(comeBack().statusCode()).isEqualTo(200);
            assertThat(bystander.wasDisturbed()).isFalse();
        }
    }

    @Test
    void a_name_full_of_markup_stays_text() {
        provider.tells(
                "{\"sub\":\"f:1\",\"preferred_username\":\"<script>alert(1)</script>\","
                        + "\"name\":\"<script>alert(1)</script>\"}");
        assertThat(comeBack().statusCode()).isEqualTo(200);

        assertThat(browser.get("/account/pending").body()).doesNotContain("<script>alert");
        try (var admin = Browser.signedIn(server.address(), "admin.demo")) {
            assertThat(admin.get("/accounts").body())
                    .contains("evil.script-alert-1-script")
                    .doesNotContain("<script>alert");
            assertThat(admin.get("/accounts/evil.script-alert-1-script").body())
                    .contains("evil")
                    .doesNotContain("<script>alert");
        }
    }
}
