// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** Walks what is in one of two regions and not in the other, row by row. */
final class Rows {

    private Rows() {}

    static void visit(Region one, Region other, double step, PlaneVisitor visitor) {
        visit(
                one,
                other,
                step,
                (y, from, to, height) -> pieces(y, from, to, height, step, visitor));
    }

    private static void pieces(
            double y, double from, double to, double height, double step, PlaneVisitor visitor) {
        double length = to - from;
        int pieces = (int) Math.ceil(length / step);
        for (int p = 0; p < pieces; p++) {
            double x = from + (p + 0.5) * length / pieces;
            visitor.visit(x, y, length / pieces * height);
        }
    }

    static void visit(Region one, Region other, double step, StretchVisitor visitor) {
        var box = one.box().with(other.box());
        if (box.isEmpty()) {
            return;
        }
        int rows = (int) Math.ceil((box.maxY() - box.minY()) / step);
        double height = (box.maxY() - box.minY()) / rows;
        var crossings = new Crossings();
        for (int row = 0; row < rows; row++) {
            double y = box.minY() + (row + 0.5) * height;
            crossings.clear();
            one.crossings(y, crossings);
            other.crossings(y, crossings);
            crossings.sort();
            for (int i = 0; i + 1 < crossings.size(); i += 2) {
                visitor.visit(y, crossings.x(i), crossings.x(i + 1), height);
            }
        }
    }
}
