// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.AccessPolicy;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.AuditLine;
import spiders.security.AuditSearch;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.UserName;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Walks the routes of the shell, and one for every permission, as everybody. */
class SecuredRoutesTest {

    private static final Map<Role, String> ACCOUNTS =
            Map.of(
                    Role.CLINICIAN, "dr.demo",
                    Role.SECRETARY, "secretaire.demo",
                    Role.RADIOLOGIST, "radiologue.demo",
                    Role.ADMINISTRATOR, "admin.demo");

    private static final String INSIDE = "inside the door";

    private static WebServer server;
    private static final Map<Role, Browser> BROWSERS = new LinkedHashMap<>();
    private static Browser anonymous;

    @BeforeAll
    static void start() {
        server = WebServer.start(Clock.systemUTC(), List.of("web"), SecuredRoutesTest::register);
        anonymous = new Browser(server.address());
        ACCOUNTS.forEach(
                (role, name) -> BROWSERS.put(role, Browser.signedIn(server.address(), name)));
    }

    @AfterAll
    static void stop() {
        anonymous.close();
        BROWSERS.values().forEach(Browser::close);
        server.close();
    }

    private static Browser as(Role role) {
        return Objects.requireNonNull(BROWSERS.get(role));
    }

    private static void register(Web web) {
        var routes = web.routes();
        for (var permission : Permission.values()) {
            routes.get("/walk/" + permission, permission, r -> ServerResponse.ok().body(INSIDE));
            routes.get(
                    "/api/v1/walk/" + permission,
                    permission,
                    r -> ServerResponse.ok().body(INSIDE));
        }
        routes.get("/fail/{how}", Permission.VIEW_CASE, SecuredRoutesTest::fail)
                .get("/api/v1/fail/{how}", Permission.VIEW_CASE, SecuredRoutesTest::fail)
                .get("/order/{any}", Permission.VIEW_CASE, r -> ServerResponse.ok().body("any"))
                .get("/order/first", Permission.VIEW_CASE, r -> ServerResponse.ok().body("1st"))
                .post("/deed/{any}", Permission.VIEW_CASE, r -> ServerResponse.ok().body("done"))
                .get("/recorded/self", Permission.VIEW_CASE, SecuredRoutesTest::recorded)
                .recordedByService(all ->
                        all.get(
                                "/recorded/service",
                                Permission.VIEW_CASE,
                                r -> ServerResponse.ok().body("")))
                .failure(
                        ArithmeticException.class,
                        e -> Problem.of(HttpStatus.CONFLICT, "web.problem.405"));
    }

    private static ServerResponse recorded(ServerRequest request) {
        var event = AuditEvent.of(Session.user(request), Action.VIEW_CASE);
        server.services().audit().record(event);
        return ServerResponse.ok().body("recorded");
    }

    private static ServerResponse fail(ServerRequest request) {
        throw switch (Params.path(request, "how", how -> how)) {
            case "notfound" -> new NotFoundException("DUPONT^JEAN");
            case "param" -> new NotFoundException(parse(request).toString());
            case "conflict" -> new ConflictException("web.problem.405");
            case "large" -> new TooLargeException("DUPONT^JEAN");
            case "unavailable" -> new UnavailableException("busy", Duration.ofSeconds(7));
            case "own" -> new ArithmeticException("DUPONT^JEAN");
            default -> new IllegalStateException("DUPONT^JEAN");
        };
    }

    private static PatientKey parse(ServerRequest request) {
        return Params.path(request, "how", PatientKey::parse);
    }

    @Test
    void every_route_is_open_or_asks_for_a_sign_in_first() {
        for (var route : server.web().routes().table().routes()) {
            var path = route.pattern().replaceAll("\\{[^}]*}", "x");
            var answer =
                    anonymous.send(
                            anonymous
                                    .request(path, "Accept", "text/html")
                                    .method(route.method().name(), BodyPublishers.noBody()));
            boolean isAsked =
                    answer.statusCode() == 401
                            || answer.statusCode() == 403
                            || Browser.locations(answer).equals(List.of("/login"));
            if (route.guard() instanceof Guard.Open) {
                assertThat(answer.statusCode()).as(route.toString()).isNotEqualTo(401);
            } else {
                assertThat(isAsked).as(route.toString()).isTrue();
                assertThat(answer.body()).as(route.toString()).doesNotContain(INSIDE);
            }
        }
    }

    @Test
    void the_open_routes_are_these_and_no_others() {
        assertThat(server.web().routes().table().open())
                .extracting(route -> route.method() + " " + route.pattern())
                .filteredOn(route -> !route.endsWith(" /error"))
                .containsExactlyInAnyOrder(
                        "GET /assets/{*name}",
                        "GET /favicon.ico",
                        "GET /login",
                        "GET /login/onward",
                        "POST /login/onward",
                        "GET /login/refused",
                        "GET /login/second-factor",
                        "POST /language",
                        "POST /api/v1/tokens",
                        "GET /api/openapi.json");
    }

