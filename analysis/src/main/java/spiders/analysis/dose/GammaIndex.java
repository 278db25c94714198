// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How well a dose agrees with a reference, point by point of the reference: the least distance to
 * the evaluated dose, in units of what is allowed of space and of dose (Low 1998). The evaluated
 * dose is looked at every tenth of the allowed distance, linear between its points.
 *
 * @param settings what was allowed
 * @param points how many points of the reference have a gamma
 * @param passed how many of them have at most 1
 * @param uncovered how many points above the threshold the evaluated dose does not cover
 * @param sum the sum of all gammas
 * @param greatest the greatest gamma, at most the limit
 */
public record GammaIndex(
        GammaSettings settings,
        long points,
        long passed,
        long uncovered,
        double sum,
        double greatest) {

    private static final int STEPS = 10;

    /** A step from a point, in the patient, and its length by the allowed distance, squared. */
    private record Step(double dx, double dy, double dz, double squared) {}

    /**
     * Compares two doses; on the common pool's threads.
     *
     * @throws FrameOfReferenceMismatchException if they are of different frames of reference
     */
    public static GammaIndex of(DoseGrid reference, DoseGrid evaluated, GammaSettings settings) {
        evaluated.requireFrameOfReference(reference.frameOfReferenceUID());
        var steps = steps(reference, settings);
        double maximum = reference.maximum();
        return IntStream.range(0, reference.planes())
                .parallel()
                .mapToObj(plane -> ofPlane(reference, evaluated, settings, steps, maximum, plane))
                .reduce(new GammaIndex(settings, 0, 0, 0, 0, 0), GammaIndex::merged);
    }

    private GammaIndex merged(GammaIndex other) {
        return new GammaIndex(
                settings,
                points + other.points,
                passed + other.passed,
                uncovered + other.uncovered,
                sum + other.sum,
                Math.max(greatest, other.greatest));
    }

    /** The share of the points that pass, 0 to 1; undefined if no point has a gamma. */
    public OptionalDouble passRate() {
        return points == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) passed / points);
    }

    public OptionalDouble mean() {
        return points == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / points);
    }

    private static List<Step> steps(DoseGrid reference, GammaSettings settings) {
        double length = settings.distance() / STEPS;
        int reach = (int) Math.ceil(settings.limit() * STEPS);
        int across = settings.isPlanar() ? 0 : reach;
        var steps = new ArrayList<Step>();
        for (int k = -across; k <= across; k++) {
            for (int j = -reach; j <= reach; j++) {
                for (int i = -reach; i <= reach; i++) {
                    double squared = (double) (i * i + j * j + k * k) / (STEPS * STEPS);
                    if (squared < settings.limit() * settings.limit()) {
                        double[] d = new double[3];
                        for (int axis = 0; axis < 3; axis++) {
                            d[axis] =
                                    length
                                            * (i * reference.direction(0, axis)
                                                    + j * reference.direction(1, axis)
                                                    + k * reference.direction(2, axis));
                        }
                        steps.add(new Step(d[0], d[1], d[2], squared));
                    }
                }
            }
        }
        steps.sort(Comparator.comparingDouble(Step::squared));
        return steps;
    }

    private static GammaIndex ofPlane(
            DoseGrid reference,
            DoseGrid evaluated,
            GammaSettings settings,
            List<Step> steps,
            double maximum,
            int plane) {
        long points = 0;
        long passed = 0;
        long uncovered = 0;
        double sum = 0;
        double greatest = 0;
        for (int row = 0; row < reference.rows(); row++) {
            for (int column = 0; column < reference.columns(); column++) {
                double dose = reference.at(column, row, plane);
                if (!(dose > 0) || dose < settings.threshold() * maximum) {
                    continue;
                }
                double x = reference.patient(0, column, row, plane);
                double y = reference.patient(1, column, row, plane);
                double z = reference.patient(2, column, row, plane);
                if (evaluated.dose(x, y, z).isEmpty()) {
                    uncovered++;
                    continue;
                }
                double allowed = settings.doseDifference() * (settings.isLocal() ? dose : maximum);
                double gamma = gamma(evaluated, steps, x, y, z, dose, allowed, settings.limit());
                points++;
                passed += gamma <= 1 ? 1 : 0;
                sum += gamma;
                greatest = Math.max(greatest, gamma);
            }
        }
        return new GammaIndex(settings, points, passed, uncovered, sum, greatest);
    }

    private static double gamma(
            DoseGrid evaluated,
            List<Step> steps,
            double x,
            double y,
            double z,
            double dose,
            double allowed,
            double limit) {
        double best = limit * limit;
        for (var step : steps) {
            if (step.squared() >= best) {
                break;
            }
            double there = evaluated.doseOrNone(x + step.dx(), y + step.dy(), z + step.dz());
            double off = (there - dose) / allowed;
            double squared = step.squared() + off * off;
            best = squared < best ? squared : best; // What is not covered is no number.
        }
        return Math.sqrt(best);
    }
}
