// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.SecondFactors.Proposal;
import spiders.security.SignIn;

import java.util.List;
import java.util.Map;

/** The second factor: the page that asks for it, and a person's own, to have it or be without. */
final class SecondFactorRoutes {

    private static final String PATH = Duty.ENROL_SECOND_FACTOR.path();
    private static final String PROPOSAL = SecondFactorRoutes.class.getName() + ".proposal";
    private static final String CODE = "code";

    private final Pages pages;
    private final Web.Services services;

    SecondFactorRoutes(Pages pages, Web.Services services) {
        this.pages = pages;
        this.services = services;
    }

    /** The first is open, for nobody has signed in yet; it tells nothing of the account. */
    void register(SecuredRoutes routes) {
        routes.open(HttpMethod.GET, SecondFactorFilter.PATH, this::ask)
                .signedIn(HttpMethod.GET, PATH, request -> show(request, blank(), 200))
                .signedIn(HttpMethod.POST, PATH, this::enrol)
                .signedIn(HttpMethod.POST, PATH + "/codes", this::renewCodes)
                .signedIn(HttpMethod.POST, PATH + "/removal", this::remove);
    }

    private ServerResponse ask(ServerRequest request) {
        if (PendingSignIn.of(request.servletRequest()).isEmpty()) {
            return pages.redirect("/login");
        }
        return pages.page(request)
                .bare()
                .title("web.factor.title")
                .render(
                        "web/second-factor.jte",
                        Map.of("flashes", Pages.takeFlashes(request.servletRequest())));
    }

    private ServerResponse show(ServerRequest request, Form form, int status) {
        var visitor = Session.requireVisitor(request);
        var summary = services.secondFactors().summary(visitor.user());
        if (summary.isPresent()) {
            return pages.page(request)
                    .status(status)
                    .title("web.factor.own")
                    .render(
                            "web/factor-own.jte",
                            Map.of(
                                    "form",
                                    form,
                                    "summary",
                                    summary.get(),
                                    "required",
                                    services.secondFactors().isRequired(visitor.user())));
        }
        var proposal = proposal(request);
        var label = pages.of(request).text("web.factor.qr");
        return pages.page(request)
                .status(status)
                .title("web.factor.enrol")
                .render(
                        "web/factor-enrol.jte",
                        Map.of(
                                "form",
                                form,
                                "secret",
                                proposal.secret(),
                                "uri",
                                proposal.uri(),
                                "code",
                                QRCode.of(proposal.uri().toString(), label),
                                "must",
                                visitor.duties().contains(Duty.ENROL_SECOND_FACTOR)));
    }

    /** One for the session, so that the page can be loaded again while the code is typed. */
    private Proposal proposal(ServerRequest request) {
        var session = request.servletRequest().getSession();
        if (session.getAttribute(PROPOSAL) instanceof Proposal proposal) {
            return proposal;
        }
        var proposal = services.secondFactors().propose(Session.user(request));
        session.setAttribute(PROPOSAL, proposal);
        return proposal;
    }

    private ServerResponse enrol(ServerRequest request) {
        var user = Session.user(request);
        if (services.secondFactors().isEnrolled(user.name())) {
            throw new ConflictException("web.factor.already");
        }
        var form = Form.of(request);
        var codes = services.secondFactors().enrol(user, proposal(request), form.value(CODE));
        if (codes.isEmpty()) {
            form.reject(CODE, "web.factor.wrong");
            return show(request, form, 422);
        }
        request.servletRequest().getSession().removeAttribute(PROPOSAL);
        Session.keep(request, Session.requireVisitor(request).without(Duty.ENROL_SECOND_FACTOR));
        request.servletRequest().changeSessionId();
        return codes(request, codes.get());
    }

    private ServerResponse renewCodes(ServerRequest request) {
        var form = Form.of(request);
        if (!isProven(request, form)) {
            return show(request, form, 422);
        }
        return codes(request, services.accounts().renewRecoveryCodes(Session.user(request)));
    }

    private ServerResponse remove(ServerRequest request) {
        var form = Form.of(request);
        if (!isProven(request, form)) {
            return show(request, form, 422);
        }
        services.accounts().removeSecondFactor(Session.user(request));
        var visitor = Session.requireVisitor(request);
        if (services.secondFactors().isRequired(visitor.user())) {
            Session.keep(request, visitor.with(Duty.ENROL_SECOND_FACTOR));
        }
        return pages.redirect(request, PATH, Flash.of(Flash.Kind.DONE, "web.factor.removed"));
    }

    /** Whether a right code came along; wrong ones count as at the sign-in. */
    private boolean isProven(ServerRequest request, Form form) {
        var user = Session.user(request);
        return switch (services.accounts().proveSecondFactor(user, form.value(CODE))) {
            case SignIn.Accepted _ -> true;
            case SignIn.Refused _, SignIn.SecondFactorNeeded _ -> {
                form.reject(CODE, "web.factor.wrong");
                yield false;
            }
            case SignIn.Locked _ -> {
                form.reject(CODE, "web.factor.locked");
                yield false;
            }
        };
    }

    private ServerResponse codes(ServerRequest request, List<String> codes) {
        return pages.page(request)
                .title("web.factor.codes")
                .render("web/factor-codes.jte", Map.of("codes", codes));
    }

    private static Form blank() {
        return Form.with(Map.of());
    }
}
