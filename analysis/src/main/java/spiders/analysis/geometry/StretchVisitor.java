// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** Takes the stretches of rows that stand for a region in a plane. */
@FunctionalInterface
public interface StretchVisitor {

    /**
     * What of a row is inside, from one x to another.
     *
     * @param y of the middle of the row
     * @param height of the row, in millimetres
     */
    void visit(double y, double from, double to, double height);
}
