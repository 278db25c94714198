// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.web.oidc.OidcRefusal;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The pages on the way from and to an identity provider, and the choice of an activity. */
final class ProviderRoutes {

    static final String PENDING = "/account/pending";

    private static final String ONWARD = "/login/onward";
    private static final String REFUSED = "/login/refused";
    private static final String SAID = ProviderRoutes.class.getName() + ".said";
    private static final String CHOICE = "activity";

    /** Where the page leads, and what it says. */
    private record Onward(String address, String titleKey) {}

    private record Refused(OidcRefusal refusal, String provider) {}

    private final Pages pages;
    private final Web.Services services;

    ProviderRoutes(Pages pages, Web.Services services) {
        this.pages = pages;
        this.services = services;
    }

    /** The first three are reached from inside this server, and say nothing to who comes alone. */
    void register(SecuredRoutes routes) {
        routes.open(HttpMethod.GET, ONWARD, this::onward)
                .open(HttpMethod.POST, ONWARD, this::onward)
                .open(HttpMethod.GET, REFUSED, this::refused)
                .signedIn(HttpMethod.GET, Duty.CHOOSE_ACTIVITY.path(), this::activities)
                .signedIn(HttpMethod.POST, Duty.CHOOSE_ACTIVITY.path(), this::choose)
                .signedIn(HttpMethod.GET, PENDING, this::pending);
    }

    /** Shows a page that leads on within this hub. */
    static void leadOn(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException, ServletException {
        forward(request, response, ONWARD, new Onward(path, "web.oidc.onward"));
    }

    /** Shows a page that leads out to the provider, to end the session there. */
    static void leadOut(HttpServletRequest request, HttpServletResponse response, URI place)
            throws IOException, ServletException {
        forward(request, response, ONWARD, new Onward(place.toString(), "web.oidc.outward"));
    }

    /** Shows why nobody was signed in. */
    static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            OidcRefusal refusal,
            String provider)
            throws IOException, ServletException {
        forward(request, response, REFUSED, new Refused(refusal, provider));
    }

    private static void forward(
            HttpServletRequest request, HttpServletResponse response, String path, Object said)
            throws IOException, ServletException {
        request.setAttribute(SAID, said);
        request.getRequestDispatcher(path).forward(request, response);
    }

    private ServerResponse onward(ServerRequest request) {
        if (!(request.servletRequest().getAttribute(SAID)
                instanceof Onward(var address, var titleKey))) {
            return pages.redirect("/login");
        }
        return pages.page(request)
                .bare()
                .title(titleKey)
                .leadingTo(address)
                .render("web/onward.jte", Map.of("address", address, "titleKey", titleKey));
    }

    private ServerResponse refused(ServerRequest request) {
        if (request.servletRequest().getAttribute(SAID)
                instanceof Refused(var refusal, var provider)) {
            throw new RefusedSignInException(
                    Problem.of(status(refusal), "web.oidc." + refusal.name(), provider));
        }
        return pages.redirect("/login");
    }

    private static HttpStatus status(OidcRefusal refusal) {
        return switch (refusal) {
            case UNREACHABLE, FULL -> HttpStatus.SERVICE_UNAVAILABLE;
            case STALE -> HttpStatus.BAD_REQUEST;
            case CANCELLED, LEVEL, CLOSED, INVALID -> HttpStatus.FORBIDDEN;
        };
    }

    private ServerResponse activities(ServerRequest request) {
        return activities(request, Form.with(Map.of()), 200);
    }

    private ServerResponse activities(ServerRequest request, Form form, int status) {
        var visitor = Session.requireVisitor(request);
        return pages.page(request)
                .status(status)
                .title("web.activity.title")
                .render(
                        "web/activity.jte",
                        Map.of(
                                "activities",
                                visitor.activities(),
                                "acting",
                                visitor.user().acting(),
                                "form",
                                form));
    }

    private ServerResponse choose(ServerRequest request) {
        var visitor = Session.requireVisitor(request);
        var form = Form.of(request);
        var choice = form.parse(CHOICE, Integer::valueOf, "web.activity.none");
        if (choice.isEmpty() || choice.get() < 0 || choice.get() >= visitor.activities().size()) {
            form.reject(CHOICE, "web.activity.none");
            return activities(request, form, 422);
        }
        var acting = visitor.actingAs(visitor.activities().get(choice.get()));
        services.federated().chose(acting.user());
        Session.keep(request, acting);
        return pages.redirect("/");
    }

    private ServerResponse pending(ServerRequest request) {
        return Session.user(request).isPending()
                ? pages.render(request, "web.pending.title", "web/pending.jte", Map.of())
                : pages.redirect("/");
    }
}
