// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import static spiders.analysis.geometry.Shapes.circle;
import static spiders.analysis.geometry.Shapes.rectangle;
import static spiders.analysis.geometry.Shapes.sections;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

class SolidTest {

    private static final Region SQUARE = Region.of(rectangle(0, 0, 10, 10));

    @Test
    void a_sphere_has_its_volume_and_its_centre() {
        var sphere = Shapes.sphere(3, -4, 50, 20, 1);

        assertThat(sphere.volume())
                .isCloseTo(4.0 / 3 * Math.PI * 8000, Percentage.withPercentage(0.1));
        assertThat(sphere.centroid(0)).isCloseTo(3, within(1e-6));
        assertThat(sphere.centroid(1)).isCloseTo(-4, within(1e-6));
        assertThat(sphere.centroid(2)).isCloseTo(50, within(1e-6));
    }

    /** By no more than half a percent, as the step of the planes is not in the formula. */
    @Test
    void cylinders_and_shells_have_their_volumes_wherever_they_are() {
        double[] radii = {1.5, 4, 20, 80};
        for (double r : radii) {
            var region = Region.of(circle(-31, 17, r));
            var cylinder = Shapes.solid(sections(-12, 30, 3, _ -> region));
            assertThat(cylinder.volume())
                    .isCloseTo(Math.PI * r * r * 42, Percentage.withPercentage(0.5));
            assertThat(cylinder.centroid(0)).isCloseTo(-31, within(1e-6));
            assertThat(cylinder.centroid(1)).isCloseTo(17, within(1e-6));
            assertThat(cylinder.centroid(2)).isCloseTo(9, within(1e-6));
            var wall = Region.of(circle(-31, 17, r), circle(-31, 17, r / 2));
            assertThat(Shapes.solid(sections(-12, 30, 3, _ -> wall)).volume())
                    .isCloseTo(Math.PI * r * r * 42 * 0.75, Percentage.withPercentage(0.5));
        }
    }

    @Test
    void a_hollow_ball_has_the_volume_between_its_spheres() {
        var shell =
                Shapes.solid(
                        sections(
                                -20,
                                20,
                                0.5,
                                z -> {
                                    double outer = Math.sqrt(400 - z * z);
                                    double inner = 12 * 12 - z * z;
                                    return inner <= 0
                                            ? Region.of(circle(0, 0, outer))
                                            : Region.of(
                                                    circle(0, 0, outer),
                                                    circle(0, 0, Math.sqrt(inner)));
                                }));

        assertThat(shell.volume())
                .isCloseTo(4.0 / 3 * Math.PI * (8000 - 1728), Percentage.withPercentage(0.5));
    }

    @Test
    void without_its_end_caps_a_box_is_one_plane_distance_shorter() {
        var box = Shapes.box(0, 0, 0, 10, 10, 30, 3);

        assertThat(box.volume()).isCloseTo(3000, within(1e-9));
        assertThat(box.volumeWithoutEndCaps()).isCloseTo(2700, within(1e-9));
    }

    @Test
    void uneven_slices_reach_half_way_to_their_neighbours() {
        var solid = solid(GapTreatment.FILL, 0, 3, 6, 11, 16, 21);

        assertThat(solid.gaps()).isEmpty();
        assertThat(solid.volume()).isCloseTo(100 * (21 + 1.5 + 2.5), within(1e-9));
    }

    @Test
    void one_missing_plane_is_filled_or_left_empty_and_told_either_way() {
        var filled = solid(GapTreatment.FILL, 0, 3, 9, 12);
        var empty = solid(GapTreatment.LEAVE_EMPTY, 0, 3, 9, 12);

        assertThat(filled.volume()).isCloseTo(1500, Percentage.withPercentage(0.5));
        assertThat(filled.gaps()).containsExactly(new Gap(3, 9, 1, true));
        assertThat(filled.slabs()).filteredOn(Slab::isFilled).hasSize(1);
        assertThat(empty.volume()).isCloseTo(1200, within(1e-9));
        assertThat(empty.gaps()).containsExactly(new Gap(3, 9, 1, false));
    }

    @Test
    void two_missing_planes_are_never_filled() {
        var solid = solid(GapTreatment.FILL, 0, 3, 12, 15);

        assertThat(solid.gaps()).containsExactly(new Gap(3, 12, 2, false));
        assertThat(solid.volume()).isCloseTo(1200, within(1e-9));
    }

