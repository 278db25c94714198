// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.comparison.ContourComparison.BothEmpty;
import spiders.analysis.comparison.ContourComparison.Compared;
import spiders.analysis.comparison.ContourComparison.Missed;
import spiders.analysis.comparison.ContourComparison.Unexpected;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Shapes;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.List;

/** Tolerances: Dice 0.005, mean surface distance 0.15 mm, Hausdorff 0.5 mm. */
class ClosedFormComparisonTest {

    private static Compared compare(Solid reference, Solid test) {
        return (Compared) ContourComparison.of(reference, test, ComparisonSettings.defaults());
    }

    /** Of spheres moved by s, the distances are spread evenly from 0 to s. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 4})
    void a_sphere_against_itself_moved(double s) {
        double r = 20;
        var result = compare(Shapes.sphere(0, 0, 0, r, 0.5), Shapes.sphere(s, 0, 0, r, 0.5));

        double lens = Math.PI * (4 * r + s) * (2 * r - s) * (2 * r - s) / 12;
        double dice = lens / (4.0 / 3 * Math.PI * r * r * r);
        assertThat(result.dice().orElseThrow()).isCloseTo(dice, within(0.005));
        assertThat(result.jaccard().orElseThrow()).isCloseTo(dice / (2 - dice), within(0.008));
        assertThat(result.surfaces().meanSymmetric()).isCloseTo(s / 2, within(0.15));
        assertThat(result.surfaces().meanOfMeans()).isCloseTo(s / 2, within(0.15));
        assertThat(result.surfaces().hausdorff()).isCloseTo(s, within(0.5));
        assertThat(result.surfaces().hausdorff95()).isCloseTo(0.95 * s, within(0.3));
        assertThat(result.offset().dx()).isCloseTo(s, within(1e-6));
        assertThat(result.offset().length()).isCloseTo(s, within(1e-6));
    }

    /** With slabs of 3 mm the steps of the surface hide a fifth of the distance. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 4})
    void a_sphere_of_thick_slices_is_right_once_it_is_interpolated(double s) {
        var result =
                compare(
                        Shapes.sphere(0, 0, 0, 20, 3).interpolated(0.5),
                        Shapes.sphere(s, 0, 0, 20, 3).interpolated(0.5));

        assertThat(result.surfaces().meanSymmetric()).isCloseTo(s / 2, within(0.15));
        assertThat(result.surfaces().hausdorff()).isCloseTo(s, within(0.5));
        assertThat(result.referenceVolume())
                .isCloseTo(4.0 / 3 * Math.PI * 8000, withinPercentage(2));
        assertThat(result.definition().testModel()).contains("0.5 mm");
        assertThat(result.addedPath().total())
                .isCloseTo(
                        compare(Shapes.sphere(0, 0, 0, 20, 3), Shapes.sphere(s, 0, 0, 20, 3))
                                .addedPath()
                                .total(),
                        within(1e-6));
    }

    /** Of a 20 x 20 x 30 mm box moved along x, walls across x are off by s, the others at most. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 5})
    void a_box_against_itself_moved(double s) {
        var settings = new ComparisonSettings(0.5, List.of(s / 2), 1);
        var result =
                (Compared)
                        ContourComparison.of(
                                Shapes.box(0, 0, 0, 20, 20, 30, 3),
                                Shapes.box(s, 0, 0, 20 + s, 20, 30, 3),
                                settings);

        // Both walls across x are off by s, but near their rims the other box's sides are nearer.
        double across = integral(20, 30, s);
        double along = 2 * 30 * s * s / 2 + 2 * 20 * s * s / 2;
        double area = 2 * (20 * 20 + 2 * 20 * 30);
        assertThat(result.surfaces().referenceArea()).isCloseTo(area, within(1e-6));
        assertThat(result.dice().orElseThrow()).isCloseTo((20 - s) / 20, within(1e-9));
        assertThat(result.surfaces().hausdorff()).isCloseTo(s, within(1e-6));
        assertThat(result.surfaces().meanSymmetric())
                .isCloseTo((across + s * 20 * 30 + along) / area, within(0.02));
    }

    /**
     * The wall that is inside the other box is as far from its surface as from the nearest of the
     * moved wall and the sides: the integral of min(s, distance to the rim) over the wall.
     */
    private static double integral(double width, double height, double s) {
        double inner = (width - 2 * s) * (height - 2 * s);
        double sum = inner * s;
        int steps = 10_000;
        for (int i = 0; i < steps; i++) {
            double d = (i + 0.5) * s / steps;
            sum += d * 2 * (width + height - 4 * d) * s / steps;
        }
        return sum;
    }

