// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.AuditReader;
import spiders.security.PatientAccess;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.PersonDeed;
import spiders.security.ReportPeriod;
import spiders.security.UserName;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * {@code /audit/patients/{patient}} and {@code /audit/people/{who}}: who saw a patient, and what a
 * person did, as pages and as tables for spreadsheets.
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
                .get(PERSON, Permission.VIEW_AUDIT, this::person)
                .get(PERSON + "/table", Permission.VIEW_AUDIT, this::personTable);
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
        return table(pages.of(request), lines)
                .response("acces-%s-%s.csv".formatted(patient, period.last()));
    }

    private static Csv table(Page page, List<PatientAccess> lines) {
        var table =
                new Csv(page.locale())
                        .row(
                                page.text("web.report.day"),
                                page.text("web.report.name"),
                                page.text("web.audit.who"),
                                page.text("web.report.access"),
                                page.text("web.report.count"),
                                page.text("web.report.first"),
                                page.text("web.report.last"));
        for (var line : lines) {
            table.row(
                    page.date(line.day()),
                    line.name(),
                    line.who(),
                    page.text("web.action." + line.action().name()),
                    line.count(),
                    page.time(line.first()),
                    page.time(line.last()));
        }
        return table;
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
        return deeds(pages.of(request), lines)
                .response("actions-%s-%s.csv".formatted(who, period.last()));
    }

    private static Csv deeds(Page page, List<PersonDeed> lines) {
        var table =
                new Csv(page.locale())
                        .row(
                                page.text("web.report.day"),
                                page.text("web.audit.what"),
                                page.text("web.audit.outcome"),
                                page.text("web.report.count"),
                                page.text("web.report.patients"),
                                page.text("web.report.first"),
                                page.text("web.report.last"));
        for (var line : lines) {
            table.row(
                    page.date(line.day()),
                    page.text("web.action." + line.action().name()),
                    page.text("web.outcome." + line.outcome().name()),
                    line.count(),
                    line.patients(),
                    page.time(line.first()),
                    page.time(line.last()));
        }
        return table;
    }

    /** The last three years, for which accesses are kept at hand, unless it says otherwise. */
    private ReportPeriod period(ServerRequest request) {
        var today = LocalDate.ofInstant(clock.instant(), Formats.ZONE);
        return new ReportPeriod(
                Params.optional(request, "from", LocalDate::parse).orElse(today.minusYears(YEARS)),
                Params.optional(request, "to", LocalDate::parse).orElse(today),
                Formats.ZONE);
    }
}
