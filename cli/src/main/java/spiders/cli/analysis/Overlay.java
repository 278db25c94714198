// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.geometry.Box;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Slab;
import spiders.analysis.geometry.Solid;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The boundaries of two solids in the plane where they disagree most: where the area that is in one
 * of them only is largest.
 *
 * @param position of the plane along its normal, in millimetres
 * @param differing that area, in square millimetres
 */
record Overlay(double position, double differing, Region reference, Region test)
        implements Picture {

    private static final double MARGIN = 8;
    private static final double LOW = 22;
    private static final double TEXT = 7;
    private static final double LINE = 0.9;
    private static final double BAR_MM = 10;
    private static final double MM2_PER_CM2 = 100;

    /** Of solids whose planes are parallel, of which at least one is not empty. */
    static Overlay worst(Solid reference, Solid test) {
        var worst = new Overlay(Double.NaN, -1, Region.EMPTY, Region.EMPTY);
        for (var slab : Stream.concat(slabs(reference), slabs(test)).toList()) {
            var mine = at(reference, slab.position());
            var theirs = at(test, slab.position());
            double differing = mine.area() + theirs.area() - 2 * mine.intersectionArea(theirs);
            if (differing > worst.differing) {
                worst = new Overlay(slab.position(), differing, mine, theirs);
            }
        }
        return worst;
    }

    private static Stream<Slab> slabs(Solid solid) {
        return solid.slabs().stream();
    }

    private static Region at(Solid solid, double position) {
        return slabs(solid)
                .filter(slab -> slab.from() <= position && position < slab.to())
                .findFirst()
                .map(Slab::region)
                .orElse(Region.EMPTY);
    }

    String caption(String name) {
        return String.format(
                Locale.ROOT,
                "%s: plane at %.1f mm, %.2f cm² in one only",
                name,
                position,
                differing / MM2_PER_CM2);
    }

    /** As images are shown: x to the right, y downwards. */
    @Override
    public void draw(Canvas canvas) throws IOException {
        var box = reference.box().with(test.box());
        if (box.isEmpty()) {
            return;
        }
        double width = canvas.width() - 2 * MARGIN;
        double height = canvas.height() - LOW - MARGIN;
        double scale =
                Math.min(
                        width / Math.max(1, box.maxX() - box.minX()),
                        height / Math.max(1, box.maxY() - box.minY()));
        rings(canvas, box, scale, reference, Colour.BLUE);
        rings(canvas, box, scale, test, Colour.VERMILION);
        canvas.text(Colour.BLUE, MARGIN, 4, TEXT, "reference");
        canvas.text(Colour.VERMILION, MARGIN + 7 * TEXT, 4, TEXT, "test");
        double right = canvas.width() - MARGIN;
        double barMm = BAR_MM * scale > width ? 1 : BAR_MM;
        double[] bar = {right - barMm * scale, right};
        canvas.line(Colour.BLACK, LINE, bar, new double[] {12, 12}, false);
        canvas.text(Colour.BLACK, right - 4 * TEXT, 4, TEXT, "%.0f mm".formatted(barMm));
    }

    private static void rings(Canvas canvas, Box box, double scale, Region region, Colour colour)
            throws IOException {
        for (var ring : region.rings()) {
            var xs = new double[ring.size()];
            var ys = new double[ring.size()];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = MARGIN + (ring.x(i) - box.minX()) * scale;
                ys[i] = canvas.height() - MARGIN - (ring.y(i) - box.minY()) * scale;
            }
            canvas.line(colour, LINE, xs, ys, true);
        }
    }
}
