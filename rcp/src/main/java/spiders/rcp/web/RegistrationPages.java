// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.IdentifierTakenException;
import spiders.rcp.AgendaEntry;
import spiders.rcp.AlreadyRegisteredException;
import spiders.rcp.BoardCase;
import spiders.rcp.CaseForm;
import spiders.rcp.CaseRegistration;
import spiders.rcp.CaseState;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bringing a patient to a session. */
final class RegistrationPages {

    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;

    private final RcpServices services;
    private final Pages pages;

    RegistrationPages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get("/sessions/{session}/cases/new", Permission.REGISTER_CASE, this::form);
        routes.post("/sessions/{session}/cases", Permission.REGISTER_CASE, this::create);
    }

    private ServerResponse form(ServerRequest request) {
        var answer = new FormAnswer(CaseForm.empty(), Map.of(), List.of(), false);
        return show(request, session(request), 200, answer);
    }

    private ServerResponse create(ServerRequest request) {
        var form = form(request.params().toSingleValueMap());
        var session = session(request);
        return switch (form.check(session.session().id(), services.boards().today())) {
            case CaseForm.Checked.Wrong wrong ->
                    show(
                            request,
                            session,
                            UNPROCESSABLE,
                            new FormAnswer(form, wrong.errors(), List.of(), false));
            case CaseForm.Checked.Right right ->
                    register(request, session, form, right.registration());
        };
    }

    private ServerResponse register(
            ServerRequest request,
            AgendaEntry session,
            CaseForm form,
            CaseRegistration registration) {
        var user = Session.user(request);
        try {
            return registered(request, services.cases().register(user, registration));
        } catch (AlreadyRegisteredException present) {
            return show(
                    request,
                    session,
                    CONFLICT,
                    new FormAnswer(form, Map.of(), List.of(present.boardCase()), false));
        } catch (IdentifierTakenException _) {
            return show(
                    request, session, CONFLICT, new FormAnswer(form, Map.of(), List.of(), true));
        }
    }

    private ServerResponse registered(ServerRequest request, BoardCase added) {
        var user = Session.user(request);
        boolean searches = added.state() != CaseState.DRAFT && user.may(Permission.SEARCH_IMAGING);
        if (searches) {
            services.imaging().search(user, added.id());
        }
        var said = searches ? "rcp.case.registered" : "rcp.case.saved";
        return pages.redirect(request, "/cases/" + added.id(), Flash.of(Flash.Kind.DONE, said));
    }

    private AgendaEntry session(ServerRequest request) {
        return services.boards().session(Session.user(request), Ids.path(request, "session"));
    }

    private ServerResponse show(
            ServerRequest request, AgendaEntry session, int status, FormAnswer answer) {
        UUID id = session.session().id();
        return pages.page(request)
                .crumb("/sessions/" + id, "rcp.session.named", session.board().name())
                .title("rcp.form.title")
                .status(status)
                .render("rcp/case-form.jte", Map.of("entry", session, "answer", answer));
    }

    private static CaseForm form(Map<String, String> typed) {
        var person =
                new CaseForm.Person(
                        text(typed, "birthName"),
                        text(typed, "usedName"),
                        text(typed, "givenNames"),
                        text(typed, "birthDate"),
                        text(typed, "sex"),
                        text(typed, "ins"),
                        text(typed, "insOid"),
                        text(typed, "insStatus"));
        var identifier =
                new CaseForm.Identifier(
                        text(typed, "identifierAuthority"), text(typed, "identifierValue"));
        return new CaseForm(
                person,
                identifier.isEmpty() ? List.of() : List.of(identifier),
                text(typed, "question"),
                text(typed, "reason"),
                typed.containsKey("patientInformed"),
                typed.containsKey("draft"),
                typed.containsKey("homonym"));
    }

    private static String text(Map<String, String> typed, String name) {
        return typed.getOrDefault(name, "").strip();
    }
}
