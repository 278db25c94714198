// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** Takes the points that stand for a surface. */
@FunctionalInterface
public interface SurfaceVisitor {

    /**
     * A point, by its coordinates in the solid's frame.
     *
     * @param area the square millimetres it stands for; 0 for a corner
     */
    void visit(double x, double y, double position, double area);
}
