// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.PatientAccess;
import spiders.security.PersonDeed;
import spiders.web.pdf.PdfTable;
import spiders.web.pdf.PdfTable.Column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report of the audit as a table, in the words of the reader: for a spreadsheet, or for paper.
 */
record ReportTable(List<Column> columns, List<List<String>> rows) {

    ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * What stands around a table on paper.
     *
     * @param said before the table, a paragraph each
     * @param below at the foot of every page
     */
    record Around(String title, List<String> said, String below) {

        Around {
            said = List.copyOf(said);
        }
    }

    /** Who saw a patient. */
    static ReportTable accesses(Page page, List<PatientAccess> lines) {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            rows.add(
                    List.of(
                            page.date(line.day()),
                            line.name(),
                            line.who().value(),
                            page.text("web.action." + line.action().name()),
                            String.valueOf(line.count()),
                            page.time(line.first()),
                            page.time(line.last())));
        }
        return new ReportTable(
                List.of(
                        new Column(page.text("web.report.day"), 60),
                        new Column(page.text("web.report.name"), 115),
                        new Column(page.text("web.audit.who"), 90),
                        new Column(page.text("web.report.access"), 110),
                        new Column(page.text("web.report.count"), 46),
                        new Column(page.text("web.report.first"), 47),
                        new Column(page.text("web.report.last"), 47)),
                rows);
    }

    /** What a person did. */
    static ReportTable deeds(Page page, List<PersonDeed> lines) {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            rows.add(
                    List.of(
                            page.date(line.day()),
                            page.text("web.action." + line.action().name()),
                            page.text("web.outcome." + line.outcome().name()),
                            String.valueOf(line.count()),
                            String.valueOf(line.patients()),
                            page.time(line.first()),
                            page.time(line.last())));
        }
        return new ReportTable(
                List.of(
                        new Column(page.text("web.report.day"), 60),
                        new Column(page.text("web.audit.what"), 195),
                        new Column(page.text("web.audit.outcome"), 60),
                        new Column(page.text("web.report.count"), 50),
                        new Column(page.text("web.report.patients"), 50),
                        new Column(page.text("web.report.first"), 50),
                        new Column(page.text("web.report.last"), 50)),
                rows);
    }

    /** As a file for spreadsheets. */
    ServerResponse csv(Locale locale, String name) {
        var table = new Csv(locale).row(columns.stream().map(Column::heading).toArray());
        rows.forEach(row -> table.row(row.toArray()));
        return table.response(name);
    }

    /** As a file to be printed. */
    ServerResponse pdf(Page page, Around around, String name) {
        var table =
                new PdfTable(
                        page.locale(),
                        around.title(),
                        around.said(),
                        around.below(),
                        (one, of) -> page.text("web.report.page", one, of),
                        columns,
                        rows);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(table.bytes());
    }
}
