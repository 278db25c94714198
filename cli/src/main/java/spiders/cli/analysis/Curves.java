// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.dose.DVH;
import spiders.analysis.dose.DVHPoint;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cumulative dose-volume histograms on common axes. */
final class Curves {

    private static final int STEPS = 250;
    private static final double TEXT = 7;
    private static final double LEFT = 34;
    private static final double LOW = 24;
    private static final double TOP = 8;
    private static final double LEGEND = 150;
    private static final double THIN = 0.4;
    private static final double THICK = 1.4;
    private static final int PERCENT = 100;
    private static final int PERCENT_STEP = 20;

    private final List<Curve> curves = new ArrayList<>();
    private double highest = Double.MIN_NORMAL;

    private record Curve(String name, List<DVHPoint> points) {}

    /** Adds the histogram of an ROI, if it has doses. */
    void add(String name, DVH dvh) {
        double maximum = dvh.maximum().orElse(0);
        if (maximum > 0) {
            curves.add(new Curve(name, dvh.cumulative(maximum / STEPS)));
            highest = Math.max(highest, maximum);
        }
    }

    int size() {
        return curves.size();
    }

    String name(int index) {
        return curves.get(index).name;
    }

    /** All of them, in colours, with their names. */
    Picture all() {
        return new Picture() {
            @Override
            public void draw(Canvas canvas) throws IOException {
                drawAll(canvas);
            }

            @Override
            public boolean isWide() {
                return true;
            }
        };
    }

    /** One of them among the others. */
    Picture one(int index) {
        return canvas -> drawOne(canvas, index);
    }

    private void drawAll(Canvas canvas) throws IOException {
        var plot = new Plot(canvas, canvas.width() - LEGEND);
        plot.axes();
        double y = canvas.height() - TOP - TEXT;
        for (int i = 0; i < curves.size(); i++) {
            plot.curve(curves.get(i), Colour.ofCurve(i), THICK);
            double x = canvas.width() - LEGEND + TEXT;
            double[] across = {x, x + 2 * TEXT};
            double[] level = {y + TEXT / 3, y + TEXT / 3};
            canvas.line(Colour.ofCurve(i), THICK, across, level, false);
            canvas.text(Colour.BLACK, x + 3 * TEXT, y, TEXT, curves.get(i).name);
            y -= 1.4 * TEXT;
        }
    }

    private void drawOne(Canvas canvas, int index) throws IOException {
        var plot = new Plot(canvas, canvas.width());
        plot.axes();
        for (var curve : curves) {
            plot.curve(curve, Colour.LIGHT, THIN);
        }
        plot.curve(curves.get(index), Colour.ofCurve(index), THICK);
    }

    /** Dose to the right in gray, share of the volume upwards in percent. */
    private final class Plot {

        private final Canvas canvas;
        private final double width;
        private final double height;

        Plot(Canvas canvas, double right) {
            this.canvas = canvas;
            this.width = right - LEFT - 2 * TEXT;
            this.height = canvas.height() - LOW - TOP;
        }

        private double x(double dose) {
            return LEFT + dose / highest * width;
        }

        private double y(double percent) {
            return LOW + percent / PERCENT * height;
        }

        void axes() throws IOException {
            for (int percent = 0; percent <= PERCENT; percent += PERCENT_STEP) {
                line(Colour.LIGHT, x(0), y(percent), x(highest), y(percent));
                canvas.text(
                        Colour.GREY, LEFT - 3 * TEXT, y(percent) - TEXT / 3, TEXT, percent + " %");
            }
            double step = Axes.step(highest);
            for (int i = 0; i * step <= highest; i++) {
                double at = x(i * step);
                line(Colour.LIGHT, at, y(0), at, y(PERCENT));
                var label = String.format(Locale.ROOT, step < 1 ? "%.2f" : "%.0f", i * step);
                canvas.text(Colour.GREY, at - TEXT / 2, LOW - 1.4 * TEXT, TEXT, label);
            }
            canvas.text(Colour.GREY, LEFT, 2, TEXT, "dose, Gy; share of the volume that gets it");
        }

        private void line(Colour colour, double x1, double y1, double x2, double y2)
                throws IOException {
            canvas.line(colour, THIN, new double[] {x1, x2}, new double[] {y1, y2}, false);
        }

        void curve(Curve curve, Colour colour, double thickness) throws IOException {
            var xs = new double[curve.points.size()];
            var ys = new double[xs.length];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = x(Math.min(highest, curve.points.get(i).dose()));
                ys[i] = y(PERCENT * curve.points.get(i).share());
            }
            canvas.line(colour, thickness, xs, ys, false);
        }
    }
}
