// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.distortion.DistortionMeasurement;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;

/**
 * How far each marker is displaced against how far it is from the middle, with mean and maximum of
 * each ten millimetres.
 */
record DistanceCurve(DistortionMeasurement measured) implements Picture {

    private static final double BIN = 10;
    private static final double DOT = 1.6;
    private static final double THICK = 1.4;
    private static final double LEGEND = 130;

    @Override
    public boolean isWide() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) throws IOException {
        var markers = measured.markers();
        var distances = new double[markers.size()];
        var lengths = new double[markers.size()];
        double farthest = 1;
        double longest = 1e-3;
        for (int i = 0; i < distances.length; i++) {
            var marker = markers.get(i);
            distances[i] = marker.truth().minus(measured.placement().shift()).length();
            lengths[i] = marker.shift().length();
            farthest = Math.max(farthest, distances[i]);
            longest = Math.max(longest, lengths[i]);
        }
        var axes = new Axes(canvas, canvas.width() - LEGEND, farthest, longest);
        axes.draw("distance from the middle of the phantom, mm; displacement, mm");
        var xs = new double[distances.length];
        var ys = new double[distances.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = axes.x(distances[i]);
            ys[i] = axes.y(lengths[i]);
        }
        canvas.dots(Colour.SKY, DOT, xs, ys);
        var bins = new Bins(distances, lengths, farthest);
        bins.draw(canvas, axes);
        double x = canvas.width() - LEGEND + Axes.TEXT;
        legend(canvas, Colour.SKY, x, 1, "markers");
        legend(canvas, Colour.BLUE, x, 2, "mean of 10 mm");
        legend(canvas, Colour.VERMILION, x, 3, "maximum of 10 mm");
    }

    private static void legend(Canvas canvas, Colour colour, double x, int line, String words)
            throws IOException {
        double y = canvas.height() - 8 - 1.4 * line * Axes.TEXT;
        double[] level = {y + Axes.TEXT / 3, y + Axes.TEXT / 3};
        canvas.line(colour, THICK, new double[] {x, x + 2 * Axes.TEXT}, level, false);
        canvas.text(Colour.BLACK, x + 3 * Axes.TEXT, y, Axes.TEXT, words);
    }

    /** Numbers by distance. */
    private static final class Bins {

        private final double[] sums;
        private final double[] highest;
        private final int[] counts;
        private final double farthest;

        Bins(double[] distances, double[] lengths, double farthest) {
            this.farthest = farthest;
            int bins = (int) Math.floor(farthest / BIN) + 1;
            sums = new double[bins];
            highest = new double[bins];
            counts = new int[bins];
            for (int i = 0; i < distances.length; i++) {
                int bin = (int) Math.floor(distances[i] / BIN);
                sums[bin] += lengths[i];
                highest[bin] = Math.max(highest[bin], lengths[i]);
                counts[bin]++;
            }
        }

        /** Each at the middle of its distances; those without a marker are left out. */
        void draw(Canvas canvas, Axes axes) throws IOException {
            int filled = 0;
            for (int count : counts) {
                filled += count > 0 ? 1 : 0;
            }
            var xs = new double[filled];
            var means = new double[filled];
            var maxima = new double[filled];
            int at = 0;
            for (int bin = 0; bin < counts.length; bin++) {
                if (counts[bin] > 0) {
                    xs[at] = axes.x(Math.min(farthest, (bin + 0.5) * BIN));
                    means[at] = axes.y(sums[bin] / counts[bin]);
                    maxima[at++] = axes.y(highest[bin]);
                }
            }
            canvas.line(Colour.BLUE, THICK, xs, means, false);
            canvas.line(Colour.VERMILION, THICK, xs, maxima, false);
        }
    }
}
