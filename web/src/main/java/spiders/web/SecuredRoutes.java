// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Recording;
import spiders.web.Route.Trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where modules hang their routes: no other way leads to a handler, so none is without a guard.
 *
 * <p>The door asks for the sign-in and the permission, records a refusal, and a use that the
 * service leaves no record of, and turns what a handler throws into a page or a problem ({@link
 * Failures}). The service behind decides again, with the patient in hand. The most specific pattern
 * wins, in whatever order they were added.
 */
public final class SecuredRoutes {

    private record Entry(Route route, PathPattern path, HandlerFunction<ServerResponse> handler) {}

    private final Access access;
    private final Audit audit;
    private final Failures failures;
    private final Navigation navigation;
    private final List<Entry> entries = new ArrayList<>();
    private final ApiDescription description = new ApiDescription();
    private final List<RequestMatcher> open = new CopyOnWriteArrayList<>();
    private Trace trace = Trace.RECORD;

    public SecuredRoutes(Access access, Audit audit, Failures failures, Navigation navigation) {
        this.access = access;
        this.audit = audit;
        this.failures = failures;
        this.navigation = navigation;
    }

    /** {@code GET}, for whose roles carry the permission. */
    public SecuredRoutes get(
            String pattern, Permission permission, HandlerFunction<ServerResponse> handler) {
        return add(HttpMethod.GET, pattern, new Guard.Needs(permission), handler);
    }

    /** {@code POST}, for whose roles carry the permission. */
    public SecuredRoutes post(
            String pattern, Permission permission, HandlerFunction<ServerResponse> handler) {
        return add(HttpMethod.POST, pattern, new Guard.Needs(permission), handler);
    }

    /** {@code PUT}, for whose roles carry the permission. */
    public SecuredRoutes put(
            String pattern, Permission permission, HandlerFunction<ServerResponse> handler) {
        return add(HttpMethod.PUT, pattern, new Guard.Needs(permission), handler);
    }

    /** {@code DELETE}, for whose roles carry the permission. */
    public SecuredRoutes delete(
            String pattern, Permission permission, HandlerFunction<ServerResponse> handler) {
        return add(HttpMethod.DELETE, pattern, new Guard.Needs(permission), handler);
    }

    /** For whoever has signed in. */
    public SecuredRoutes signedIn(
            HttpMethod method, String pattern, HandlerFunction<ServerResponse> handler) {
        return add(method, pattern, new Guard.SignedIn(), handler);
    }

    /** For everybody; say at the call why it tells nothing. */
    public SecuredRoutes open(
            HttpMethod method, String pattern, HandlerFunction<ServerResponse> handler) {
        return add(method, pattern, new Guard.Open(), handler);
    }

    /**
     * Adds routes whose uses are recorded by their services alone: what is asked for again and
     * again after a first time that is recorded. Say at the call which record that is.
     */
    public SecuredRoutes recordedByService(Consumer<SecuredRoutes> added) {
        trace = Trace.OF_SERVICE;
        added.accept(this);
        trace = Trace.RECORD;
        return this;
    }

    /** Puts a link in the top bar, for whose roles carry its permission. */
    public SecuredRoutes navigation(NavItem item) {
        navigation.add(item);
        return this;
    }

    /** Puts a section on the home page, for whose roles carry its permission. */
    public SecuredRoutes home(HomeSection section) {
        navigation.add(section);
        return this;
    }

    /** Says something on top of every page, to whom it concerns. */
    public SecuredRoutes notice(FrameNotice notice) {
        navigation.add(notice);
        return this;
    }

    /** Says where on the class path a module describes its part of the JSON interface (OpenAPI). */
    public SecuredRoutes describedBy(String resource) {
        description.add(resource);
        return this;
    }

    /** The description of the JSON interface, of the parts that were added so far. */
    byte[] description() {
        return description.json();
    }

