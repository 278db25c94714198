// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** Takes the points that stand for a boundary or a region in a plane. */
@FunctionalInterface
public interface PlaneVisitor {

    /**
     * A point.
     *
     * @param size the millimetres or square millimetres it stands for
     */
    void visit(double x, double y, double size);
}
