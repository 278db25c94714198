// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.Random;

/**
 * A bolus on a ball, of which the closed form is known, whose outlines are drawn in planes of
 * several distances with points that are off by noise: watertight, its volume to 5 percent, contact
 * and thickness to 0.3 mm on average, against the ball and not against what was drawn of it.
 */
class BolusAcceptanceTest {

    private static final double RADIUS = 100;
    private static final double REACH = 45;

    private static Solid body(double spacing, double noise, long seed) {
        var random = new Random(seed);
        var sections = new ArrayList<Section>();
        for (double z = -RADIUS + spacing / 2; z < RADIUS; z += spacing) {
            double radius = Math.sqrt(RADIUS * RADIUS - z * z);
            // As many points as pixels of a millimetre on the way round.
            int points = Math.max(24, (int) (2 * Math.PI * radius));
            var xs = new double[points];
            var ys = new double[points];
            for (int i = 0; i < points; i++) {
                double r = radius + noise * random.nextGaussian();
                xs[i] = r * Math.cos(2 * Math.PI * i / points);
                ys[i] = r * Math.sin(2 * Math.PI * i / points);
            }
            sections.add(new Section(z, Region.of(Ring.of(xs, ys))));
        }
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, spacing);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 0, 1",
        "3, 5, 0.1, 2",
        "3, 10, 0, 3",
        "3, 10, 0.1, 4",
        "3, 10, 0.15, 5",
        "5, 15, 0.1, 6"
    })
    void it_is_within_the_figures(double spacing, double thickness, double noise, long seed) {
        var bolus =
                Bolus.of(
                        body(spacing, noise, seed),
                        new SkinRegion.Ball(RADIUS, 0, 0, REACH),
                        BolusSettings.of(thickness));

        assertThat(bolus.isPrintable()).isTrue();
        // The skin within a distance of a point of it is a cap, and the bolus its part of a shell.
        double cosine = 1 - REACH * REACH / (2 * RADIUS * RADIUS);
        double outer = RADIUS + thickness;
        double volume = 2 * Math.PI / 3 * (1 - cosine) * (Math.pow(outer, 3) - Math.pow(RADIUS, 3));
        assertThat(bolus.fit().volume()).isCloseTo(volume, within(0.05 * volume));
        assertThat(bolus.fit().contactGap()).isLessThan(0.3);
        assertThat(bolus.fit().thicknessError()).isLessThan(0.3);
        assertThat(bolus.fit().thinnest()).isGreaterThan(thickness - 0.75);
        assertThat(bolus.fit().overlap()).isLessThan(0.6);
        assertThat(bolus.mesh().triangles()).isLessThan(400_000);
        var mesh = bolus.mesh();
        double[] sums = new double[4];
        for (int t = 0; t < mesh.triangles(); t++) {
            double x = mesh.middle(t, 0);
            double y = mesh.middle(t, 1);
            double z = mesh.middle(t, 2);
            double r = Math.sqrt(x * x + y * y + z * z);
            // Without the wall around it.
            if (x / r > cosine + 0.02) {
                int side = r < RADIUS + thickness / 2 ? 0 : 2;
                sums[side] += mesh.area(t);
                sums[side + 1] += mesh.area(t) * Math.abs(r - (side == 0 ? RADIUS : outer));
            }
        }
        assertThat(sums[1] / sums[0]).as("contact with the ball").isLessThan(0.3);
        assertThat(sums[3] / sums[2]).as("thickness over the ball").isLessThan(0.3);
        assertThat(bolus.outer().size()).isPositive();
        assertThat(bolus.outer().axis()).isZero();
        assertThat(bolus.outer().isAlong()).isTrue();
    }
}
