// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.CaseForm;
import spiders.security.Permission;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Cases as JSON: registration, reading, submission, withdrawal. */
final class CaseApi {

    private final RcpServices services;
    private final Pages pages;

    CaseApi(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.post("/api/v1/cases", Permission.REGISTER_CASE, this::create);
        routes.get("/api/v1/cases/{case}", Permission.VIEW_CASE, this::show);
        routes.post("/api/v1/cases/{case}/submit", Permission.EDIT_CASE, this::submit);
        routes.post("/api/v1/cases/{case}/withdraw", Permission.EDIT_CASE, this::withdraw);
    }

    private record Created(UUID id, UUID patientKey, String state) {}

    private record Refused(
            String type, String title, int status, String detail, Map<String, String> errors) {}

    private ServerResponse create(ServerRequest request) {
        var sent = Params.body(request, CaseRequest.class);
        var session = session(sent);
        return switch (sent.form().check(session, services.boards().today())) {
            case CaseForm.Checked.Wrong wrong -> refused(request, wrong.errors());
            case CaseForm.Checked.Right right -> {
                var added = services.cases().register(Session.user(request), right.registration());
                yield ServerResponse.created(URI.create("/api/v1/cases/" + added.id()))
                        .body(
                                new Created(
                                        added.id(), added.patient().value(), added.state().name()));
            }
        };
    }

    private static UUID session(CaseRequest sent) {
        try {
            return UUID.fromString(String.valueOf(sent.session()));
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException("session");
        }
    }

    private ServerResponse refused(ServerRequest request, Map<String, String> errors) {
        Locale locale = Session.locale(request);
        var messages = pages.messages();
        var texts =
                errors.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        error -> messages.text(locale, error.getValue())));
        var key = "rcp.problem.invalid-case";
        var fields = errors.keySet().stream().sorted().collect(Collectors.joining(", "));
        return ServerResponse.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        new Refused(
                                "about:blank",
                                messages.text(locale, key + ".title"),
                                HttpStatus.BAD_REQUEST.value(),
                                messages.text(locale, key + ".detail", errors.size(), fields),
                                texts));
    }

    private ServerResponse show(ServerRequest request) {
        var file = services.cases().open(Session.user(request), Ids.path(request, "case"));
        return ServerResponse.ok().body(CaseJson.of(file));
    }

    private ServerResponse submit(ServerRequest request) {
        services.cases().submit(Session.user(request), Ids.path(request, "case"));
        return ServerResponse.noContent().build();
    }

    private ServerResponse withdraw(ServerRequest request) {
        services.cases().withdraw(Session.user(request), Ids.path(request, "case"));
        return ServerResponse.noContent().build();
    }
}
