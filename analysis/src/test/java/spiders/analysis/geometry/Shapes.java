// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Rings and solids whose measures have closed forms. */
public final class Shapes {

    private Shapes() {}

    public static Ring rectangle(double x0, double y0, double x1, double y1) {
        return Ring.of(new double[] {x0, x1, x1, x0}, new double[] {y0, y0, y1, y1});
    }

    /** A circle of as many corners as keep its area right to a millionth. */
    public static Ring circle(double cx, double cy, double radius) {
        int n = 720;
        // The polygon has the area of the circle, not its radius.
        double r = radius * Math.sqrt(2 * Math.PI / n / Math.sin(2 * Math.PI / n));
        var xs = new double[n];
        var ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = cx + r * Math.cos(2 * Math.PI * i / n);
            ys[i] = cy + r * Math.sin(2 * Math.PI * i / n);
        }
        return Ring.of(xs, ys);
    }

    /** Axial sections of a shape at even heights, from the middle of the lowest slab. */
    public static List<Section> sections(
            double from, double to, double spacing, DoubleFunction<Region> shape) {
        var sections = new ArrayList<Section>();
        int count = (int) Math.round((to - from) / spacing);
        for (int i = 0; i < count; i++) {
            double z = from + (i + 0.5) * spacing;
            sections.add(new Section(z, shape.apply(z)));
        }
        return sections;
    }

    public static Solid solid(List<Section> sections) {
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.LEAVE_EMPTY, 1);
    }

    public static Solid box(
            double x0, double y0, double z0, double x1, double y1, double z1, double spacing) {
        var region = Region.of(rectangle(x0, y0, x1, y1));
        return solid(sections(z0, z1, spacing, _ -> region));
    }

    public static Solid sphere(double cx, double cy, double cz, double r, double spacing) {
        return solid(
                sections(cz - r, cz + r, spacing, z -> disc(cx, cy, r * r - (z - cz) * (z - cz))));
    }

    public static Region disc(double cx, double cy, double squaredRadius) {
        return squaredRadius <= 0
                ? Region.EMPTY
                : Region.of(circle(cx, cy, Math.sqrt(squaredRadius)));
    }
}
