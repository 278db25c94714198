// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link PdfTable} on pages, from top to bottom. A row stands on one page; a page is packed as
 * soon as it is full, so that a long table takes little memory. Lengths are in points.
 */
final class PdfPages implements AutoCloseable {

    private static final float MARGIN = 40;
    private static final float FOOT = 24;
    private static final float TITLE = 16;
    private static final float TEXT = 9;
    private static final float SMALL = 8;
    private static final float LEADING = 1.3f;
    private static final float PADDING = 3;
    private static final float RULE = 0.4f;
    private static final float GREY = 0.45f;
    private static final float LIGHT = 0.75f;
    private static final int MOST_LINES_OF_CELL = 6;
    private static final int MOST_LINES_OF_PARAGRAPH = 12;

    private final PdfTable table;
    private final PDDocument document = new PDDocument();
    private final PdfFont font;
    private final float[] widths;
    private PDPageContentStream page;
    private float y;

    PdfPages(PdfTable table) throws IOException {
        this.table = table;
        font = PdfFont.of(document);
        widths = widths(table.columns());
        page = begin();
    }

    private static float[] widths(List<PdfTable.Column> columns) {
        int shares = columns.stream().mapToInt(PdfTable.Column::share).sum();
        var widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = (PDRectangle.A4.getWidth() - 2 * MARGIN) * columns.get(i).share() / shares;
        }
        return widths;
    }

    /** Writes the file, once. */
    void write(OutputStream out) throws IOException {
        describe();
        title();
        headings();
        for (var row : table.rows()) {
            row(row);
        }
        page.close();
        number();
        document.save(out);
    }

    private void describe() {
        var description = document.getDocumentInformation();
        description.setTitle(font.shown(table.title()));
        description.setCreator("SPIDERS");
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(table.locale().toLanguageTag());
        var preferences = new PDViewerPreferences(catalog.getCOSObject());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
    }

    private PDPageContentStream begin() throws IOException {
        var added = new PDPage(PDRectangle.A4);
        document.addPage(added);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, added);
    }

    private void title() throws IOException {
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
        for (var line : font.lines(table.title(), TITLE, width, 3)) {
            line(line, TITLE);
        }
        y -= PADDING;
        for (var paragraph : table.above()) {
            for (var line : font.lines(paragraph, TEXT, width, MOST_LINES_OF_PARAGRAPH)) {
                line(line, TEXT);
            }
            y -= PADDING;
        }
        y -= PADDING;
    }

    private void line(String text, float size) throws IOException {
        makeRoom(size * LEADING);
        y -= size * LEADING;
        text(page, MARGIN, y, size, text);
    }

    /** Goes on to the next page where this one is full; returns whether it did. */
    private boolean makeRoom(float height) throws IOException {
        if (y - height >= MARGIN + FOOT) {
            return false;
        }
        page.close();
        page = begin();
        return true;
    }

    private void headings() throws IOException {
        var headings = wrapped(table.columns().stream().map(PdfTable.Column::heading).toList());
        makeRoom(height(headings));
        page.setNonStrokingColor(GREY);
        cells(headings);
        page.setNonStrokingColor(0f);
    }

    private void row(List<String> row) throws IOException {
        var cells = wrapped(row);
        if (makeRoom(height(cells))) {
            headings();
        }
        cells(cells);
    }

    private List<List<String>> wrapped(List<String> row) throws IOException {
        var cells = new ArrayList<List<String>>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(font.lines(row.get(i), TEXT, widths[i] - 2 * PADDING, MOST_LINES_OF_CELL));
        }
        return cells;
    }

    private static float height(List<List<String>> cells) {
        int most = cells.stream().mapToInt(List::size).max().orElse(1);
        return most * TEXT * LEADING + 2 * PADDING;
    }

    private void cells(List<List<String>> cells) throws IOException {
        float x = MARGIN;
        for (int i = 0; i < widths.length; i++) {
            float at = y - PADDING - TEXT;
            for (var line : cells.get(i)) {
                text(page, x + PADDING, at, TEXT, line);
                at -= TEXT * LEADING;
            }
            x += widths[i];
        }
        y -= height(cells);
        page.setStrokingColor(LIGHT);
        page.setLineWidth(RULE);
        page.moveTo(MARGIN, y);
        page.lineTo(PDRectangle.A4.getWidth() - MARGIN, y);
        page.stroke();
    }

    /** How many pages there are is known when all are full. */
    private void number() throws IOException {
        int pages = document.getNumberOfPages();
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
        for (int i = 0; i < pages; i++) {
            try (var foot =
                    new PDPageContentStream(
                            document, document.getPage(i), AppendMode.APPEND, true, true)) {
                var number = font.shown(table.numbering().text(i + 1, pages));
                float taken = font.width(number, SMALL);
                var below = font.lines(table.below(), SMALL, width - taken - FOOT, 1);
                foot.setNonStrokingColor(GREY);
                text(foot, MARGIN, MARGIN, SMALL, below.getFirst());
                text(foot, MARGIN + width - taken, MARGIN, SMALL, number);
            }
        }
    }

    private void text(PDPageContentStream on, float x, float at, float size, String shown)
            throws IOException {
        if (shown.isEmpty()) {
            return;
        }
        on.beginText();
        on.setFont(font.font(), size);
        on.newLineAtOffset(x, at);
        on.showText(shown);
        on.endText();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
