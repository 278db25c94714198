// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.analysis.distortion.UnusablePhantomException.Reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;

/** Fields of both models through the same markers. */
class FieldModelTest {

    private static final RigidMotion PLACED = RigidMotion.shift(new Point(4, -3, 2));

    /** As gradient coils have it: harmonic in each component, to the fifth degree, up to 4 mm. */
    private static Point harmonic(Point p) {
        double x = p.x() / 150;
        double y = p.y() / 150;
        double z = p.z() / 150;
        double rho = x * x + y * y;
        return new Point(
                1.5 * (x * x * x - 3 * x * y * y) + 0.8 * x * (4 * z * z - rho),
                -1.2 * y * (4 * z * z - rho),
                z * (z * z - 1.5 * rho)
                        + 0.4 * (8 * Math.pow(z, 5) - 40 * z * z * z * rho + 15 * z * rho * rho));
    }

    private static DistortionMeasurement measured(
            FieldModel model, int degree, double noise, long seed) {
        var random = new Random(seed);
        var named = new HashMap<Node, Point>();
        for (var node : SyntheticPhantom.PHANTOM.nodes()) {
            var truth = PLACED.apply(SyntheticPhantom.PHANTOM.position(node));
            var off =
                    new Point(
                            noise * random.nextGaussian(),
                            noise * random.nextGaussian(),
                            noise * random.nextGaussian());
            named.put(node, truth.plus(harmonic(truth)).plus(off));
        }
        return DistortionMeasurement.of(
                SyntheticPhantom.PHANTOM,
                named,
                0,
                PLACED,
                new DistortionSettings(75, model, degree, 50));
    }

    private static Spread errors(DistortionMeasurement measured) {
        var errors = new ArrayList<Double>();
        for (double x = -130; x <= 130; x += 13) {
            for (double y = -130; y <= 130; y += 13) {
                for (double z = -90; z <= 90; z += 9) {
                    var at = new Point(x, y, z);
                    measured.field()
                            .at(at)
                            .ifPresent(shift -> errors.add(shift.minus(harmonic(at)).length()));
                }
            }
        }
        return Spread.of(errors);
    }

    @Test
    void a_harmonic_field_is_found_again_whatever_the_origin() {
        var measured = measured(FieldModel.HARMONIC, 5, 0, 1);

        assertThat(measured.field().heldOut().max()).isLessThan(1e-8);
        assertThat(errors(measured).max()).isLessThan(1e-8);
        assertThat(measured.field().words()).isEqualTo("solid harmonics of degree 5");
    }

    @Test
    void of_markers_with_noise_harmonics_take_less_of_it_for_distortion() {
        for (long seed = 1; seed <= 5; seed++) {
            for (double noise : new double[] {0.05, 0.2}) {
                double harmonics = errors(measured(FieldModel.HARMONIC, 7, noise, seed)).mean();
                double polynomials = errors(measured(FieldModel.POLYNOMIAL, 7, noise, seed)).mean();

                // 64 functions against 120: the error goes with the root of how many there are.
                assertThat(harmonics).isLessThan(0.9 * polynomials);
                assertThat(harmonics).isLessThan(0.6 * noise);
            }
        }
    }

    @Test
    void what_is_not_harmonic_is_left_over_and_shows_in_what_was_held_out() {
        var named = new HashMap<Node, Point>();
        for (var node : SyntheticPhantom.PHANTOM.nodes()) {
            var truth = PLACED.apply(SyntheticPhantom.PHANTOM.position(node));
            double squared = truth.x() * truth.x() + truth.y() * truth.y();
            named.put(node, truth.plus(new Point(3 * squared / 22_500, 0, 0)));
        }
        var settings = new DistortionSettings(75, FieldModel.HARMONIC, 5, 50);
        var measured =
                DistortionMeasurement.of(SyntheticPhantom.PHANTOM, named, 0, PLACED, settings);

        assertThat(measured.field().heldOut().max()).isGreaterThan(0.2);
    }

    @Test
    void a_degree_that_the_markers_do_not_determine_is_refused() {
        var few = GridPhantom.of(new int[] {3, 3, 3}, new double[] {50, 50, 50}, 8, true, 1000);
        var named = new HashMap<Node, Point>();
        few.nodes().forEach(node -> named.put(node, few.position(node)));
        for (var model : FieldModel.values()) {
            assertThatExceptionOfType(UnusablePhantomException.class)
                    .isThrownBy(() ->
                            DistortionMeasurement.of(
                                    few,
                                    named,
                                    0,
                                    RigidMotion.shift(Point.ORIGIN),
                                    new DistortionSettings(75, model, 5, 50)))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNDETERMINED));
        }
    }
}
