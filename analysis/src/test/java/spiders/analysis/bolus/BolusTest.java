// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.bolus.UnusableSkinException.Reason;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.MeshTooLargeException;
import spiders.analysis.mesh.StereoLithography;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;

/** Boluses on bodies whose skin is a formula, held against closed forms. */
class BolusTest {

    private static final double RADIUS = 120;

    /** A body of round sections 3 mm apart, of a radius for each position. */
    private static Solid body(DoubleUnaryOperator radius) {
        var sections = new ArrayList<Section>();
        for (double z = -111; z <= 111; z += 3) {
            var xs = new double[360];
            var ys = new double[360];
            for (int i = 0; i < 360; i++) {
                xs[i] = radius.applyAsDouble(z) * Math.cos(Math.toRadians(i));
                ys[i] = radius.applyAsDouble(z) * Math.sin(Math.toRadians(i));
            }
            sections.add(new Section(z, Region.of(Ring.of(xs, ys))));
        }
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, 3);
    }

    /** What is beyond x, and within 40 mm of z = 0 and 65 of y = 0. */
    private static SkinRegion box(double x) {
        var ring = Ring.of(new double[] {x, 200, 200, x}, new double[] {-65, -65, 65, 65});
        var sections = new ArrayList<Section>();
        for (double z = -38; z <= 38; z += 4) {
            sections.add(new Section(z, Region.of(ring)));
        }
        return new SkinRegion.Within(Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, 4));
    }

    @Test
    void on_a_cylinder_it_has_the_volume_of_the_closed_form_and_fits() {
        var bolus = Bolus.of(body(z -> RADIUS), box(0), BolusSettings.of(10));

        double angle = 2 * Math.asin(65 / RADIUS);
        double patch = RADIUS * angle * 80;
        double volume = patch * 10 * (1 + 10 / (2 * RADIUS));
        assertThat(bolus.isPrintable()).isTrue();
        assertThat(bolus.leftOut()).isZero();
        assertThat(bolus.fit().volume()).isCloseTo(volume, within(0.02 * volume));
        fits(bolus, 10);
        for (int v = 0; v < bolus.mesh().vertices(); v++) {
            double rho = Math.hypot(bolus.mesh().at(v, 0), bolus.mesh().at(v, 1));
            assertThat(rho).isBetween(RADIUS - 0.1, RADIUS + 10.1);
        }
        assertThat(bolus.mesh().triangles()).isLessThan(400_000);
    }

    private static void fits(Bolus bolus, double thickness) {
        var fit = bolus.fit();
        assertThat(fit.contactGap()).isLessThan(0.3);
        assertThat(fit.thicknessError()).isLessThan(0.3);
        assertThat(fit.thickness()).isCloseTo(thickness, within(0.3));
        assertThat(fit.thinnest()).isGreaterThan(thickness - 0.75);
        assertThat(fit.overlap()).isLessThan(0.6);
    }

    @Test
    void on_a_body_that_narrows_it_is_smooth_between_planes_and_fits() {
        DoubleUnaryOperator radius = z -> 100 + 15 * Math.sin(z / 30);
        var bolus = Bolus.of(body(radius), new SkinRegion.Ball(100, 0, 0, 45), BolusSettings.of(5));

        assertThat(bolus.isPrintable()).isTrue();
        fits(bolus, 5);
        // Contact against the formula itself, not against the mesh of the skin.
        double sum = 0;
        int count = 0;
        for (int v = 0; v < bolus.mesh().vertices(); v++) {
            double rho = Math.hypot(bolus.mesh().at(v, 0), bolus.mesh().at(v, 1));
            double off = rho - radius.applyAsDouble(bolus.mesh().at(v, 2));
            if (off < 1) {
                sum += Math.abs(off);
                count++;
            }
        }
        assertThat(count).isGreaterThan(1000);
        assertThat(sum / count).isLessThan(0.3);
    }

    @Test
    void its_file_is_as_watertight_as_itself() throws IOException {
        var bolus = Bolus.of(body(z -> 60), new SkinRegion.Ball(0, 60, 0, 20), BolusSettings.of(3));
        var out = new ByteArrayOutputStream();
        StereoLithography.write(bolus.mesh(), Bolus.VERSION, out);

        var again = StereoLithography.read(new ByteArrayInputStream(out.toByteArray()), 1_000_000);

        assertThat(again.check().isWatertight()).isTrue();
        assertThat(again.check().isOriented()).isTrue();
        assertThat(again.check().pieces()).isEqualTo(1);
        assertThat(again.check().genus()).hasValue(0);
        assertThat(again.volume()).isCloseTo(bolus.fit().volume(), within(1.0));
    }

    @Test
    void of_several_parts_the_largest_is_the_bolus_and_the_others_are_counted() {
        var both = body(z -> Math.abs(z) > 30 ? 60 : 40);
        var ring = Ring.of(new double[] {50, 90, 90, 50}, new double[] {-20, -20, 20, 20});
        var sections = new ArrayList<Section>();
        for (double z = -55; z <= 80; z += 5) {
            sections.add(new Section(z, Region.of(ring)));
        }
        var region =
                new SkinRegion.Within(Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, 5));
        var bolus = Bolus.of(both, region, BolusSettings.of(4));
        assertThat(bolus.leftOut()).isEqualTo(1);
        assertThat(bolus.check().pieces()).isEqualTo(1);
    }

    @Test
    void without_skin_in_the_region_there_is_no_bolus() {
        var body = body(z -> 60);
        refused(body, new SkinRegion.Ball(300, 0, 0, 20), Reason.NO_SKIN);
        refused(body, new SkinRegion.Ball(0, 0, 0, 20), Reason.NO_SKIN);
        var nothing = Solid.of(PlaneFrame.AXIAL, new ArrayList<>(), GapTreatment.FILL, 3);
        refused(nothing, new SkinRegion.Ball(0, 0, 0, 20), Reason.EMPTY_BODY);
        assertThatExceptionOfType(UnusableSkinException.class)
                .isThrownBy(() -> new SkinRegion.Within(nothing));
    }

    private static void refused(Solid body, SkinRegion region, Reason reason) {
        assertThatExceptionOfType(UnusableSkinException.class)
                .isThrownBy(() -> Bolus.of(body, region, BolusSettings.of(5)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void settings_and_sizes_have_limits() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> BolusSettings.of(0.5));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new BolusSettings(10, 1.5, 1000));
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() ->
                        Bolus.of(
                                body(z -> 60),
                                new SkinRegion.Ball(60, 0, 0, 30),
                                new BolusSettings(10, 1, 1000)));
    }
}
