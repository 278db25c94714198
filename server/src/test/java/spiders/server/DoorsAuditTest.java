// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpMethod;

import spiders.archive.dimse.CallerRight;
import spiders.dicom.net.Status;
import spiders.security.AccessPolicy;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.UserName;
import spiders.server.DoorVisitor.Body;
import spiders.web.Guard;
import spiders.web.Route;
import spiders.web.Route.Trace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comes by every door of a running hub, by its own tables: each use leaves a record. */
class DoorsAuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOWHERE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private static final Set<HttpMethod> WRITING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final Map<String, String> OPEN_TO_ALL =
            Map.of(
                    "POST /language", "a cookie of the browser's own, wanted before any sign-in",
                    "POST /api/v1/tokens", "it is a sign-in, by the password that it carries",
                    "POST /login/onward", "a page of the sign-in by a provider, led to inside",
                    "POST /error", "the page that says what failed, led to inside",
                    "PUT /error", "the same",
                    "PATCH /error", "the same",
                    "DELETE /error", "the same");

    /** Who has no session cannot be made to send it: a page elsewhere does not know passwords. */
    private static final String WITHOUT_SESSION = "POST /api/v1/tokens";

    private static final List<Body> BODIES =
            List.of(Body.NOTHING, Body.form(""), Body.json("{}"), Body.json("null"));

    /** Every field that a route on a case asks for, so that nothing but the right is missing. */
    private static final Body FORM =
            Body.form("verdict=CONFIRMED&study=1.2.3&source=pacs&reason=erreur&keep-1.2.3=suivi");

    private static final Body JSON =
            Body.json(
                    """
                    {"studyInstanceUID": "1.2.3", "source": "pacs", "verdict": "CONFIRMED",
                     "reason": "erreur", "studies": ["1.2.3"]}
                    """);

    @TempDir private static Path folder;
    private static Doors doors;

    @BeforeAll
    static void start() throws Exception {
        doors = Doors.open(folder);
        assertThat(doors.caller("ALL").store(SampleObjects.STUDY, 1)).isEqualTo(Status.SUCCESS);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    /** Each is asked for again and again, after a first time that its service records. */
    @Test
    void the_routes_whose_uses_are_not_each_recorded_are_these() {
        assertThat(doors.routes())
                .filteredOn(route -> route.guard() instanceof Guard.Needs)
                .filteredOn(route -> route.trace() == Trace.OF_SERVICE)
                .extracting(DoorsAuditTest::name)
                .filteredOn(route -> !route.contains(" /dicomweb/"))
                .containsExactlyInAnyOrder(
                        "GET /viewer/{*name}",
                        "GET /cases/{case}/imaging",
                        "POST /cases/{case}/disc/studies",
                        "POST /cases/{case}/disc/imports",
                        "POST /cases/{case}/disc/imports/{study}/objects",
                        "GET /cases/{case}/events",
                        "GET /sessions/{session}/agenda",
                        "GET /sessions/{session}/events",
                        "GET /readiness/week",
                        "GET /readiness/events",
                        "GET /api/v1/cases/{case}/search",
                        "GET /api/v1/cases/{case}/transfers",
                        "GET /api/v1/cases/{case}/readiness");
    }

    /** Who can be known at a door: a token says who asks only where programs ask. */
    private static Set<Role> comers(Route route) {
        return isForPrograms(route)
                ? EnumSet.allOf(Role.class)
                : EnumSet.complementOf(EnumSet.of(Role.PEER));
    }

    private static boolean isForPrograms(Route route) {
        return route.pattern().matches("/(api|dicomweb)/.*");
    }

    private static String name(Route route) {
        return route.method() + " " + route.pattern();
    }

    @Test
    void every_page_that_needs_a_right_is_recorded_for_whoever_opens_it() throws Exception {
        int walked = 0;
        for (var route : doors.routes()) {
            if (!route.method().equals(HttpMethod.GET)
                    || route.trace() != Trace.RECORD
                    || route.pattern().contains("{")
                    || !(route.guard() instanceof Guard.Needs(Permission permission))) {
                continue;
            }
            walked++;
            for (var role : comers(route)) {
                var visitor = doors.visitor(role);
                long before = doors.records(visitor.name());
                var answer = visitor.get(route.pattern());

                boolean isAllowed = AccessPolicy.rolesWith(permission).contains(role);
                assertThat(answer.statusCode())
                        .as("%s by %s", route, role)
                        .isEqualTo(isAllowed ? 200 : 403);
                assertThat(doors.records(visitor.name()))
                        .as("%s by %s", route, role)
                        .isGreaterThan(before);
            }
        }
        assertThat(walked).isGreaterThan(10);
    }

    @Test
    void every_route_without_its_right_is_refused_and_recorded() throws Exception {
        for (var route : doors.routes()) {
            if (!(route.guard() instanceof Guard.Needs(Permission permission))) {
                continue;
            }
            for (var role : comers(route)) {
                if (AccessPolicy.rolesWith(permission).contains(role)) {
                    continue;
                }
                var visitor = doors.visitor(role);
                long before = doors.refusals(visitor.name(), permission);
                var answer = visitor.write(route.method(), path(route), Body.NOTHING);

                assertThat(answer.statusCode()).as("%s by %s", route, role).isEqualTo(403);
                assertThat(doors.refusals(visitor.name(), permission))
                        .as("%s by %s", route, role)
                        .isEqualTo(before + 1);
            }
        }
    }

    private static String path(Route route) {
        return route.pattern().replaceAll("\\{[^}]*}", NOWHERE);
    }

    private static List<Route> writing() {
        var routes =
                doors.routes().stream().filter(route -> WRITING.contains(route.method())).toList();
        assertThat(routes).hasSizeGreaterThan(60);
        return routes;
    }

    @Test
    void the_writing_routes_that_anybody_may_use_are_these() {
        assertThat(writing())
                .filteredOn(route -> route.guard() instanceof Guard.Open)
                .extracting(DoorsAuditTest::name)
                .containsExactlyInAnyOrderElementsOf(OPEN_TO_ALL.keySet());
    }

    /** What is sent is incomplete, and what it is about is not there: that is all that is wrong. */
    @Test
    void who_has_the_right_passes_every_writing_door_and_no_empty_body_breaks_it()
            throws Exception {
        for (var route : writing()) {
            for (var role : comers(route)) {
                if (isAllowed(route, role)) {
                    for (var body : BODIES) {
                        assertPasses(route, role, body);
                    }
                }
            }
        }
    }

    /**
     * What is done with a case needs the right to see it too, which systems have not. At the doors
     * of its own account a system's token would end itself.
     */
    private static boolean isAllowed(Route route, Role role) {
        boolean isOfCase = route.pattern().contains("{case}");
        return route.guard() instanceof Guard.Needs(var permission)
                ? AccessPolicy.rolesWith(permission).contains(role)
                        && (!isOfCase
                                || AccessPolicy.rolesWith(Permission.VIEW_CASE).contains(role))
                : role != Role.PEER;
    }

    private static void assertPasses(Route route, Role role, Body body) throws Exception {
        var answer = doors.visitor(role).write(route.method(), path(route), body);
        assertThat(answer.statusCode())
                .as("%s by %s with %s", route, role, body)
                .isLessThan(500)
                .isNotIn(401, 403);
        assertThat(isOpen(route) || !answer.headers().map().containsValue(List.of("/login")))
                .as("%s by %s with %s", route, role, body)
                .isTrue();
    }

    private static boolean isOpen(Route route) {
        return route.guard() instanceof Guard.Open;
    }

    @Test
    void no_writing_door_obeys_what_another_site_makes_a_browser_send() throws Exception {
        for (var route : writing()) {
            for (var role : EnumSet.complementOf(EnumSet.of(Role.PEER))) {
                var answer = doors.visitor(role).writeForged(route.method(), path(route));
                assertThat(answer.statusCode())
                        .as("%s by %s", route, role)
                        .isEqualTo(name(route).equals(WITHOUT_SESSION) ? 400 : 403);
            }
        }
    }

    @Test
    void whoever_has_not_signed_in_is_asked_to_at_every_writing_door_that_is_not_open()
            throws Exception {
        for (var route : writing()) {
            if (isOpen(route)) {
                continue;
            }
            var answer = doors.anonymous().write(route.method(), path(route), Body.NOTHING);
            assertThat(answer.statusCode())
                    .as(route.toString())
                    .isEqualTo(isForPrograms(route) ? 401 : 302);
            assertThat(answer.headers().firstValue("Location").orElse("/login"))
                    .as(route.toString())
                    .isEqualTo("/login");
        }
    }

    /** The role has the right, for patients of its own: another's case is as one not there. */
    @Test
    void a_case_of_strangers_is_not_there_for_any_writing_door_and_asking_is_recorded()
            throws Exception {
        var ofSecretary = doors.registerCase(Role.SECRETARY, "Agathe");
        var ofClinician = doors.registerCase(Role.CLINICIAN, "Brigitte");
        int walked = 0;
        for (var route : writing()) {
            if (!route.pattern().contains("{case}")
                    || !(route.guard() instanceof Guard.Needs(Permission permission))) {
                continue;
            }
            for (var role : rolesTiedToPatients(permission)) {
                walked++;
                var visitor = doors.visitor(role);
                var stranger = role == Role.SECRETARY ? ofClinician : ofSecretary;
                long before = doors.refusalsOfPatients(visitor.name());
                var answer =
                        visitor.write(
                                route.method(),
                                path(route, stranger),
                                isForPrograms(route) ? JSON : FORM);

                assertThat(answer.statusCode()).as("%s by %s", route, role).isEqualTo(404);
                assertThat(doors.refusalsOfPatients(visitor.name()))
                        .as("%s by %s", route, role)
                        .isEqualTo(before + 1);
            }
        }
        assertThat(walked).isGreaterThan(30);
    }

    private static List<Role> rolesTiedToPatients(Permission permission) {
        return AccessPolicy.table().stream()
                .filter(row -> row.permission() == permission && !row.relations().isEmpty())
                .map(AccessPolicy.Row::role)
                .toList();
    }

    private static String path(Route route, String boardCase) {
        return route.pattern()
                .replace("{case}", boardCase)
                .replace("{study}", "1.2.3")
                .replaceAll("\\{[^}]*}", NOWHERE);
    }

    /** All but an echo, which touches nothing, hangs on one of these rights. */
    @ParameterizedTest
    @EnumSource
    void every_dimse_service_is_recorded_for_who_may_and_who_may_not(CallerRight right)
            throws Exception {
        long before = doors.records(UserName.SYSTEM.value());
        assertThat(doors.caller("ALL").ask(right)).isEqualTo(Status.SUCCESS);
        long done = recordsAbove(before);

        assertThat(doors.caller("NO-" + right).ask(right)).satisfies(DoorsAuditTest::isRefusal);
        recordsAbove(done);
    }

    /** A commitment is recorded when its report was taken, a moment after that. */
    private static long recordsAbove(long before) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long now = doors.records(UserName.SYSTEM.value());
        while (now <= before && System.nanoTime() < end) {
            Thread.sleep(50);
            now = doors.records(UserName.SYSTEM.value());
        }
        assertThat(now).isGreaterThan(before);
        return now;
    }

    private static void isRefusal(Status status) {
        assertThat(status.isSuccess()).isFalse();
    }
}
