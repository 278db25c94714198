// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;

/** Volumes of boluses of 5 and 8 mm on bodies of several shapes, within 5 % of closed forms. */
class BolusVolumeTest {

    private static final double STEP = 1;

    /** Elliptical sections at even heights, of a size for each. */
    private static Solid ellipses(double from, double to, double ratio, DoubleUnaryOperator half) {
        var sections = new ArrayList<Section>();
        int count = (int) Math.round((to - from) / STEP);
        for (int i = 0; i < count; i++) {
            double z = from + (i + 0.5) * STEP;
            var xs = new double[360];
            var ys = new double[360];
            for (int k = 0; k < 360; k++) {
                xs[k] = half.applyAsDouble(z) * Math.cos(Math.toRadians(k));
                ys[k] = half.applyAsDouble(z) * ratio * Math.sin(Math.toRadians(k));
            }
            sections.add(new Section(z, Region.of(Ring.of(xs, ys))));
        }
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, STEP);
    }

    private static Solid box(double halfX, double halfY, double halfZ) {
        var ring =
                Ring.of(
                        new double[] {-halfX, halfX, halfX, -halfX},
                        new double[] {-halfY, -halfY, halfY, halfY});
        var sections = new ArrayList<Section>();
        for (double z = -halfZ + STEP / 2; z < halfZ; z += STEP) {
            sections.add(new Section(z, Region.of(ring)));
        }
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, STEP);
    }

    private static void requireVolume(Bolus bolus, double volume) {
        assertThat(bolus.isPrintable()).isTrue();
        assertThat(bolus.fit().volume()).isCloseTo(volume, within(0.05 * volume));
    }

    /** The part of a shell over a cap: its solid angle over 3, times the difference of cubes. */
    @Test
    void on_the_side_of_a_sphere() {
        double r = 60;
        double thickness = 8;
        double chord = 30;
        var sphere = ellipses(-r, r, 1, z -> Math.sqrt(r * r - z * z));

        var bolus =
                Bolus.of(sphere, new SkinRegion.Ball(r, 0, 0, chord), BolusSettings.of(thickness));

        double angle = 2 * Math.PI * (1 - Math.cos(2 * Math.asin(chord / 2 / r)));
        requireVolume(bolus, angle / 3 * (Math.pow(r + thickness, 3) - Math.pow(r, 3)));
    }

    /** A disc of the face, as thick as the bolus. */
    @Test
    void on_the_face_of_a_box() {
        var bolus =
                Bolus.of(box(50, 60, 70), new SkinRegion.Ball(50, 0, 0, 30), BolusSettings.of(5));

        requireVolume(bolus, Math.PI * 30 * 30 * 5);
    }

    /**
     * All around an ellipse: what is within t of a convex outline has its length times t, and half
     * the turn of it, 2 pi, times the square of t (Steiner).
     */
    @Test
    void around_an_elliptical_cylinder() {
        double thickness = 5;
        var cylinder = ellipses(-80, 80, 0.6, _ -> 90);
        var around = box(200, 200, 30);

        var bolus = Bolus.of(cylinder, new SkinRegion.Within(around), BolusSettings.of(thickness));

        double length = 0;
        int pieces = 100_000;
        for (int i = 0; i < pieces; i++) {
            double at = 2 * Math.PI * (i + 0.5) / pieces;
            length += Math.hypot(90 * Math.sin(at), 54 * Math.cos(at)) * 2 * Math.PI / pieces;
        }
        double area = length * thickness + Math.PI * thickness * thickness;
        assertThat(bolus.fit().volume()).isCloseTo(area * 60, within(0.05 * area * 60));
    }
}
