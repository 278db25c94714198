// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

/**
 * How a bolus is made.
 *
 * @param thickness of the bolus, 1 to 100 mm
 * @param step of the grid of distances, 0.25 to 1 mm: coarser ones leave gaps
 * @param mostTriangles of its mesh
 */
public record BolusSettings(double thickness, double step, int mostTriangles) {

    public BolusSettings {
        if (!(thickness >= 1) || !(thickness <= 100)) {
            throw new IllegalArgumentException("A bolus of %s mm".formatted(thickness));
        }
        if (!(step >= 0.25) || !(step <= 1) || step > thickness / 2) {
            throw new IllegalArgumentException(
                    "A step of %s mm for %s mm".formatted(step, thickness));
        }
        if (mostTriangles < 1) {
            throw new IllegalArgumentException("A mesh of %d triangles".formatted(mostTriangles));
        }
    }

    /** At steps of 1 mm, or less for a thin one; up to 400 000 triangles. */
    public static BolusSettings of(double thickness) {
        return new BolusSettings(thickness, Math.clamp(thickness / 4, 0.25, 1), 400_000);
    }
}
