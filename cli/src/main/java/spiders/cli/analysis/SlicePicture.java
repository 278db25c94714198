// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.geometry.Box;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Slab;
import spiders.analysis.geometry.Solid;
import spiders.analysis.image.ImageVolume;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** The image around a region, in the plane where the region is largest, with its outline. */
record SlicePicture(ImageVolume volume, Solid solid, Slab slab) implements Picture {

    /** Samples along the longer side. */
    private static final int SAMPLES = 200;

    private static final double MARGIN_MM = 15;
    private static final double LINE = 0.9;
    private static final double LOW_SHARE = 0.02;
    private static final double HIGH_SHARE = 0.98;
    private static final int WHITE = 255;

    /** Of a solid that is not empty. */
    static SlicePicture of(ImageVolume volume, Solid solid) {
        var largest =
                solid.slabs().stream()
                        .max(Comparator.comparingDouble(slab -> slab.region().area()))
                        .orElseThrow();
        return new SlicePicture(volume, solid, largest);
    }

    String caption(String name) {
        return String.format(Locale.ROOT, "%s: plane at %.1f mm", name, slab.position());
    }

    @Override
    public void draw(Canvas canvas) throws IOException {
        var box = slab.region().box();
        var wide =
                new Box(
                        box.minX() - MARGIN_MM,
                        box.minY() - MARGIN_MM,
                        box.maxX() + MARGIN_MM,
                        box.maxY() + MARGIN_MM);
        double width = wide.maxX() - wide.minX();
        double height = wide.maxY() - wide.minY();
        double scale = Math.min(canvas.width() / width, canvas.height() / height);
        double step = Math.max(width, height) / SAMPLES;
        int columns = (int) Math.ceil(width / step);
        int rows = (int) Math.ceil(height / step);
        canvas.greys(columns, greys(wide, step, columns, rows), width * scale, height * scale);
        for (var ring : slab.region().rings()) {
            outline(canvas, ring, wide, scale);
        }
    }

    private static void outline(Canvas canvas, Ring ring, Box box, double scale)
            throws IOException {
        var xs = new double[ring.size()];
        var ys = new double[ring.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = (ring.x(i) - box.minX()) * scale;
            ys[i] = canvas.height() - (ring.y(i) - box.minY()) * scale;
        }
        canvas.line(Colour.ORANGE, LINE, xs, ys, true);
    }

    /** From the second to the 98th percentile of what is shown; what has no sample is black. */
    private byte[] greys(Box box, double step, int columns, int rows) {
        var samples = new double[columns * rows];
        for (int i = 0; i < samples.length; i++) {
            double x = box.minX() + (i % columns + 0.5) * step;
            double y = box.minY() + (Math.floorDiv(i, columns) + 0.5) * step;
            samples[i] = sample(x, y);
        }
        double[] sorted = Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
        var greys = new byte[samples.length];
        if (sorted.length == 0) {
            return greys;
        }
        double low = sorted[(int) (LOW_SHARE * (sorted.length - 1))];
        double high = sorted[(int) (HIGH_SHARE * (sorted.length - 1))];
        for (int i = 0; i < greys.length; i++) {
            double share = high > low ? (samples[i] - low) / (high - low) : 0;
            greys[i] = (byte) Math.clamp((long) (share * WHITE), 0, WHITE);
        }
        return greys;
    }

    private double sample(double x, double y) {
        var frame = solid.frame();
        return volume.value(
                        frame.patient(0, x, y, slab.position()),
                        frame.patient(1, x, y, slab.position()),
                        frame.patient(2, x, y, slab.position()))
                .orElse(Double.NaN);
    }
}
