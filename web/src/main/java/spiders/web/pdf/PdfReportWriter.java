// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import static spiders.web.pdf.PdfSheets.LEADING;
import static spiders.web.pdf.PdfSheets.PADDING;
import static spiders.web.pdf.PdfSheets.TEXT;
import static spiders.web.pdf.PdfSheets.TITLE;

import spiders.web.pdf.PdfReport.Block;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@link PdfReport} on sheets. */
final class PdfReportWriter {

    private static final float HEADING = 11.5f;
    private static final float NAMES = 150;
    private static final float LINE = TEXT * LEADING;
    private static final int ALL = 10_000;

    private final PdfSheets sheets;

    PdfReportWriter(PdfSheets sheets) {
        this.sheets = sheets;
    }

    void write(PdfReport report) throws IOException {
        for (var line : sheets.lines(report.title(), TITLE, PdfSheets.width(), 3)) {
            sheets.line(line, TITLE);
        }
        sheets.skip(2 * PADDING);
        for (var block : report.blocks()) {
            switch (block) {
                case Block.Heading heading -> heading(heading.text());
                case Block.Paragraph paragraph -> paragraph(paragraph.text());
                case Block.Fact fact -> fact(fact);
            }
        }
    }

    /** With room for two lines of what follows. */
    private void heading(String text) throws IOException {
        sheets.skip(2 * PADDING);
        sheets.makeRoom(HEADING * LEADING + 2 * PADDING + 3 * LINE);
        for (var line : sheets.lines(text, HEADING, PdfSheets.width(), 2)) {
            sheets.line(line, HEADING);
        }
        sheets.skip(PADDING);
        sheets.rule();
        sheets.skip(PADDING);
    }

    private void paragraph(String text) throws IOException {
        for (var line : wrapped(text, PdfSheets.width())) {
            sheets.line(line, TEXT);
        }
        sheets.skip(PADDING);
    }

    private void fact(Block.Fact fact) throws IOException {
        var names = sheets.lines(fact.name(), TEXT, NAMES - 2 * PADDING, ALL);
        var lines = wrapped(fact.text(), PdfSheets.width() - NAMES);
        for (int i = 0; i < Math.max(names.size(), lines.size()); i++) {
            sheets.makeRoom(LINE);
            if (i < names.size()) {
                sheets.grey(true);
                sheets.text(0, LINE, names.get(i));
                sheets.grey(false);
            }
            if (i < lines.size()) {
                sheets.text(NAMES, LINE, lines.get(i));
            }
            sheets.skip(LINE);
        }
        sheets.skip(PADDING);
    }

    private List<String> wrapped(String text, float width) throws IOException {
        var lines = new ArrayList<String>();
        for (var part : text.strip().split("\\R", -1)) {
            lines.addAll(sheets.lines(part, TEXT, width, ALL));
        }
        return lines;
    }
}