    @Test
    void between_two_circles_the_filled_plane_is_the_circle_of_the_mean_radius() {
        var solid =
                Solid.of(
                        PlaneFrame.AXIAL,
                        List.of(
                                new Section(0, Region.of(circle(5, 5, 10))),
                                new Section(2, Region.of(circle(5, 5, 10))),
                                new Section(6, Region.of(circle(5, 5, 14))),
                                new Section(8, Region.of(circle(5, 5, 14)))),
                        GapTreatment.FILL,
                        1);

        assertThat(solid.slabs().get(2).region().area())
                .isCloseTo(Math.PI * 144, Percentage.withPercentage(0.3));
    }

    @Test
    void an_interpolated_cone_has_the_volume_of_a_cone_and_remembers_its_planes() {
        var sections = sections(0, 30, 5, z -> Region.of(circle(0, 0, 5 + z / 2)));
        var drawn = Shapes.solid(sections);

        var solid = drawn.interpolated(0.5);

        // From the first plane to the last a frustum, and half a slab at either end.
        double r = 5 + 2.5 / 2;
        double big = 5 + 27.5 / 2;
        double frustum = Math.PI * 25 / 3 * (r * r + r * big + big * big);
        double ends = Math.PI * 2.5 * (r * r + big * big);
        assertThat(solid.volume()).isCloseTo(frustum + ends, Percentage.withPercentage(0.5));
        assertThat(solid.drawn()).isSameAs(drawn);
        assertThat(solid.slabs()).hasSize(5 * 10 + 2);
        assertThat(solid.interpolated(1).slabs()).hasSize(5 * 5 + 2);
        assertThat(solid.model()).isNotEqualTo(drawn.model());
    }

    @Test
    void interpolation_leaves_gaps_and_lone_planes_as_they_are() {
        var solid = solid(GapTreatment.LEAVE_EMPTY, 0, 3, 9, 12);

        assertThat(solid.interpolated(0.5).volume())
                .isCloseTo(1200, Percentage.withPercentage(0.5));
        assertThat(solid.interpolated(0.5).gaps()).isEqualTo(solid.gaps());
        assertThat(solid(GapTreatment.FILL, 4).interpolated(1).volume())
                .isCloseTo(250, within(1e-9));
    }

    @Test
    void a_lone_plane_is_as_thick_as_it_is_said_to_be() {
        assertThat(solid(GapTreatment.FILL, 4).volume()).isCloseTo(250, within(1e-9));
        assertThat(solid(GapTreatment.FILL, 4).volumeWithoutEndCaps()).isZero();
    }

    private static Solid solid(GapTreatment treatment, double... positions) {
        var sections = DoubleStream.of(positions).mapToObj(at -> new Section(at, SQUARE)).toList();
        return Solid.of(PlaneFrame.AXIAL, sections, treatment, 2.5);
    }

