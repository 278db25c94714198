// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import spiders.analysis.geometry.Solid;

/** From one centroid to another along the axes of the patient, in millimetres. */
public record CentroidOffset(double dx, double dy, double dz) {

    static CentroidOffset between(Solid from, Solid to) {
        return new CentroidOffset(
                to.centroid(0) - from.centroid(0),
                to.centroid(1) - from.centroid(1),
                to.centroid(2) - from.centroid(2));
    }

    public double length() {
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
