// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import spiders.dicom.io.FileMeta;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table for people, with pictures; rows are kept until it is finished. */
final class PdfSink implements ResultSink {

    /** More than a person turns over: about a thousand pages. */
    static final int MOST_ROWS = 50_000;

    private static final float TITLE = 15;
    private static final float HEADING = 11;
    private static final float PADDING = 4;
    private static final int PICTURES_ABREAST = 3;
    private static final float PICTURE_HEIGHT = 190;
    private static final float WIDE_HEIGHT = 320;
    private static final int PAIRS_ABREAST = 4;
    private static final float NAME_SHARE = 0.58f;

    /** Longer cells have the width of a card. */
    private static final int LONG = 18;

    private final OutputStream out;
    private final ReportHead head;
    private final List<String> columns;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Captioned> pictures = new ArrayList<>();

    private record Captioned(String caption, Picture picture) {}

    PdfSink(OutputStream out, ReportHead head, List<String> columns) {
        this.out = out;
        this.head = head;
        this.columns = List.copyOf(columns);
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        if (rows.size() == MOST_ROWS) {
            throw new IOException("A PDF has at most %d rows".formatted(MOST_ROWS));
        }
        rows.add(cells);
    }

    @Override
    public void picture(String caption, Picture picture) {
        pictures.add(new Captioned(caption, picture));
    }

    @Override
    public void finish(boolean isWhole) throws IOException {
        try (var sheets = new Sheets(head.title())) {
            sheets.paragraph(head.title(), TITLE);
            sheets.skip(PADDING);
            if (!isWhole) {
                sheets.paragraph(
                        "Not complete: something could not be computed, see the states.", HEADING);
            }
            for (var setting : head.settings().entrySet()) {
                sheets.paragraph(setting.getKey() + ": " + setting.getValue(), Sheets.TEXT);
            }
            summary(sheets);
            pictures(sheets);
            if (head.hasCards()) {
                cards(sheets);
            }
            sheets.write(
                    out,
                    "%s, analysis %s"
                            .formatted(FileMeta.IMPLEMENTATION_VERSION_NAME, head.command()));
        }
    }

    private void summary(Sheets sheets) throws IOException {
        var shown = head.summary().stream().map(columns::indexOf).filter(i -> i >= 0).toList();
        sheets.skip(2 * PADDING);
        headings(sheets, shown);
        for (var row : rows) {
            if (sheets.makeRoom(Sheets.LINE + PADDING)) {
                headings(sheets, shown);
            }
            line(sheets, Colour.BLACK, shown.stream().map(i -> row.get(i).text()).toList());
        }
    }

    private void headings(Sheets sheets, List<Integer> shown) throws IOException {
        sheets.makeRoom(2 * (Sheets.LINE + PADDING));
        line(sheets, Colour.GREY, shown.stream().map(columns::get).toList());
    }

    /** The first column, the names, is twice as wide as the others. */
    private static void line(Sheets sheets, Colour colour, List<String> cells) throws IOException {
        float share = Sheets.width() / (cells.size() + 1);
        float height = Sheets.LINE + PADDING;
        float x = 0;
        for (int i = 0; i < cells.size(); i++) {
            float width = i == 0 ? 2 * share : share;
            sheets.below(x, width - PADDING, height)
                    .text(colour, 0, PADDING, Sheets.TEXT, cells.get(i));
            x += width;
        }
        sheets.skip(height);
        sheets.rule();
    }

    /** As small multiples, a few abreast; wide ones alone. */
    private void pictures(Sheets sheets) throws IOException {
        float width = Sheets.width() / PICTURES_ABREAST;
        int column = 0;
        for (var one : pictures) {
            boolean isWide = one.picture().isWide();
            float height = isWide ? WIDE_HEIGHT : PICTURE_HEIGHT;
            if (isWide && column > 0) {
                sheets.skip(rowHeight(PICTURE_HEIGHT));
                column = 0;
            }
            if (column == 0) {
                sheets.makeRoom(rowHeight(height));
            }
            float x = column * width;
            picture(sheets, one, x, (isWide ? Sheets.width() : width) - PADDING, height);
            column = isWide ? PICTURES_ABREAST : column + 1;
            if (column == PICTURES_ABREAST) {
                sheets.skip(rowHeight(height));
                column = 0;
            }
        }
        sheets.skip(column > 0 ? rowHeight(PICTURE_HEIGHT) : 0);
    }

    private static float rowHeight(float height) {
        return height + Sheets.LINE + 3 * PADDING;
    }

    private static void picture(Sheets sheets, Captioned one, float x, float width, float height)
            throws IOException {
        sheets.below(x, width, Sheets.LINE + PADDING)
                .text(Colour.BLACK, 0, 2, Sheets.TEXT, one.caption());
        sheets.below(x, width, rowHeight(height) - PADDING).part(height).clipped(one.picture());
    }

    private void cards(Sheets sheets) throws IOException {
        for (var row : rows) {
            card(sheets, row);
        }
    }

    /** A row told whole: short cells in pairs of name and value, long ones below. */
    private void card(Sheets sheets, List<Cell> row) throws IOException {
        var pairs = new LinkedHashMap<String, String>();
        var paragraphs = new ArrayList<String>();
        for (int i = 1; i < row.size(); i++) {
            var text = row.get(i).text();
            if (text.length() > LONG) {
                paragraphs.add(columns.get(i) + ": " + text);
            } else {
                pairs.put(columns.get(i), text.isEmpty() ? "not defined" : text);
            }
        }
        int lines = Math.ceilDiv(pairs.size(), PAIRS_ABREAST) + paragraphs.size();
        sheets.skip(2 * PADDING);
        sheets.makeRoom(Math.min(Sheets.height(), (lines + 2) * Sheets.LINE));
        sheets.paragraph(row.getFirst().text(), HEADING);
        pairs(sheets, pairs);
        for (var paragraph : paragraphs) {
            sheets.paragraph(paragraph, Sheets.TEXT);
        }
        sheets.skip(PADDING);
        sheets.rule();
    }

    private static void pairs(Sheets sheets, Map<String, String> pairs) throws IOException {
        float width = Sheets.width() / PAIRS_ABREAST;
        int at = 0;
        for (var pair : pairs.entrySet()) {
            int column = at++ % PAIRS_ABREAST;
            if (column == 0) {
                sheets.makeRoom(Sheets.LINE);
            }
            float x = column * width;
            float name = width * NAME_SHARE;
            sheets.below(x, name - PADDING, Sheets.LINE)
                    .text(Colour.GREY, 0, 2, Sheets.TEXT, pair.getKey());
            sheets.below(x + name, width - name - PADDING, Sheets.LINE)
                    .text(Colour.BLACK, 0, 2, Sheets.TEXT, pair.getValue());
            if (column == PAIRS_ABREAST - 1 || at == pairs.size()) {
                sheets.skip(Sheets.LINE);
            }
        }
    }
}
