// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.User;
import spiders.security.WeakPasswordException;

import java.util.Map;

/** {@code /account/password}: a person's own password. */
final class PasswordRoutes {

    private static final String PATH = Duty.CHANGE_PASSWORD.path();

    private static final String CURRENT = "current";
    private static final String REPLACEMENT = "replacement";
    private static final String AGAIN = "again";

    private final Pages pages;
    private final Web.Services services;
    private final OpenSessions sessions;

    PasswordRoutes(Pages pages, Web.Services services, OpenSessions sessions) {
        this.pages = pages;
        this.services = services;
        this.sessions = sessions;
    }

    void register(SecuredRoutes routes) {
        routes.signedIn(HttpMethod.GET, PATH, request -> show(request, Form.with(Map.of()), 200))
                .signedIn(HttpMethod.POST, PATH, this::change);
    }

    private ServerResponse change(ServerRequest request) {
        var form = Form.of(request);
        var user = Session.user(request);
        if (!form.value(REPLACEMENT).equals(form.value(AGAIN))) {
            form.reject(AGAIN, "web.password.differs");
        }
        if (!form.isAccepted() || !isChanged(user, form)) {
            return show(request, form, 422);
        }
        services.tokens().revokeAll(user, user.name());
        sessions.closeOthers(user.name(), request.servletRequest().getSession());
        Session.keep(request, Session.requireVisitor(request).without(Duty.CHANGE_PASSWORD));
        request.servletRequest().changeSessionId();
        return pages.redirect(request, "/", Flash.of(Flash.Kind.DONE, "web.password.done"));
    }

    private boolean isChanged(User user, Form form) {
        try {
            if (services.accounts()
                    .changePassword(user, form.value(CURRENT), form.value(REPLACEMENT))) {
                return true;
            }
            form.reject(CURRENT, "web.password.wrong");
        } catch (WeakPasswordException weak) {
            form.reject(REPLACEMENT, "web.password." + weak.reason().name());
        }
        return false;
    }

    private ServerResponse show(ServerRequest request, Form form, int status) {
        boolean mustChange =
                Session.requireVisitor(request).duties().contains(Duty.CHANGE_PASSWORD);
        return pages.page(request)
                .status(status)
                .title("web.password.title")
                .render("web/password.jte", Map.of("form", form, "mustChange", mustChange));
    }
}
