// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Action;
import spiders.security.AuditSearch;
import spiders.security.Outcome;
import spiders.security.Permission;
import spiders.security.UserName;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

class TokenRoutesTest {

    private static final Pattern TOKEN = Pattern.compile("<code>([A-Za-z0-9_-]{43})</code>");
    private static final String API = "/api/v1/account/tokens";

    private static WebServer server;
    private static Browser doctor;

    @BeforeAll
    static void start() {
        server =
                WebServer.start(
                        Clock.systemUTC(),
                        List.of("web"),
                        web ->
                                web.routes()
                                        .get(
                                                "/api/v1/cases",
                                                Permission.VIEW_CASE,
                                                r -> ServerResponse.ok().body("hello"))
                                        .post(
                                                "/api/v1/cases",
                                                Permission.EDIT_CASE,
                                                r -> ServerResponse.ok().body("hello")));
        doctor = Browser.signedIn(server.address(), "dr.demo");
    }

    @AfterAll
    static void stop() {
        doctor.close();
        server.close();
    }

    private static int get(String token) {
        return doctor.get("/api/v1/cases", "Authorization", "Bearer " + token).statusCode();
    }

    private static int post(String token) {
        return doctor.json("POST", "/api/v1/cases", "{}", "Authorization", "Bearer " + token)
                .statusCode();
    }

    private static JsonNode json(String method, String path, String body, String token) {
        return JsonMapper.shared()
                .readTree(
                        doctor.json(method, path, body, "Authorization", "Bearer " + token).body());
    }

    private static String whole() {
        return JsonMapper.shared()
                .readTree(
                        doctor.json(
                                        "POST",
                                        "/api/v1/tokens",
                                        "{\"login\":\"dr.demo\",\"password\":\"imagerie-fictive\"}")
                                .body())
                .path("token")
                .asString();
    }

    private static List<String> refusals() {
        var admin = server.services().accounts().find(new UserName("admin.demo")).orElseThrow();
        return server
                .services()
                .reader()
                .search(
                        admin,
                        new AuditSearch(
                                Set.of(),
                                Set.of(),
                                Set.of(Action.ACCESS),
                                Set.of(Outcome.REFUSED),
                                Instant.EPOCH,
                                Instant.now().plusSeconds(60),
                                Long.MAX_VALUE,
                                100))
                .stream()
                .map(line -> line.event().who() + ": " + line.event().detail())
                .toList();
    }

