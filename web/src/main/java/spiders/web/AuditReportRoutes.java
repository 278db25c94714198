// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.AuditReader;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.ReportPeriod;
import spiders.security.UserName;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code /audit/patients/{patient}} and {@code /audit/people/{who}}: who saw a patient, and what a
 * person did, as pages, as tables for spreadsheets, and on paper.
 */
final class AuditReportRoutes {

    private static final String PATIENT = "/audit/patients/{patient}";
    private static final String PERSON = "/audit/people/{who}";
    private static final int YEARS = 3;

    private final Pages pages;
    private final AuditReader reader;
    private final Clock clock;

    AuditReportRoutes(Pages pages, AuditReader reader, Clock clock) {
        this.pages = pages;
        this.reader = reader;
        this.clock = clock;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATIENT, Permission.VIEW_AUDIT, this::patient)
                .get(PATIENT + "/table", Permission.VIEW_AUDIT, this::patientTable)
                .get(PATIENT + "/pdf", Permission.VIEW_AUDIT, this::patientPaper)
                .get(PERSON, Permission.VIEW_AUDIT, this::person)
                .get(PERSON + "/table", Permission.VIEW_AUDIT, this::personTable)
                .get(PERSON + "/pdf", Permission.VIEW_AUDIT, this::personPaper);
    }

    private ServerResponse patient(ServerRequest request) {
        var patient = Params.path(request, "patient", PatientKey::parse);
        var period = period(request);
        var lines = reader.whoSaw(Session.user(request), patient, period);
        return pages.page(request)
                .crumb("/audit", "web.audit.title")
                .title("web.report.patient")
                .render(
                        "web/patientaccess.jte",
                        Map.of("lines", lines, "patient", patient, "period", period));
    }

    private ServerResponse patientTable(ServerRequest request) {
        var patient = Params.path(request, "patient", PatientKey::parse);
        var period = period(request);
        var lines = reader.whoSaw(Session.user(request), patient, period);
        var page = pages.of(request);
        return ReportTable.accesses(page, lines)
                .csv(page.locale(), "acces-%s-%s.csv".formatted(patient, period.last()));
    }

    private ServerResponse patientPaper(ServerRequest request) {
        var patient = Params.path(request, "patient", PatientKey::parse);
        var period = period(request);
        var lines = reader.whoSaw(Session.user(request), patient, period);
        var page = pages.of(request);
        var said = new ArrayList<String>();
        said.add(page.text("web.report.patientKey", patient));
        said.add(page.text("web.report.patientLead"));
        var around = around(request, "web.report.patient", said, period, lines.size());
        return ReportTable.accesses(page, lines)
                .pdf(page, around, "acces-%s-%s.pdf".formatted(patient, period.last()));
    }

    private ServerResponse person(ServerRequest request) {
        var who = Params.path(request, "who", UserName::new);
        var period = period(request);
        var lines = reader.whatDid(Session.user(request), who, period);
        return pages.page(request)
                .crumb("/audit", "web.audit.title")
                .title("web.report.person")
                .render(
                        "web/persondeeds.jte",
                        Map.of(
                                "lines",
                                lines,
                                "who",
                                who,
                                "name",
                                reader.name(Session.user(request), who),
                                "period",
                                period));
    }

    private ServerResponse personTable(ServerRequest request) {
        var who = Params.path(request, "who", UserName::new);
        var period = period(request);
        var lines = reader.whatDid(Session.user(request), who, period);
        var page = pages.of(request);
        return ReportTable.deeds(page, lines)
                .csv(page.locale(), "actions-%s-%s.csv".formatted(who, period.last()));
    }

    private ServerResponse personPaper(ServerRequest request) {
        var who = Params.path(request, "who", UserName::new);
        var period = period(request);
        var user = Session.user(request);
        var lines = reader.whatDid(user, who, period);
        var page = pages.of(request);
        var said = new ArrayList<String>();
        said.add("%s (%s)".formatted(reader.name(user, who), who));
        said.add(page.text("web.report.personLead"));
        var around = around(request, "web.report.person", said, period, lines.size());
        return ReportTable.deeds(page, lines)
                .pdf(page, around, "actions-%s-%s.pdf".formatted(who, period.last()));
    }

    /** Adds of which days it is, who made it when, and whether it is all. */
    private ReportTable.Around around(
            ServerRequest request,
            String title,
            List<String> said,
            ReportPeriod period,
            int lines) {
        var page = pages.of(request);
        var user = Session.user(request);
        var made =
                page.text(
                        "web.report.made",
                        page.dateTime(clock.instant()),
                        "%s (%s)".formatted(user.displayName(), user.name()));
        said.add(
                1,
                page.text(
                        "web.report.period", page.date(period.first()), page.date(period.last())));
        said.add(2, made);
        if (lines == 0) {
            said.add(page.text("web.report.nothing"));
        }
        if (lines == AuditReader.MOST_LINES) {
            said.add(page.text("web.report.cut", AuditReader.MOST_LINES));
        }
        return new ReportTable.Around(page.text(title), said, "SPIDERS \u00b7 " + made);
    }

    /** The last three years, for which accesses are kept at hand, unless it says otherwise. */
    private ReportPeriod period(ServerRequest request) {
        var today = LocalDate.ofInstant(clock.instant(), Formats.ZONE);
        return new ReportPeriod(
                Params.optional(request, "from", Params::day).orElse(today.minusYears(YEARS)),
                Params.optional(request, "to", Params::day).orElse(today),
                Formats.ZONE);
    }
}
