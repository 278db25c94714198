// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;

import java.io.IOException;
import java.util.Locale;

/** Two axes from 0 on, with marks at round numbers. */
final class Axes {

    static final double TEXT = 7;

    private static final double LEFT = 34;
    private static final double LOW = 24;
    private static final double TOP = 8;
    private static final double THIN = 0.4;
    private static final int MARKS = 8;

    private final Canvas canvas;
    private final double width;
    private final double height;
    private final double highestX;
    private final double highestY;

    /**
     * Axes on the left of a canvas.
     *
     * @param right where they end, in points
     */
    Axes(Canvas canvas, double right, double highestX, double highestY) {
        this.canvas = canvas;
        this.width = right - LEFT - 2 * TEXT;
        this.height = canvas.height() - LOW - TOP;
        this.highestX = highestX;
        this.highestY = highestY;
    }

    double x(double value) {
        return LEFT + value / highestX * width;
    }

    double y(double value) {
        return LOW + value / highestY * height;
    }

    /** Marks, their numbers, and a line of words below. */
    void draw(String words) throws IOException {
        double stepX = step(highestX);
        for (int i = 0; i * stepX <= highestX; i++) {
            double at = x(i * stepX);
            line(at, y(0), at, y(highestY));
            canvas.text(Colour.GREY, at - TEXT / 2, LOW - 1.4 * TEXT, TEXT, mark(stepX, i));
        }
        double stepY = step(highestY);
        for (int i = 0; i * stepY <= highestY; i++) {
            double at = y(i * stepY);
            line(x(0), at, x(highestX), at);
            canvas.text(Colour.GREY, LEFT - 3 * TEXT, at - TEXT / 3, TEXT, mark(stepY, i));
        }
        canvas.text(Colour.GREY, LEFT, 2, TEXT, words);
    }

    private static String mark(double step, int count) {
        return String.format(Locale.ROOT, step < 1 ? "%.2f" : "%.0f", step * count);
    }

    private void line(double x1, double y1, double x2, double y2) throws IOException {
        canvas.line(Colour.LIGHT, THIN, new double[] {x1, x2}, new double[] {y1, y2}, false);
    }

    /** Of 1, 2 or 5 times a power of ten, that has up to eight marks. */
    static double step(double highest) {
        double power = Math.pow(10, Math.floor(Math.log10(highest / MARKS)));
        for (int factor : new int[] {1, 2, 5}) {
            if (highest / (factor * power) <= MARKS) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
