// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import spiders.analysis.geometry.Solid;

import java.util.List;

/**
 * How far two surfaces are apart, in millimetres. A surface is walls and end caps, its points weigh
 * what area they stand for, and the distance of each to the other solid's surface is exact.
 *
 * @param hausdorff the greatest distance of a point of either to the other surface
 * @param cornerHausdorff the same with every corner of both: a spike that is thinner than the
 *     sampling step may be in this one alone
 * @param referenceToTest95 95 % of the reference's area is no farther
 * @param testToReference95 95 % of the other's area is no farther
 * @param pooled95 95 % of both areas together is no farther: not what is called HD95 here
 * @param meanReferenceToTest mean over the reference's area
 * @param meanTestToReference mean over the other's area
 * @param referenceArea square millimetres
 * @param testArea square millimetres
 * @param dice for each tolerance that was asked for
 */
public record SurfaceDistances(
        double hausdorff,
        double cornerHausdorff,
        double referenceToTest95,
        double testToReference95,
        double pooled95,
        double meanReferenceToTest,
        double meanTestToReference,
        double referenceArea,
        double testArea,
        List<SurfaceDice> dice) {

    private static final double PERCENTILE = 0.95;

    public SurfaceDistances {
        dice = List.copyOf(dice);
    }

    /**
     * The share of both areas that is no farther from the other than a tolerance (Nikolov 2021).
     *
     * @param tolerance in millimetres
     */
    public record SurfaceDice(double tolerance, double value) {}

    static SurfaceDistances between(Solid reference, Solid test, ComparisonSettings settings) {
        var there = DirectedDistances.of(reference, test, settings.samplingStep());
        var back = DirectedDistances.of(test, reference, settings.samplingStep());
        return new SurfaceDistances(
                Math.max(there.greatest(), back.greatest()),
                Math.max(there.greatestAtCorners(), back.greatestAtCorners()),
                there.percentile(PERCENTILE),
                back.percentile(PERCENTILE),
                there.with(back).percentile(PERCENTILE),
                there.mean(),
                back.mean(),
                there.area(),
                back.area(),
                settings.surfaceTolerances().stream()
                        .map(t -> new SurfaceDice(t, dice(there, back, t)))
                        .toList());
    }

    private static double dice(DirectedDistances there, DirectedDistances back, double tolerance) {
        double beyond = there.areaBeyond(tolerance) + back.areaBeyond(tolerance);
        return 1 - beyond / (there.area() + back.area());
    }

    /** The larger of the two directed 95th percentiles, by area. */
    public double hausdorff95() {
        return Math.max(referenceToTest95, testToReference95);
    }

    /** The mean over both areas together (ASSD). */
    public double meanSymmetric() {
        return (meanReferenceToTest * referenceArea + meanTestToReference * testArea)
                / (referenceArea + testArea);
    }

    /** The mean of the two directed means, whatever their areas (MASD). */
    public double meanOfMeans() {
        return (meanReferenceToTest + meanTestToReference) / 2;
    }
}