    @Test
    void each_role_passes_the_doors_that_the_policy_opens_and_no_other() {
        for (var permission : Permission.values()) {
            var roles = AccessPolicy.rolesWith(permission);
            BROWSERS.forEach((role, browser) ->
                    assertThat(browser.get("/walk/" + permission).statusCode())
                            .as("%s %s", role, permission)
                            .isEqualTo(roles.contains(role) ? 200 : 403));
        }
    }

    @Test
    void a_refusal_names_the_missing_right_and_whom_to_ask_and_is_recorded() {
        var secretary = as(Role.SECRETARY);

        assertThat(secretary.get("/walk/VIEW_IMAGES").body())
                .contains("ouvrir les images")
                .contains("Clinicien, Radiologue")
                .contains("Référence");
        assertThat(secretary.get("/api/v1/walk/VIEW_IMAGES").body())
                .contains("\"status\":403")
                .contains("ouvrir les images");
        assertThat(refusals("secretaire.demo")).contains("VIEW_IMAGES");
    }

    @Test
    void a_use_that_no_service_records_is_recorded_by_the_door() {
        var doctor = as(Role.CLINICIAN);
        doctor.get("/walk/VIEW_IMAGES");
        doctor.post("/deed/VIEW_CASE", Map.of());
        doctor.get("/order/first");
        doctor.get("/recorded/self");
        doctor.get("/recorded/service");
        doctor.get("/fail/notfound");

        assertThat(visits("dr.demo"))
                .contains("GET /walk/VIEW_IMAGES", "POST /deed/{any}", "GET /order/first")
                .doesNotContain("GET /recorded/self", "GET /recorded/service", "GET /fail/{how}");
    }

    private static List<String> visits(String name) {
        return lines(name, Action.VISIT, Outcome.SUCCESS).stream()
                .map(line -> line.event().detail())
                .toList();
    }

    private static List<String> refusals(String name) {
        return lines(name, Action.ACCESS, Outcome.REFUSED).stream()
                .flatMap(line -> line.event().objects().stream())
                .toList();
    }

    private static List<AuditLine> lines(String name, Action action, Outcome outcome) {
        var search =
                new AuditSearch(
                        Set.of(new UserName(name)),
                        Set.of(),
                        Set.of(action),
                        Set.of(outcome),
                        Instant.EPOCH,
                        Instant.now().plusSeconds(60),
                        Long.MAX_VALUE,
                        100);
        var admin = server.services().accounts().find(new UserName("admin.demo")).orElseThrow();
        return server.services().reader().search(admin, search);
    }

    @ParameterizedTest
    @CsvSource({
        "notfound,404",
        "param,400",
        "conflict,409",
        "large,413",
        "unavailable,503",
        "own,409",
        "other,500"
    })
    void what_a_handler_throws_becomes_a_page_or_a_problem(String how, int status) {
        var doctor = as(Role.CLINICIAN);

        var page = doctor.get("/fail/" + how);
        var problem = doctor.get("/api/v1/fail/" + how);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("<html").doesNotContain("DUPONT").contains("Référence");
        assertThat(problem.statusCode()).isEqualTo(status);
        assertThat(problem.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(problem.body())
                .containsPattern("\"reference\":\"[2-9A-Z]{8}\"")
                .contains("\"status\":" + status)
                .doesNotContain("DUPONT");
    }

    @Test
    void when_to_ask_again_is_said() {
        assertThat(
                        as(Role.CLINICIAN)
                                .get("/api/v1/fail/unavailable")
                                .headers()
                                .firstValue("Retry-After"))
                .contains("7");
    }

    @Test
    void an_unknown_address_is_a_page_for_people_and_a_problem_for_programs() {
        var doctor = as(Role.CLINICIAN);

        assertThat(doctor.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(doctor.get("/nowhere").body()).contains("Page introuvable");
        assertThat(doctor.get("/api/v1/nowhere").statusCode()).isEqualTo(404);
        assertThat(doctor.get("/api/v1/nowhere").body()).startsWith("{").contains("404");
        assertThat(Browser.locations(anonymous.get("/nowhere"))).containsExactly("/login");
        assertThat(anonymous.get("/api/v1/nowhere").statusCode()).isEqualTo(401);
    }

    @Test
    void the_most_specific_route_wins_in_whatever_order() {
        var doctor = as(Role.CLINICIAN);

        assertThat(doctor.get("/order/first").body()).isEqualTo("1st");
        assertThat(doctor.get("/order/other").body()).isEqualTo("any");
    }

    @Test
    void a_fragment_without_a_session_sends_the_whole_page_to_the_sign_in() {
        var answer = anonymous.get("/walk/VIEW_CASE", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/login");
    }

    @Test
    void a_pattern_is_added_once() {
        var routes = server.web().routes();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> routes.open(HttpMethod.GET, "/login", r -> fail(r)));
    }
}
