// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A table to be printed, with what stands above and below it. All of it is text that may come from
 * anybody: what the font cannot show is replaced, and what is too long is cut.
 *
 * @param locale the language of the text
 * @param above what is said before the table, a paragraph each
 * @param below what stands at the foot of every page, beside its number
 * @param numbering how a page is numbered
 */
public record PdfTable(
        Locale locale,
        String title,
        List<String> above,
        String below,
        Numbering numbering,
        List<Column> columns,
        List<List<String>> rows) {

    /** More rows than a person reads; a report ends before. */
    public static final int MOST_ROWS = 20_000;

    /**
     * A column.
     *
     * @param share of the width of the page, as the others' shares have it
     */
    public record Column(String heading, int share) {

        public Column {
            if (share < 1) {
                throw new IllegalArgumentException("a column has a share of the page");
            }
        }
    }

    /** Says which page of how many it is. */
    @FunctionalInterface
    public interface Numbering {

        /** {@code Page 2 of 7}. */
        String text(int page, int pages);
    }

    public PdfTable {
        above = List.copyOf(above);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("each row has a cell for each column");
        }
        if (rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException("a table has at most %d rows".formatted(MOST_ROWS));
        }
    }

    /** The file. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var pages = new PdfPages(this)) {
            pages.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF in memory was not written", e);
        }
        return out.toByteArray();
    }

    /** Prints itself without what stands in it. */
    @Override
    public String toString() {
        return "PdfTable[" + rows.size() + " rows]";
    }
}
