// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Permission;
import spiders.security.ReportPeriod;
import spiders.security.UnusualAccesses;
import spiders.security.UnusualReport;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * {@code /audit/unusual}: accesses unlike a person's own or their role's, as a page and as a table
 * for spreadsheets.
 */
final class UnusualRoutes {

    private static final String PATH = "/audit/unusual";
    private static final int DAYS = 30;

    private final Pages pages;
    private final UnusualAccesses accesses;
    private final Clock clock;

    UnusualRoutes(Pages pages, UnusualAccesses accesses, Clock clock) {
        this.pages = pages;
        this.accesses = accesses;
        this.clock = clock;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_AUDIT, this::page)
                .get(PATH + "/table", Permission.VIEW_AUDIT, this::table);
    }

    private ServerResponse page(ServerRequest request) {
        var period = period(request);
        var report = accesses.report(Session.user(request), period);
        return pages.page(request)
                .wide()
                .crumb("/audit", "web.audit.title")
                .title("web.unusual.title")
                .render(
                        "web/unusual.jte",
                        Map.of(
                                "lines",
                                lines(pages.of(request), report, period),
                                "isCut",
                                report.isCut(),
                                "period",
                                period));
    }

    private ServerResponse table(ServerRequest request) {
        var period = period(request);
        var report = accesses.report(Session.user(request), period);
        var page = pages.of(request);
        var table =
                new Csv(page.locale())
                        .row(
                                page.text("web.unusual.rule"),
                                page.text("web.report.name"),
                                page.text("web.audit.who"),
                                page.text("web.report.day"),
                                page.text("web.unusual.figures"));
        for (var line : lines(page, report, period)) {
            table.row(line.rule(), line.name(), line.who(), page.date(line.day()), line.figures());
        }
        return table.response("inhabituel-%s.csv".formatted(period.last()));
    }

    private static List<UnusualLine> lines(Page page, UnusualReport report, ReportPeriod period) {
        return report.found().stream().map(one -> UnusualLine.of(page, one, period)).toList();
    }

    private ReportPeriod period(ServerRequest request) {
        var today = LocalDate.ofInstant(clock.instant(), Formats.ZONE);
        var last = Params.optional(request, "to", Params::day).orElse(today);
        var first =
                Params.optional(request, "from", Params::day)
                        .orElseGet(() -> last.minusDays(DAYS - 1));
        var period = new ReportPeriod(first, last, Formats.ZONE);
        if (!UnusualAccesses.isPossible(period)) {
            throw new InvalidParamException("from");
        }
        return period;
    }
}
