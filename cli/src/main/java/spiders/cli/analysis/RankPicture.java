// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.statistics.FriedmanTest;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The mean ranks of products on a line, the best to the left, and bars over those that no pair test
 * tells apart (after Demšar 2006, with the adjusted p of each pair for a critical difference).
 */
record RankPicture(List<String> products, FriedmanTest test) implements Picture {

    private static final double LEVEL = 0.05;
    private static final double TEXT = 7;
    private static final double MARGIN = 12;
    private static final double TOP = 16;
    private static final double BAR = 5;
    private static final double THIN = 0.5;
    private static final double THICK = 2;

    @Override
    public void draw(Canvas canvas) throws IOException {
        int k = products.size();
        double y = canvas.height() - TOP;
        double width = canvas.width() - 2 * MARGIN;
        line(canvas, Colour.BLACK, THIN, x(1, width), y, x(k, width), y);
        for (int rank = 1; rank <= k; rank++) {
            double at = x(rank, width);
            line(canvas, Colour.BLACK, THIN, at, y, at, y + 3);
            canvas.text(Colour.GREY, at - 2, y + 5, TEXT, Integer.toString(rank));
        }
        var order = order();
        double low = y - BAR;
        for (var group : alike(order)) {
            double from = x(rank(order.get(group[0])), width) - 2;
            double to = x(rank(order.get(group[1])), width) + 2;
            line(canvas, Colour.GREY, THICK, from, low, to, low);
            low -= BAR;
        }
        for (int i = 0; i < k; i++) {
            int product = order.get(i);
            double at = x(rank(product), width);
            double label = low - TEXT - 1.5 * TEXT * i;
            line(canvas, Colour.ofCurve(product), THIN, at, y, at, label + TEXT);
            var text = String.format(Locale.ROOT, "%s %.2f", products.get(product), rank(product));
            double room = canvas.width() - 0.55 * TEXT * text.length();
            canvas.text(
                    Colour.ofCurve(product),
                    Math.max(0, Math.min(at - 2, room)),
                    label,
                    TEXT,
                    text);
        }
    }

    private double rank(int product) {
        return test.meanRanks().get(product);
    }

    private double x(double rank, double width) {
        return MARGIN + (rank - 1) / (products.size() - 1) * width;
    }

    /** The products from the best on. */
    private List<Integer> order() {
        return IntStream.range(0, products.size())
                .boxed()
                .sorted(Comparator.comparingDouble(this::rank))
                .toList();
    }

    /** The longest runs in that order of which every pair is alike: first and last of each. */
    private List<int[]> alike(List<Integer> order) {
        var runs = new ArrayList<int[]>();
        int reached = 0;
        for (int first = 0; first < order.size(); first++) {
            int last = first;
            while (last + 1 < order.size() && isAlike(order, first, last + 1)) {
                last++;
            }
            if (last > first && last > reached) {
                runs.add(new int[] {first, last});
                reached = last;
            }
        }
        return runs;
    }

    private boolean isAlike(List<Integer> order, int first, int last) {
        for (int i = first; i < last; i++) {
            int one = Math.min(order.get(i), order.get(last));
            int other = Math.max(order.get(i), order.get(last));
            boolean isTold =
                    test.pairs().stream()
                            .anyMatch(pair ->
                                    pair.first() == one
                                            && pair.second() == other
                                            && pair.holmP() < LEVEL);
            if (isTold) {
                return false;
            }
        }
        return true;
    }

    private static void line(
            Canvas canvas, Colour colour, double thick, double x1, double y1, double x2, double y2)
            throws IOException {
        canvas.line(colour, thick, new double[] {x1, x2}, new double[] {y1, y2}, false);
    }
}