    @Test
    void two_sections_at_one_place_are_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> solid(GapTreatment.FILL, 1, 1));
    }

    @Test
    void nothing_is_a_solid_too() {
        var nothing = solid(GapTreatment.FILL);

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.volume()).isZero();
        assertThat(nothing.distanceToSurface(0, 0, 0, Double.POSITIVE_INFINITY)).isInfinite();
    }

    @Test
    void the_distance_to_a_box_is_that_of_its_faces_edges_and_corners() {
        var box = Shapes.box(0, 0, 0, 10, 10, 30, 3);

        assertThat(distance(box, 5, 4, 15)).isCloseTo(4, within(1e-12));
        assertThat(distance(box, 5, 5, 2)).isCloseTo(2, within(1e-12));
        assertThat(distance(box, 5, 5, 29)).isCloseTo(1, within(1e-12));
        assertThat(distance(box, 5, 5, -7)).isCloseTo(7, within(1e-12));
        assertThat(distance(box, 13, 14, 15)).isCloseTo(5, within(1e-12));
        assertThat(distance(box, 12, 13, 36)).isCloseTo(7, within(1e-12));
    }

    @Test
    void a_gap_has_surfaces_on_both_its_sides() {
        var solid = solid(GapTreatment.LEAVE_EMPTY, 0, 3, 9, 12);

        assertThat(distance(solid, 5, 5, 4)).isCloseTo(0.5, within(1e-12));
        assertThat(distance(solid, 5, 5, 6)).isCloseTo(1.5, within(1e-12));
        assertThat(distance(solid, 5, 5, 8)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void distances_agree_with_the_nearest_of_many_surface_points_wherever_asked() {
        var random = new Random(3);
        var sections = new ArrayList<Section>();
        for (int i = 0; i < 8; i++) {
            var hole = circle(2 * random.nextDouble(), 1, 4);
            sections.add(new Section(2.5 * i, Region.of(circle(random.nextDouble(), 0, 10), hole)));
        }
        var solid = Shapes.solid(sections);
        var surface = new SolidSurface(solid, 0.2);
        var points = new ArrayList<double[]>();
        for (int i = 0; i < solid.slabs().size(); i++) {
            surface.visit(i, (x, y, z, _) -> points.add(new double[] {x, y, z}));
        }
        for (int i = 0; i < 200; i++) {
            double x = 30 * random.nextDouble() - 15;
            double y = 30 * random.nextDouble() - 15;
            double z = 40 * random.nextDouble() - 10;
            double nearest =
                    points.stream()
                            .mapToDouble(p -> Math.hypot(Math.hypot(p[0] - x, p[1] - y), p[2] - z))
                            .min()
                            .orElseThrow();
            assertThat(distance(solid, x, y, z)).isBetween(nearest - 0.15, nearest + 1e-9);
        }
    }

    private static double distance(Solid solid, double x, double y, double z) {
        return solid.distanceToSurface(x, y, z, Double.POSITIVE_INFINITY);
    }

    @Test
    void the_surface_of_a_box_has_the_area_of_its_faces() {
        var box = Shapes.box(0, 0, 0, 10, 20, 30, 3);
        double[] area = new double[1];
        for (int i = 0; i < box.slabs().size(); i++) {
            new SolidSurface(box, 1).visit(i, (_, _, _, piece) -> area[0] += piece);
        }

        assertThat(area[0]).isCloseTo(2 * (200 + 300 + 600), within(1e-6));
    }

    @Test
    void a_surface_as_large_as_a_field_is_not_sampled_in_half_millimetres() {
        var field = Shapes.box(0, 0, 0, 20_000, 20_000, 30, 3);

        assertThatExceptionOfType(TooManySamplesException.class)
                .isThrownBy(() -> new SolidSurface(field, 0.5))
                .satisfies(e -> assertThat(e.samples()).isGreaterThan(e.limit()));
        assertThat(new SolidSurface(field, 50)).isNotNull();
    }

    /** 44 cm wide and half a metre long: the first versions of 0.1 refused it. */
    @Test
    void an_ordinary_body_is_sampled_in_half_millimetres() {
        var body = Shapes.solid(sections(0, 495, 1.5, z -> Region.of(circle(0, z / 50, 220))));

        assertThat(new SolidSurface(body, 0.5)).isNotNull();
    }

    @Test
    void slabs_that_are_cut_elsewhere_share_the_same_volume() {
        var one = Shapes.box(0, 0, 0, 10, 10, 30, 3);
        var other = Shapes.box(5, 5, 10, 20, 20, 50, 5);

        assertThat(one.intersectionVolume(other)).isCloseTo(5 * 5 * 20, within(1e-9));
    }

    @Test
    void planes_that_are_not_parallel_are_not_compared() {
        var axial = Shapes.box(0, 0, 0, 10, 10, 30, 3);
        var sagittal =
                Solid.of(
                        PlaneFrame.of(1, 0, 0),
                        sections(0, 30, 3, _ -> SQUARE),
                        GapTreatment.FILL,
                        1);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> axial.intersectionVolume(sagittal));
    }

    @Test
    void planes_whose_x_and_y_are_others_are_not_compared_though_they_are_parallel() {
        var one = PlaneFrame.of(1, 0, 1);
        var other = PlaneFrame.of(1.0002, 0, 1);

        assertThat(other.x(1, 0, 0)).isNotCloseTo(one.x(1, 0, 0), within(0.5));
        assertThat(one.isParallelTo(other)).isFalse();
        assertThat(one.isParallelTo(PlaneFrame.of(1.00002, 0, 1))).isTrue();
    }

    @Test
    void a_frame_leads_from_the_patient_to_the_plane_and_back() {
        for (var frame :
                List.of(PlaneFrame.AXIAL, PlaneFrame.of(-1, 0, 0), PlaneFrame.of(1, 2, -3))) {
            double[] p = {3, -5, 7};
            double x = frame.x(p[0], p[1], p[2]);
            double y = frame.y(p[0], p[1], p[2]);
            double at = frame.position(p[0], p[1], p[2]);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(frame.patient(axis, x, y, at)).isCloseTo(p[axis], within(1e-7));
            }
        }
        assertThat(PlaneFrame.of(0, 0, -2).isParallelTo(PlaneFrame.AXIAL)).isTrue();
        assertThat(PlaneFrame.AXIAL.x(1, 2, 3)).isEqualTo(1);
    }
}
