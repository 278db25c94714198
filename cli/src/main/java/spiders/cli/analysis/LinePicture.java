// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Lines on common axes, with their names beside; a line has a hole where its value is no number.
 *
 * @param what stands below the axis
 */
record LinePicture(String what, List<Line> lines) implements Picture {

    private static final double TEXT = 7;
    private static final double LEFT = 40;
    private static final double LOW = 26;
    private static final double TOP = 8;
    private static final double LEGEND = 150;
    private static final double THIN = 0.4;
    private static final double THICK = 1.3;
    private static final double DOT = 1.5;
    private static final int MARKS = 4;

    /** A line through points, from the left to the right. */
    record Line(String name, List<Double> xs, List<Double> ys) {

        Line {
            xs = List.copyOf(xs);
            ys = List.copyOf(ys);
        }
    }

    LinePicture {
        lines = List.copyOf(lines);
    }

    @Override
    public boolean isWide() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) throws IOException {
        var across = Range.of(lines, Line::xs);
        var up = Range.of(lines, Line::ys);
        double width = canvas.width() - LEGEND - LEFT - 2 * TEXT;
        double height = canvas.height() - LOW - TOP;
        for (int i = 0; i <= MARKS; i++) {
            double y = LOW + height * i / MARKS;
            line(canvas, Colour.LIGHT, THIN, LEFT, y, LEFT + width, y);
            canvas.text(Colour.GREY, 0, y - TEXT / 3, TEXT, number(up.at(i)));
            double x = LEFT + width * i / MARKS;
            line(canvas, Colour.LIGHT, THIN, x, LOW, x, LOW + height);
            canvas.text(Colour.GREY, x - TEXT / 2, LOW - 1.4 * TEXT, TEXT, number(across.at(i)));
        }
        canvas.text(Colour.GREY, LEFT, 2, TEXT, what);
        double legend = canvas.height() - TOP - TEXT;
        for (int i = 0; i < lines.size(); i++) {
            var colour = Colour.ofCurve(i);
            var one = lines.get(i);
            points(
                    canvas,
                    colour,
                    one,
                    x -> LEFT + across.share(x) * width,
                    y -> LOW + up.share(y) * height);
            double x = canvas.width() - LEGEND + TEXT;
            line(canvas, colour, THICK, x, legend + TEXT / 3, x + 2 * TEXT, legend + TEXT / 3);
            canvas.text(Colour.BLACK, x + 3 * TEXT, legend, TEXT, one.name());
            legend -= 1.4 * TEXT;
        }
    }

    private static void points(
            Canvas canvas,
            Colour colour,
            Line one,
            ToDoubleFunction<Double> toX,
            ToDoubleFunction<Double> toY)
            throws IOException {
        for (int i = 0; i < one.xs().size(); i++) {
            if (!Double.isFinite(one.ys().get(i))) {
                continue;
            }
            double x = toX.applyAsDouble(one.xs().get(i));
            double y = toY.applyAsDouble(one.ys().get(i));
            line(canvas, colour, THICK, x - DOT / 2, y, x + DOT / 2, y);
            if (i > 0 && Double.isFinite(one.ys().get(i - 1))) {
                double fromX = toX.applyAsDouble(one.xs().get(i - 1));
                double fromY = toY.applyAsDouble(one.ys().get(i - 1));
                line(canvas, colour, THICK, fromX, fromY, x, y);
            }
        }
    }

    /** From the least value to the greatest. */
    private record Range(double least, double most) {

        static Range of(List<Line> lines, Function<Line, List<Double>> values) {
            double[] all =
                    lines.stream()
                            .flatMap(one -> values.apply(one).stream())
                            .mapToDouble(Double::doubleValue)
                            .filter(Double::isFinite)
                            .sorted()
                            .toArray();
            double least = all.length == 0 ? 0 : all[0];
            double most = all.length == 0 ? 1 : all[all.length - 1];
            return most > least ? new Range(least, most) : new Range(least, least + 1);
        }

        double share(double value) {
            return (value - least) / (most - least);
        }

        double at(int mark) {
            return least + (most - least) * mark / MARKS;
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
}
