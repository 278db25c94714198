// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.statistics.Quartiles;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The values of products on one axis: quartiles as a box with the median in it, and every value as
 * a stroke. What is worse than any number is counted beside, not drawn.
 *
 * @param values of each product, one a case
 */
record BoxPicture(List<String> products, List<List<Double>> values) implements Picture {

    private static final double TEXT = 7;
    private static final double NAMES = 52;
    private static final double COUNTS = 40;
    private static final double LOW = 22;
    private static final double MOST_HIGH = 26;
    private static final double THIN = 0.4;
    private static final double THICK = 1.2;

    @Override
    public void draw(Canvas canvas) throws IOException {
        double[] all =
                values.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
        if (all.length == 0) {
            canvas.text(Colour.GREY, 0, canvas.height() / 2, TEXT, "no value is a number");
            return;
        }
        double least = all[0];
        double most = all[all.length - 1];
        double room = most > least ? most - least : 1;
        var axis = new Axis(least, room, canvas.width() - NAMES - COUNTS);
        double high = Math.min(MOST_HIGH, (canvas.height() - LOW) / products.size());
        for (int i = 0; i < products.size(); i++) {
            double middle = canvas.height() - (i + 0.5) * high;
            canvas.text(Colour.BLACK, 0, middle - TEXT / 3, TEXT, shown(products.get(i)));
            product(canvas, axis, values.get(i), Colour.ofCurve(i), middle, high);
        }
        double base = canvas.height() - products.size() * high - 2;
        // Where all values are one the axis still ends apart from where it begins.
        double end = least + room;
        line(canvas, Colour.GREY, THIN, axis.x(least), base, axis.x(end), base);
        canvas.text(Colour.GREY, axis.x(least), base - TEXT - 1, TEXT, number(least));
        canvas.text(Colour.GREY, axis.x(end) - 2 * TEXT, base - TEXT - 1, TEXT, number(end));
    }

    /** Where values are. */
    private record Axis(double least, double room, double width) {

        double x(double value) {
            return NAMES + (value - least) / room * width;
        }
    }

    private static void product(
            Canvas canvas,
            Axis axis,
            List<Double> values,
            Colour colour,
            double middle,
            double high)
            throws IOException {
        double half = 0.3 * high;
        long missing = values.stream().filter(value -> !Double.isFinite(value)).count();
        for (double value : values) {
            if (Double.isFinite(value)) {
                double x = axis.x(value);
                line(canvas, Colour.LIGHT, THIN, x, middle - half, x, middle + half);
            }
        }
        var quartiles = Quartiles.of(values);
        if (Double.isFinite(quartiles.high())) {
            double from = axis.x(quartiles.low());
            double to = axis.x(quartiles.high());
            double[] xs = {from, to, to, from};
            double[] ys = {middle - half, middle - half, middle + half, middle + half};
            canvas.line(colour, THICK, xs, ys, true);
        }
        if (Double.isFinite(quartiles.median())) {
            double x = axis.x(quartiles.median());
            line(canvas, colour, 2 * THICK, x, middle - half, x, middle + half);
        }
        if (missing > 0) {
            canvas.text(
                    Colour.GREY,
                    canvas.width() - COUNTS + TEXT / 2,
                    middle - TEXT / 3,
                    TEXT,
                    missing + " none");
        }
    }

    private static void line(
            Canvas canvas, Colour colour, double thick, double x1, double y1, double x2, double y2)
            throws IOException {
        canvas.line(colour, thick, new double[] {x1, x2}, new double[] {y1, y2}, false);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /** A name as long as there is room for. */
    private static String shown(String name) {
        int most = 13;
        return name.length() > most ? name.substring(0, most - 1) + "\u2026" : name;
    }
}
