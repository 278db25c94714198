// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** A plane has so many crossing lines that its area is not computed. */
public final class RegionTooComplexException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int edges;

    RegionTooComplexException(int edges) {
        super("A plane of %d edges crosses itself too often".formatted(edges));
        this.edges = edges;
    }

    /** How many edges the plane has. */
    public int edges() {
        return edges;
    }
}