    /** How a module's own exception is answered. */
    public <E extends Exception> SecuredRoutes failure(
            Class<E> type, Function<E, Problem> problem) {
        failures.add(type, problem);
        return this;
    }

    /** Every route added so far. */
    public RouteTable table() {
        return new RouteTable(entries.stream().map(Entry::route).toList());
    }

    /** What the dispatcher calls; made once, after the last module has registered. */
    public RouterFunction<ServerResponse> router() {
        var router = RouterFunctions.route();
        entries.stream()
                .sorted(Comparator.comparing(Entry::path))
                .forEach(entry ->
                        router.route(
                                RequestPredicates.method(entry.route().method())
                                        .and(RequestPredicates.path(entry.route().pattern())),
                                request -> answer(request, entry)));
        return router.build();
    }

    boolean isOpen(HttpServletRequest request) {
        return open.stream().anyMatch(route -> route.matches(request));
    }

    private SecuredRoutes add(
            HttpMethod method,
            String pattern,
            Guard guard,
            HandlerFunction<ServerResponse> handler) {
        var route = new Route(method, pattern, guard, trace(method, guard));
        if (entries.stream()
                .anyMatch(e ->
                        e.route().method().equals(method) && e.route().pattern().equals(pattern))) {
            throw new IllegalArgumentException("%s %s exists".formatted(method, pattern));
        }
        var path = PathPatternParser.defaultInstance.parse(pattern);
        entries.add(new Entry(route, path, handler));
        if (guard instanceof Guard.Open) {
            open.add(PathPatternRequestMatcher.withDefaults().matcher(method, pattern));
        }
        return this;
    }

    private ServerResponse answer(ServerRequest request, Entry entry) {
        try {
            check(request, entry.route().guard());
            requireText(request);
            var done = Recording.of(() -> entry.handler().handle(request));
            if (!done.isLeft() && entry.route().trace() == Trace.RECORD) {
                recordVisit(request, entry.route(), done.result());
            }
            return done.result();
        } catch (Exception e) { // The HTTP error page: every failure becomes an answer.
            return failures.answer(request, e);
        }
    }

    /** Everybody may come by an open door; their own account is people's own affair. */
    private Trace trace(HttpMethod method, Guard guard) {
        return switch (guard) {
            case Guard.Open() -> Trace.OF_SERVICE;
            case Guard.SignedIn() -> method.equals(HttpMethod.GET) ? Trace.OF_SERVICE : trace;
            case Guard.Needs(Permission _) -> trace;
        };
    }

    private void recordVisit(ServerRequest request, Route route, ServerResponse answer) {
        if (!answer.statusCode().isError()) {
            var words = route.method() + " " + route.pattern();
            audit.record(AuditEvent.of(Session.user(request), Action.VISIT).detail(words));
        }
    }

    private void check(ServerRequest request, Guard guard) {
        if (!(guard instanceof Guard.Open)) {
            Session.visitor()
                    .flatMap(Visitor::duty)
                    .filter(duty -> !request.path().equals(duty.path()))
                    .ifPresent(SecuredRoutes::demand);
        }
        switch (guard) {
            case Guard.Open() -> {}
            case Guard.SignedIn() -> checkPending(request);
            case Guard.Needs(Permission permission) ->
                    access.require(Session.user(request), permission);
        }
    }

    /** Nobody types the character 0, and the database keeps it in no text. */
    private static void requireText(ServerRequest request) {
        request.params()
                .forEach((name, values) -> {
                    if (name.indexOf('\0') >= 0
                            || values.stream().anyMatch(one -> one.indexOf('\0') >= 0)) {
                        throw new InvalidParamException(name.replace('\0', '?'));
                    }
                });
    }

    private static void demand(Duty duty) {
        throw new DutyFirstException(duty);
    }

    /** Without a role the pages of a person's own account are open, and none else. */
    private static void checkPending(ServerRequest request) {
        if (Session.user(request).isPending() && !request.path().startsWith("/account/")) {
            throw new PendingAccountException();
        }
    }
}
