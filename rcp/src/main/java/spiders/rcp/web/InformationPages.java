// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.InformationStatus;
import spiders.security.PatientStatement;
import spiders.security.PatientStatement.Channel;
import spiders.security.Permission;
import spiders.security.SharingPurpose;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a case's patient was told of sharing, and said, purpose by purpose. */
final class InformationPages {

    private static final String PATH = "/cases/{case}/information";
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_CHARACTERS = 500;
    private static final String REQUIRED = "web.form.required";

    private final RcpServices services;
    private final Pages pages;

    InformationPages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_CASE, request -> show(request, Form.with(Map.of()), 200))
                .post(PATH, Permission.RECORD_INFORMATION, this::record);
    }

    private ServerResponse show(ServerRequest request, Form form, int status) {
        var user = Session.user(request);
        var file = services.cases().file(user, Ids.path(request, "case"));
        var statements = services.rights().statements(user, file.boardCase().patient());
        var said = new LinkedHashMap<SharingPurpose, StatementLine>();
        for (var purpose : SharingPurpose.values()) {
            said.put(purpose, StatementLine.of(purpose, statements));
        }
        pages.limit(request, services.cases().allowed(user, file));
        return pages.page(request)
                .status(status)
                .crumb("/cases/" + file.boardCase().id(), "rcp.case.title")
                .title("rcp.information.title")
                .render(
                        "rcp/information.jte",
                        Map.of(
                                "atHand",
                                new CaseAtHand(file),
                                "lines",
                                said.values().stream().toList(),
                                "form",
                                form));
    }

    private ServerResponse record(ServerRequest request) {
        var user = Session.user(request);
        var file = services.cases().file(user, Ids.path(request, "case"));
        var form = Form.of(request);
        var statement = statement(form);
        if (!form.isAccepted() || statement.isEmpty()) {
            return show(request, form, UNPROCESSABLE);
        }
        try {
            services.rights().record(user, file.boardCase().patient(), statement.get());
        } catch (IllegalArgumentException _) {
            form.reject("on", "rcp.information.on.future");
            return show(request, form, UNPROCESSABLE);
        }
        return pages.redirect(
                request,
                "/cases/" + file.boardCase().id() + "/information",
                Flash.of(Flash.Kind.DONE, "rcp.information.recorded"));
    }

    private static Optional<PatientStatement> statement(Form form) {
        var purpose = form.parse("purpose", SharingPurpose::valueOf, REQUIRED);
        var status = form.parse("status", InformationStatus::valueOf, REQUIRED);
        var channel = form.parse("channel", Channel::valueOf, REQUIRED);
        var on = form.date("on");
        var document = form.optional("document", MOST_CHARACTERS);
        var remark = form.optional("remark", MOST_CHARACTERS);
        require(form, "purpose", purpose);
        require(form, "status", status);
        require(form, "channel", channel);
        require(form, "on", on);
        if (status.filter(InformationStatus.UNABLE_TO_INFORM::equals).isPresent()
                && remark.isEmpty()) {
            form.reject("remark", REQUIRED);
        }
        return form.isAccepted()
                ? Optional.of(
                        new PatientStatement(
                                purpose.orElseThrow(),
                                status.orElseThrow(),
                                on.orElseThrow(),
                                channel.orElseThrow(),
                                document,
                                remark))
                : Optional.empty();
    }

    private static void require(Form form, String name, Optional<?> value) {
        if (value.isEmpty()) {
            form.reject(name, REQUIRED);
        }
    }
}