    @Test
    void a_token_is_made_on_the_page_used_within_its_rights_and_ended() {
        doctor.get("/account/tokens");
        var page =
                doctor.postEncoded(
                        "/account/tokens", "label=Programme+<b>&scope=VIEW_CASE&days=30");
        assertThat(page.statusCode()).isEqualTo(201);
        var match = TOKEN.matcher(page.body());
        assertThat(match.find()).isTrue();
        var token = match.group(1);

        assertThat(get(token)).isEqualTo(200);
        assertThat(post(token)).isEqualTo(403);
        assertThat(refusals()).contains("dr.demo: scope");
        var list = doctor.get("/account/tokens").body();
        assertThat(list).contains("Programme &lt;b&gt;", "voir les dossiers").doesNotContain(token);
        var id =
                list.substring(list.indexOf("Programme"))
                        .replaceFirst("(?s).*?/account/tokens/([0-9a-f-]{36})/ending.*", "$1");
        assertThat(Browser.locations(doctor.post("/account/tokens/" + id + "/ending", Map.of())))
                .containsExactly("/account/tokens");
        assertThat(get(token)).isEqualTo(401);
        assertThat(refusals()).contains("dr.demo: revoked token");
        assertThat(doctor.post("/account/tokens/" + id + "/ending", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label=&scope=VIEW_CASE&days=30",
                "label=x&days=30",
                "label=x&scope=MANAGE_ACCOUNTS&days=30",
                "label=x&scope=VIEW_CASE&scope=MANAGE_ACCOUNTS&days=30",
                "label=x&scope=nothing&days=30",
                "label=x&scope=OPEN_EMERGENCY&days=30",
                "label=x&scope=VIEW_CASE&days=4000",
                "label=x&scope=VIEW_CASE&days=soon"
            })
    void what_a_token_cannot_be_is_said_beside_the_field(String form) {
        doctor.get("/account/tokens");
        assertThat(doctor.postEncoded("/account/tokens", form).statusCode()).isEqualTo(422);
    }

    @Test
    void a_program_makes_lists_and_ends_tokens() {
        var mine = whole();
        var made =
                json(
                        "POST",
                        API,
                        "{\"label\":\"export\",\"scope\":[\"VIEW_CASE\"],\"days\":7}",
                        mine);
        var token = made.path("token").asString();

        assertThat(get(token)).isEqualTo(200);
        assertThat(json("GET", API, "", mine).findValuesAsString("label")).contains("export", "");
        assertThat(json("GET", API, "", mine).toString()).doesNotContain(token);
        var id = made.path("id").asString();
        assertThat(
                        doctor.json("DELETE", API + "/" + id, "", "Authorization", "Bearer " + mine)
                                .statusCode())
                .isEqualTo(204);
        assertThat(get(token)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"label\":\"x\"}",
                "{\"label\":\"\",\"scope\":[\"VIEW_CASE\"]}",
                "{\"label\":\"x\",\"scope\":[\"MANAGE_ACCOUNTS\"]}",
                "{\"label\":\"x\",\"scope\":[\"VIEW_CASE\",\"*\"]}",
                "{\"label\":\"x\",\"scope\":[\"VIEW_CASE\"],\"days\":0}",
                "{\"label\":\"x\",\"scope\":[\"VIEW_CASE\"],\"days\":401}",
                "{\"label\":\"x\\u0000\",\"scope\":[\"VIEW_CASE\"]}",
                "{\"label\":[\"x\"],\"scope\":[\"VIEW_CASE\"]}",
                "{\"label\":",
                "null",
                ""
            })
    void a_program_that_asks_for_what_cannot_be_is_told(String body) {
        assertThat(
                        doctor.json("POST", API, body, "Authorization", "Bearer " + whole())
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_is_too_largeor_not_json_is_refused() {
        var bearer = "Bearer " + whole();
        var large = "{\"label\":\"" + "x".repeat(1 << 20) + "\"}";

        assertThat(doctor.json("POST", API, large, "Authorization", bearer).statusCode())
                .isEqualTo(413);
        var form =
                doctor.request(API, "Authorization", bearer)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"));
        assertThat(doctor.send(form).statusCode()).isEqualTo(400);
    }

    @Test
    void a_token_for_a_part_has_no_say_over_tokens() {
        var part =
                json("POST", API, "{\"label\":\"part\",\"scope\":[\"VIEW_CASE\"]}", whole())
                        .path("token")
                        .asString();
        var bearer = "Bearer " + part;
        var order = "{\"label\":\"x\",\"scope\":[\"VIEW_CASE\"]}";

        assertThat(get(part)).isEqualTo(200);
        assertThat(doctor.json("POST", API, order, "Authorization", bearer).statusCode())
                .isEqualTo(409);
        assertThat(doctor.json("GET", API, "", "Authorization", bearer).statusCode())
                .isEqualTo(409);
        assertThat(
                        doctor.json(
                                        "DELETE",
                                        API + "/" + UUID.randomUUID(),
                                        "",
                                        "Authorization",
                                        bearer)
                                .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_token_of_another_is_not_found() {
        var id = json("GET", API, "", whole()).get(0).path("id").asString();
        try (var other = Browser.signedIn(server.address(), "radiologue.demo")) {
            other.get("/account/tokens");
            assertThat(other.post("/account/tokens/" + id + "/ending", Map.of()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_guessed_token_is_recorded() {
        assertThat(get("guessed")).isEqualTo(401);
        assertThat(refusals()).contains("anonymous: unknown token");
    }
}