    @Test
    void a_cylinder_in_a_cylinder() {
        var inner = cylinder(10);
        var outer = cylinder(12);

        var result = compare(inner, outer);

        assertThat(result.dice().orElseThrow()).isCloseTo(200.0 / 244, within(0.005));
        assertThat(result.volumeRatio().orElseThrow()).isCloseTo(1.44, within(1e-6));
        assertThat(result.surfaces().hausdorff()).isCloseTo(2, within(0.01));
        // Over 2 pi: the inner wall is 2 mm from the outer one, or nearer to a cap; the outer wall
        // is 2 mm away, and the rims of its caps as far as they are from radius 10.
        double rims = 2 * ((1728 - 1000) / 3.0 - 5 * (144 - 100));
        double sum = 10 * (36 * 2 + 4) + 12 * 40 * 2 + rims;
        double areas = 10 * 40 + 100 + 12 * 40 + 144;
        assertThat(result.surfaces().meanSymmetric()).isCloseTo(sum / areas, within(0.15));
    }

    @Test
    void offsets_are_those_along_each_axis() {
        double[][] shifts = {{2, 0, 0}, {0, -3, 0}, {0, 0, 6}, {1, -2, 3}};
        for (double[] s : shifts) {
            var results =
                    List.of(
                            compare(
                                    Shapes.sphere(0, 0, 0, 15, 1),
                                    Shapes.sphere(s[0], s[1], s[2], 15, 1)),
                            compare(
                                    Shapes.box(0, 0, 0, 20, 20, 30, 3),
                                    Shapes.box(
                                            s[0], s[1], s[2], 20 + s[0], 20 + s[1], 30 + s[2], 3)));
            for (var result : results) {
                assertThat(result.offset().dx()).isCloseTo(s[0], within(1e-6));
                assertThat(result.offset().dy()).isCloseTo(s[1], within(1e-6));
                assertThat(result.offset().dz()).isCloseTo(s[2], within(1e-6));
            }
        }
    }

    /** Slices 2 to 4 mm apart, which are a box of 19 mm. */
    @Test
    void a_box_of_uneven_slices_against_itself_moved() {
        double s = 3;
        var result = compare(uneven(0), uneven(s));

        double across = integral(20, 19, s);
        double along = 2 * 19 * s * s / 2 + 2 * 20 * s * s / 2;
        double area = 2 * (20 * 20 + 2 * 20 * 19);
        assertThat(result.referenceVolume()).isCloseTo(20 * 20 * 19, within(1e-6));
        assertThat(result.surfaces().meanSymmetric())
                .isCloseTo((across + s * 20 * 19 + along) / area, within(0.15));
    }

