// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import static spiders.web.pdf.PdfSheets.LEADING;
import static spiders.web.pdf.PdfSheets.PADDING;
import static spiders.web.pdf.PdfSheets.TEXT;
import static spiders.web.pdf.PdfSheets.TITLE;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A {@link PdfTable} on sheets; a row stands on one of them. */
final class PdfPages implements AutoCloseable {

    private static final int MOST_LINES_OF_CELL = 6;
    private static final int MOST_LINES_OF_PARAGRAPH = 12;

    private final PdfTable table;
    private final PdfSheets sheets;
    private final float[] widths;

    PdfPages(PdfTable table) throws IOException {
        this.table = table;
        sheets = new PdfSheets(table.title(), table.locale());
        widths = widths(table.columns());
    }

    private static float[] widths(List<PdfTable.Column> columns) {
        int shares = columns.stream().mapToInt(PdfTable.Column::share).sum();
        var widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = PdfSheets.width() * columns.get(i).share() / shares;
        }
        return widths;
    }

    /** Writes the file, once. */
    void write(OutputStream out) throws IOException {
        title();
        headings();
        for (var row : table.rows()) {
            row(row);
        }
        sheets.write(out, table.below(), table.numbering());
    }

    private void title() throws IOException {
        for (var line : sheets.lines(table.title(), TITLE, PdfSheets.width(), 3)) {
            sheets.line(line, TITLE);
        }
        sheets.skip(PADDING);
        for (var paragraph : table.above()) {
            for (var line :
                    sheets.lines(paragraph, TEXT, PdfSheets.width(), MOST_LINES_OF_PARAGRAPH)) {
                sheets.line(line, TEXT);
            }
            sheets.skip(PADDING);
        }
        sheets.skip(PADDING);
    }

    private void headings() throws IOException {
        var headings = wrapped(table.columns().stream().map(PdfTable.Column::heading).toList());
        sheets.makeRoom(height(headings));
        sheets.grey(true);
        cells(headings);
        sheets.grey(false);
    }

    private void row(List<String> row) throws IOException {
        var cells = wrapped(row);
        if (sheets.makeRoom(height(cells))) {
            headings();
        }
        cells(cells);
    }

    private List<List<String>> wrapped(List<String> row) throws IOException {
        var cells = new ArrayList<List<String>>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(sheets.lines(row.get(i), TEXT, widths[i] - 2 * PADDING, MOST_LINES_OF_CELL));
        }
        return cells;
    }

    private static float height(List<List<String>> cells) {
        int most = cells.stream().mapToInt(List::size).max().orElse(1);
        return most * TEXT * LEADING + 2 * PADDING;
    }

    private void cells(List<List<String>> cells) throws IOException {
        float x = 0;
        for (int i = 0; i < widths.length; i++) {
            float below = PADDING + TEXT;
            for (var line : cells.get(i)) {
                sheets.text(x + PADDING, below, line);
                below += TEXT * LEADING;
            }
            x += widths[i];
        }
        sheets.skip(height(cells));
        sheets.rule();
    }

    @Override
    public void close() throws IOException {
        sheets.close();
    }
}
