// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;

/**
 * What a phantom must give, by voxels, noise, seed and strength of the distortion: 99 percent of
 * the markers, none that is none, their middles to 0.1 mm on average and 0.3 at most, and after the
 * correction 0.2 and 0.6.
 */
class DistortionAcceptanceTest {

    private static final RigidMotion PLACED = RigidMotion.shift(new Point(-2.3, 4.1, -1.4));

    @ParameterizedTest
    @CsvSource({
        "1, 1, 3, 30, 11, 1",
        "1.5, 1.5, 2, 60, 12, 1",
        "2, 2, 2, 30, 13, 1.5",
        "1.5, 1.5, 2, 0, 14, -1"
    })
    void markers_and_corrected_images_are_within_the_figures(
            double x, double y, double z, double noise, long seed, double strength) {
        var image =
                SyntheticPhantom.image(
                        PLACED,
                        at -> SyntheticPhantom.forward(at).times(strength),
                        new SyntheticPhantom.Scan(x, y, z, noise, seed));
        var phantom = SyntheticPhantom.PHANTOM;
        var settings = DistortionSettings.defaults();
        var measured = DistortionMeasurement.of(phantom, image, PLACED, settings);

        assertThat(measured.foundShare()).isGreaterThanOrEqualTo(0.99);
        assertThat(measured.strays()).isZero();
        var errors = new ArrayList<Double>();
        for (var marker : measured.markers()) {
            var shift = SyntheticPhantom.forward(marker.truth()).times(strength);
            errors.add(marker.measured().minus(marker.truth().plus(shift)).length());
        }
        assertThat(Spread.of(errors).mean()).isLessThan(0.1);
        assertThat(Spread.of(errors).max()).isLessThan(0.3);

        var corrected = ImageCorrection.corrected(image, measured.field());
        var after = DistortionMeasurement.of(phantom, corrected, PLACED, settings);
        var left = new ArrayList<Double>();
        for (var marker : after.markers()) {
            // Half of an outer marker is beyond the hull, and has no samples.
            if (Math.hypot(marker.truth().x(), marker.truth().y()) < 115
                    && Math.abs(marker.truth().z()) < 90) {
                left.add(marker.shift().length());
            }
        }
        assertThat(left).hasSizeGreaterThan(400);
        assertThat(Spread.of(left).mean()).isLessThan(0.2);
        assertThat(Spread.of(left).max()).isLessThan(0.6);
    }
}