    private static Solid uneven(double x) {
        var region = Region.of(Shapes.rectangle(x, 0, x + 20, 20));
        var sections = new ArrayList<Section>();
        for (double z : new double[] {1, 3, 5, 9, 13, 17}) {
            sections.add(new Section(z, region));
        }
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.LEAVE_EMPTY, 1);
    }

    private static Solid cylinder(double r) {
        var region = Region.of(Shapes.circle(0, 0, r));
        return Shapes.solid(Shapes.sections(0, 40, 2, _ -> region));
    }

    @Test
    void a_shell_has_an_inner_surface_too() {
        var shell = Region.of(Shapes.circle(0, 0, 15), Shapes.circle(0, 0, 5));
        var full = Region.of(Shapes.circle(0, 0, 15));
        var one = Shapes.solid(Shapes.sections(0, 60, 3, _ -> shell));
        var other = Shapes.solid(Shapes.sections(0, 60, 3, _ -> full));

        var result = compare(one, other);

        assertThat(result.dice().orElseThrow()).isCloseTo(400.0 / 425, within(1e-4));
        // In the middle of the hole's wall, the outer wall is 10 mm away; of the cap's middle the
        // hole's wall is 5 mm away.
        assertThat(result.surfaces().hausdorff()).isCloseTo(10, within(0.05));
        // Over 2 pi: the hole's wall is 10 mm from the outer one, or nearer to a cap; the middles
        // of the caps are as far as they are from the hole's rim.
        double sum = 5 * (40 * 10 + 100) + 2 * (5 * 12.5 - 125 / 3.0);
        double areas = 15 * 60 + 5 * 60 + 200 + 15 * 60 + 225;
        assertThat(result.surfaces().meanSymmetric()).isCloseTo(sum / areas, within(0.15));
        assertThat(result.referenceVolume()).isCloseTo(Math.PI * 200 * 60, withinPercentage(0.5));
    }

    @Test
    void uneven_slices_of_the_same_box_are_the_same_box() {
        var region = Region.of(Shapes.rectangle(0, 0, 20, 20));
        var sections = new ArrayList<Section>();
        for (double z : new double[] {1, 3, 5, 9, 13, 17}) {
            sections.add(new Section(z, region));
        }
        var uneven = Shapes.solid(sections);

        var result = compare(Shapes.box(0, 0, 0, 20, 20, 19, 1), uneven);

        assertThat(result.dice().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(result.surfaces().hausdorff()).isCloseTo(0, within(1e-9));
        assertThat(result.surfaces().dice().getFirst().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void added_path_is_the_length_that_is_farther_than_the_tolerance() {
        var result =
                (Compared)
                        ContourComparison.of(
                                Shapes.box(0, 0, 0, 20, 20, 30, 3),
                                Shapes.box(5, 0, 0, 25, 20, 30, 3),
                                new ComparisonSettings(0.1, List.of(), 2));

        // In each plane the left side, 2 x 3 mm beside it, and the right side but for 2 mm at
        // either end, which are near the other's upper and lower side.
        assertThat(result.addedPath().total()).isCloseTo(800, within(1e-6));
        assertThat(result.addedPath().added()).isCloseTo(10 * (20 + 6 + 16), within(5.0));
    }

    @Test
    void an_organ_that_is_missed_scores_no_overlap_and_has_no_distances() {
        var box = Shapes.box(0, 0, 0, 10, 10, 30, 3);
        var nothing = Solid.of(PlaneFrame.AXIAL, List.of(), GapTreatment.FILL, 1);

        var missed = ContourComparison.of(box, nothing, ComparisonSettings.defaults());
        var unexpected = ContourComparison.of(nothing, box, ComparisonSettings.defaults());
        var neither = ContourComparison.of(nothing, nothing, ComparisonSettings.defaults());

        assertThat(missed).isInstanceOf(Missed.class);
        assertThat(missed.dice()).hasValue(0);
        assertThat(unexpected).isInstanceOf(Unexpected.class);
        assertThat(unexpected.volumeRatio()).isEmpty();
        assertThat(neither).isInstanceOf(BothEmpty.class);
        assertThat(neither.dice()).isEmpty();
        assertThat(neither.jaccard()).isEmpty();
    }

    @Test
    void the_definition_says_step_tolerances_and_gaps() {
        var region = Region.of(Shapes.rectangle(0, 0, 20, 20));
        var sections = new ArrayList<Section>();
        for (double z : new double[] {0, 2, 6, 8}) {
            sections.add(new Section(z, region));
        }
        var filled = Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, 1);

        var definition = compare(Shapes.box(0, 0, 0, 20, 20, 10, 1), filled).definition();

        assertThat(definition.testTreatment()).isEqualTo(GapTreatment.FILL);
        assertThat(definition.testGaps()).hasSize(1);
        assertThat(definition.referenceGaps()).isEmpty();
        assertThat(definition.settings().samplingStep()).isEqualTo(0.5);
        assertThat(definition.version()).isNotEmpty();
    }

    @Test
    void a_spike_thinner_than_the_step_is_found_at_its_corner() {
        var square = Region.of(Shapes.rectangle(0, 0, 20, 20));
        var spiked =
                Region.of(
                        Ring.of(
                                new double[] {0, 20, 20, 10.03, 10, 9.97, 0},
                                new double[] {0, 0, 20, 20, 26, 20, 20}));
        var settings = new ComparisonSettings(10, List.of(1.0), 1);

        var result =
                (Compared)
                        ContourComparison.of(
                                Shapes.solid(Shapes.sections(0, 30, 3, _ -> square)),
                                Shapes.solid(Shapes.sections(0, 30, 3, _ -> spiked)),
                                settings);

        assertThat(result.surfaces().cornerHausdorff()).isCloseTo(6, within(1e-9));
        assertThat(result.surfaces().hausdorff()).isLessThan(6);
    }

    @Test
    void a_step_of_nothing_is_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ComparisonSettings(0, List.of(), 1));
    }
}
