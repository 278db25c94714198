// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import spiders.analysis.consensus.VoxelGrid;
import spiders.analysis.contour.ContourPlanes;
import spiders.analysis.segmentation.Segment;

import java.util.List;
import java.util.stream.DoubleStream;

/** Planes of 10 by 10 mm; the first versions of 0.1 made most of these too thick. */
class PlaneSpacingTest {

    private static final Region SQUARE = Region.of(Shapes.rectangle(0, 0, 10, 10));

    private static List<Section> sections(double... positions) {
        return DoubleStream.of(positions).mapToObj(at -> new Section(at, SQUARE)).toList();
    }

    private static Solid solid(PlaneSpacing spacing, double... positions) {
        return Solid.of(PlaneFrame.AXIAL, sections(positions), GapTreatment.LEAVE_EMPTY, spacing);
    }

    private static final PlaneSpacing UNKNOWN = new PlaneSpacing.Unknown(1);
    private static final PlaneSpacing USUAL = new PlaneSpacing.Usual(3);
    private static final PlaneSpacing KNOWN = new PlaneSpacing.Known(3);

    @Test
    void two_frames_of_a_grid_that_are_far_apart_are_two_thin_slabs() {
        var solid = solid(KNOWN, 0, 30);

        assertThat(solid.volume()).isCloseTo(600, within(1e-9));
        assertThat(solid.gaps()).containsExactly(new Gap(0, 30, 9, false));
        assertThat(solid.lonePlanes()).isZero();
        assertThat(solid(KNOWN, 0, 9, 18, 27).volume()).isCloseTo(1200, within(1e-9));
        assertThat(solid(KNOWN, 0, 3.0001, 5.9999).volume()).isCloseTo(900, within(0.1));
        assertThat(solid(KNOWN, 7).volume()).isCloseTo(300, within(1e-9));
    }

    @Test
    void half_as_much_more_than_the_spacing_of_a_grid_is_a_gap_and_less_is_none() {
        assertThat(solid(KNOWN, 0, 4.5).gaps()).isEmpty();
        assertThat(solid(KNOWN, 0, 4.51).gaps()).hasSize(1);
    }

    @Test
    void segments_and_masks_have_the_spacing_of_their_grid() {
        var planes = new ContourPlanes(PlaneFrame.AXIAL, sections(0, 30), List.of());
        var two = solid(KNOWN, 0, 30);
        var grid = new VoxelGrid(List.of(two), 0.5);

        assertThat(new Segment(1, "", "", planes, 3).solid().volume()).isCloseTo(600, within(1e-9));
        assertThat(grid.solid(grid.mask(two)).volume())
                .isCloseTo(600, Percentage.withPercentage(5));
    }

    @Test
    void where_slices_get_thicker_right_after_a_gap_slabs_neither_overlap_nor_turn_inside_out() {
        double[] positions = {0, 2, 3, 4, 5, 10, 15, 20, 25, 30, 35};
        for (var treatment : GapTreatment.values()) {
            var solid = Solid.of(PlaneFrame.AXIAL, sections(positions), treatment, 1);

            double end = Double.NEGATIVE_INFINITY;
            for (var slab : solid.slabs()) {
                assertThat(slab.from()).isGreaterThanOrEqualTo(end - 1e-9);
                assertThat(slab.thickness()).isPositive();
                assertThat(slab.position()).isBetween(slab.from(), slab.to());
                end = slab.to();
            }
            assertThat(solid.gaps()).singleElement().matches(gap -> gap.missing() == 1);
        }
    }

    @Test
    void planes_too_far_apart_are_no_solid_between_and_told() {
        var unknown = solid(UNKNOWN, 0, 60);
        var usual = solid(USUAL, 0, 60);

        assertThat(unknown.gaps()).singleElement().matches(gap -> !gap.isFilled());
        assertThat(unknown.lonePlanes()).isEqualTo(2);
        assertThat(unknown.volume()).isCloseTo(200, within(1e-9));
        assertThat(usual.gaps()).containsExactly(new Gap(0, 60, 19, false));
        assertThat(usual.volume()).isCloseTo(600, within(1e-9));
        assertThat(usual.model()).contains("2 without a neighbour taken as 3.00 mm thick");
        assertThat(usual.interpolated(1).model()).contains(usual.model());
    }

    @Test
    void a_lone_plane_far_from_two_stacks_is_as_thick_as_their_planes() {
        for (var spacing : List.of(UNKNOWN, USUAL)) {
            var solid = solid(spacing, 0, 3, 6, 50, 94, 97, 100);

            assertThat(solid.volume()).isCloseTo(2100, within(1e-9));
            assertThat(solid.gaps()).hasSize(2);
            assertThat(solid.lonePlanes()).isEqualTo(1);
        }
    }

    @Test
    void what_is_usual_fills_in_for_neighbours_and_leaves_planes_drawn_wider_as_they_are() {
        assertThat(solid(USUAL, 0, 3).volume()).isCloseTo(600, within(1e-9));
        assertThat(solid(USUAL, 0, 6).gaps()).containsExactly(new Gap(0, 6, 1, false));
        assertThat(solid(USUAL, 4).volume()).isCloseTo(300, within(1e-9));
        assertThat(solid(USUAL, 4).lonePlanes()).isEqualTo(1);
        assertThat(solid(USUAL, 0, 9, 18, 27).gaps()).isEmpty();
        assertThat(solid(new PlaneSpacing.Usual(1), 0, 5, 10, 15).gaps()).isEmpty();
        assertThat(solid(USUAL, 0, 60, 120).gaps()).hasSize(2);
    }

    @Test
    void a_spacing_is_above_nothing() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new PlaneSpacing.Known(wrong));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new PlaneSpacing.Usual(wrong));
        }
    }
}
