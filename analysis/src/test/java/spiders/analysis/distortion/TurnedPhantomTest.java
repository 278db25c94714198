// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.image.ImageGrid;

import java.util.ArrayList;
import java.util.List;

/** The phantom stands turned by 4 degrees, in coarse slices and in oblique ones. */
class TurnedPhantomTest {

    private static final GridPhantom PHANTOM = SyntheticPhantom.PHANTOM;
    private static final DistortionSettings SETTINGS = DistortionSettings.defaults();

    /** By 4 degrees about z, and a shift. */
    private static RigidMotion turned() {
        var own =
                List.of(
                        new Point(0, 0, 0),
                        new Point(100, 0, 0),
                        new Point(0, 100, 0),
                        new Point(0, 0, 100),
                        new Point(70, -50, 30));
        double c = Math.cos(Math.toRadians(4));
        double s = Math.sin(Math.toRadians(4));
        var seen =
                own.stream()
                        .map(
                                p ->
                                        new Point(
                                                c * p.x() - s * p.y() + 2.1,
                                                s * p.x() + c * p.y() - 1.3,
                                                p.z() + 1.7))
                        .toList();
        return RigidMotion.between(own, seen);
    }

    private static void measure(ImageGrid grid, double mean, double max, double fieldError) {
        var placed = turned();
        assertThat(placed.degrees()).isCloseTo(4, within(1e-6));
        var image = SyntheticPhantom.image(placed, SyntheticPhantom::forward, 11, grid);

        var measured = DistortionMeasurement.of(PHANTOM, image, placed, SETTINGS);

        assertThat(measured.foundShare()).isGreaterThanOrEqualTo(0.99);
        assertThat(measured.strays()).isZero();
        var errors = new ArrayList<Double>();
        double squares = 0;
        for (var marker : measured.markers()) {
            var shift = SyntheticPhantom.forward(marker.truth());
            errors.add(marker.measured().minus(marker.truth().plus(shift)).length());
            var inner = marker.truth().minus(placed.shift()).times(0.9).plus(placed.shift());
            var field = measured.field().at(inner).orElseThrow();
            double off = field.minus(SyntheticPhantom.forward(inner)).length();
            squares += off * off;
        }
        assertThat(Spread.of(errors).mean()).isLessThan(mean);
        assertThat(Spread.of(errors).max()).isLessThan(max);
        assertThat(Math.sqrt(squares / errors.size())).isLessThan(fieldError);
        var aligned = DistortionMeasurement.of(PHANTOM, image, SETTINGS);
        assertThat(aligned.placement().degrees()).isCloseTo(4, within(0.5));
    }

    @Test
    void coarse_slices_show_the_markers_as_well_as_they_can() {
        measure(SyntheticPhantom.coarse(), 0.2, 0.5, 0.2);
    }

    @Test
    void oblique_slices_show_them_as_upright_ones_do() {
        measure(SyntheticPhantom.oblique(), 0.1, 0.3, 0.1);
    }
}
