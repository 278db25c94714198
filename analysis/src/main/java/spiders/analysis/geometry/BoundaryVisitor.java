// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** Takes the points that stand for a boundary in a plane. */
@FunctionalInterface
public interface BoundaryVisitor {

    /**
     * A point.
     *
     * @param length the millimetres it stands for
     */
    void visit(double x, double y, double length);
}
