// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class AccountRoutesTest {

    private static final Pattern PASSWORD = Pattern.compile("<code>([A-Za-z0-9]{20})</code>");

    private static final Pattern TOKEN = Pattern.compile("<code>([A-Za-z0-9_-]{43})</code>");

    private static WebServer server;
    private static Browser administrator;

    @BeforeAll
    static void start() {
        server = WebServer.start(Clock.systemUTC(), List.of("web"), web -> {});
        administrator = Browser.signedIn(server.address(), "admin.demo");
        administrator.get("/accounts");
    }

    @AfterAll
    static void stop() {
        administrator.close();
        server.close();
    }

    @Test
    void a_new_account_signs_in_with_the_password_handed_over_until_it_is_closed()
            throws InterruptedException {
        var answer = administrator.post("/accounts", account("dr.neuf"));
        assertThat(answer.statusCode()).isEqualTo(201);
        try (var doctor = new Browser(server.address())) {
            doctor.get("/login");
            doctor.signIn("dr.neuf", password(answer.body()));
            assertThat(Browser.locations(doctor.get("/"))).containsExactly("/account/password");

            administrator.post("/accounts/dr.neuf/closing", Map.of());

            Thread.sleep(5_100); // An account is looked up again after five seconds.
            assertThat(Browser.locations(doctor.get("/"))).containsExactly("/login");
        }
    }

    @Test
    void a_forgotten_password_is_replaced_by_one_to_hand_over() {
        administrator.post("/accounts", account("dr.oubli"));
        var answer = administrator.post("/accounts/dr.oubli/password", Map.of());

        try (var doctor = new Browser(server.address())) {
            doctor.get("/login");
            doctor.signIn("dr.oubli", password(answer.body()));
            assertThat(Browser.locations(doctor.get("/"))).containsExactly("/account/password");
        }
    }

    @Test
    void what_is_wrong_with_a_new_account_is_said() {
        assertThat(administrator.post("/accounts", account("dr.demo")).body())
                .contains("Cet identifiant est déjà pris.");
        assertThat(administrator.post("/accounts", account("spiders")).body())
                .contains("Cet identifiant est déjà pris.");
        assertThat(administrator.post("/accounts", account("<script>")).body())
                .contains("2 à 64 caractères")
                .doesNotContain("<script>\"");
        assertThat(
                        administrator
                                .post("/accounts", Map.of("name", "dr.rien", "displayName", "Rien"))
                                .body())
                .contains("Choisissez au moins un rôle.");
    }

    @Test
    void a_system_gets_a_token_and_no_password_until_its_tokens_are_ended() {
        var made =
                administrator.post(
                        "/accounts",
                        Map.of(
                                "name", "pacs.nord",
                                "displayName", "PACS du Nord TEST",
                                "roles", "PEER",
                                "days", "90"));
        assertThat(made.statusCode()).isEqualTo(201);
        var token = token(made.body());
        assertThat(server.services().tokens().user(token))
                .hasValueSatisfying(user -> assertThat(user.isPeer()).isTrue());
        assertThat(administrator.get("/accounts").body())
                .contains("Jetons valides")
                .doesNotContain("/accounts/pacs.nord/password");

        var second = token(administrator.post("/accounts/pacs.nord/tokens", Map.of()).body());
        assertThat(server.services().tokens().user(second)).isPresent();
        administrator.post("/accounts/pacs.nord/tokens/ending", Map.of());

        assertThat(server.services().tokens().user(token)).isEmpty();
        assertThat(server.services().tokens().user(second)).isEmpty();
    }

    @Test
    void a_system_has_no_other_role() {
        var answer =
                administrator.postEncoded(
                        "/accounts", "name=deux&displayName=Deux+TEST&roles=PEER&roles=CLINICIAN");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Un système n’a pas d’autre rôle");
    }

    private static String token(String page) {
        var match = TOKEN.matcher(page);
        assertThat(match.find()).isTrue();
        return match.group(1);
    }

    @Test
    void nobody_closes_their_own_account() {
        assertThat(administrator.post("/accounts/admin.demo/closing", Map.of()).statusCode())
                .isEqualTo(409);
    }

    private static Map<String, String> account(String name) {
        return Map.of("name", name, "displayName", "Dr Nouveau TEST", "roles", "CLINICIAN");
    }

    private static String password(String page) {
        var match = PASSWORD.matcher(page);
        assertThat(match.find()).isTrue();
        return match.group(1);
    }
}
