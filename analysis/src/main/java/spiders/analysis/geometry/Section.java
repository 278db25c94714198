// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/**
 * A region at its position along the normal of its plane.
 *
 * @param position millimetres from the origin
 */
public record Section(double position, Region region) {

    public Section {
        if (!Double.isFinite(position)) {
            throw new IllegalArgumentException("A section stands at no number");
        }
    }
}
