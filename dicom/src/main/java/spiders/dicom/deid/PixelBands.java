// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which columns of which rows are blanked: bands of rows that are alike, each with its spans.
 *
 * @param bands from the top, without gaps, up to the last row
 */
record PixelBands(List<Band> bands) {

    PixelBands {
        bands = List.copyOf(bands);
    }

    /** Rows {@code from} up to, not including, {@code to}. */
    record Band(int from, int to, List<Span> spans) {

        Band {
            spans = List.copyOf(spans);
        }
    }

    /** Columns {@code from} up to, not including, {@code to}. */
    record Span(int from, int to) {}

    /** What lies in one of the rectangles. */
    static PixelBands inside(List<PixelRectangle> rectangles, int rows, int columns) {
        return of(rectangles, rows, columns, false);
    }

    /** What lies in none of the rectangles. */
    static PixelBands outside(List<PixelRectangle> rectangles, int rows, int columns) {
        return of(rectangles, rows, columns, true);
    }

    private static PixelBands of(
            List<PixelRectangle> rectangles, int rows, int columns, boolean isOutside) {
        var edges = new TreeSet<>(List.of(0, rows));
        for (var rectangle : rectangles) {
            edges.add(Math.min(rows, rectangle.y()));
            edges.add(Math.min(rows, rectangle.y() + rectangle.height()));
        }
        var bands = new ArrayList<Band>();
        int from = 0;
        for (int to : edges) {
            if (to > from) {
                var spans = spans(rectangles, from, columns);
                bands.add(new Band(from, to, isOutside ? gaps(spans, columns) : spans));
                from = to;
            }
        }
        return new PixelBands(bands);
    }

    /** The columns of a row that rectangles cover, joined where they touch. */
    private static List<Span> spans(List<PixelRectangle> rectangles, int row, int columns) {
        var covering =
                rectangles.stream()
                        .filter(part -> part.y() <= row && row < part.y() + part.height())
                        .filter(part -> part.x() < columns)
                        .sorted(Comparator.comparingInt(PixelRectangle::x))
                        .toList();
        var spans = new ArrayList<Span>();
        for (var part : covering) {
            int to = Math.min(columns, part.x() + part.width());
            if (!spans.isEmpty() && spans.getLast().to() >= part.x()) {
                var last = spans.removeLast();
                spans.add(new Span(last.from(), Math.max(last.to(), to)));
            } else {
                spans.add(new Span(part.x(), to));
            }
        }
        return spans;
    }

    private static List<Span> gaps(List<Span> spans, int columns) {
        var gaps = new ArrayList<Span>();
        int from = 0;
        for (var span : spans) {
            if (span.from() > from) {
                gaps.add(new Span(from, span.from()));
            }
            from = span.to();
        }
        if (from < columns) {
            gaps.add(new Span(from, columns));
        }
        return gaps;
    }

    Band band(int row) {
        int low = 0;
        int high = bands.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (row < bands.get(middle).to()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return bands.get(low);
    }
}
