// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import static spiders.analysis.geometry.Shapes.circle;
import static spiders.analysis.geometry.Shapes.rectangle;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class RegionTest {

    @Test
    void cells_are_covered_by_area_not_by_their_middles() {
        var region = Region.of(Shapes.rectangle(0.25, 0, 2.5, 1.5));

        // Three columns and two rows of 1 mm, from the corner at the origin.
        assertThat(region.coveredShares(0.5, 0.5, 1, 3, 2))
                .containsExactly(new double[] {0.75, 1, 0.5, 0.375, 0.5, 0.25}, within(1e-12));
    }

    @Test
    void a_hole_takes_from_the_cells_it_is_in_and_all_add_up_to_the_area() {
        var ring = Region.of(Shapes.circle(10, 10, 8), Shapes.circle(11, 10, 3.3));

        double[] shares = ring.coveredShares(0.3, 0.3, 0.6, 34, 34);

        double area = Arrays.stream(shares).sum() * 0.36;
        assertThat(area).isCloseTo(ring.area(), within(1e-8));
        assertThat(area).isCloseTo(Math.PI * (64 - 3.3 * 3.3), within(1e-3));
        assertThat(shares[18 * 34 + 18]).as("in the hole").isZero();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ring.coveredShares(0, 0, 0, 1, 1));
    }

    private static final Ring KEYHOLE =
            Ring.of(
                    new double[] {0, 10, 10, 0, 0, 3, 3, 7, 7, 3, 3, 0},
                    new double[] {0, 0, 10, 10, 5, 5, 7, 7, 3, 3, 5, 5});

    @Test
    void a_ring_in_a_ring_is_a_hole_and_one_in_the_hole_an_island_whatever_their_direction() {
        var clockwise = Ring.of(new double[] {2, 2, 8, 8}, new double[] {2, 8, 8, 2});
        var region = Region.of(rectangle(0, 0, 10, 10), clockwise, rectangle(4, 4, 6, 6));

        assertThat(region.area()).isCloseTo(100 - 36 + 4, within(1e-12));
        assertThat(region.perimeter()).isCloseTo(40 + 24 + 8, within(1e-12));
        assertThat(region.contains(1, 5)).isTrue();
        assertThat(region.contains(3, 5)).isFalse();
        assertThat(region.contains(5, 5)).isTrue();
        assertThat(region.distanceToBoundary(3, 5)).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_keyhole_leaves_no_channel() {
        var region = Region.of(KEYHOLE);

        assertThat(region.area()).isCloseTo(100 - 16, within(1e-12));
        assertThat(region.perimeter()).isCloseTo(40 + 16, within(1e-12));
        assertThat(region.distanceToBoundary(1.5, 5)).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void a_keyhole_whose_way_out_is_beside_its_way_in_leaves_none_either() {
        var region =
                Region.of(
                        Ring.of(
                                new double[] {0, 10, 10, 0, 0, 3, 3, 7, 7, 3, 3, 0},
                                new double[] {0, 0, 10, 10, 5.002, 5.002, 7, 7, 3, 3, 5, 5}));

        assertThat(region.area()).isCloseTo(84, within(0.01));
        assertThat(region.perimeter()).isCloseTo(56, within(0.01));
        assertThat(region.distanceToBoundary(1.5, 5)).isCloseTo(1.5, within(0.01));
    }

    /** The first versions of 0.1 judged an edge by its middle, and lost what was beside it. */
    @Test
    void rings_that_share_a_part_of_an_edge_keep_the_rest_of_it_as_boundary() {
        var region = Region.of(rectangle(0, 0, 10, 10), rectangle(10, 2, 20, 8));
        var corner = Region.of(rectangle(0, 0, 10, 10), rectangle(10, 7, 20, 17));

        assertThat(region.area()).isCloseTo(160, within(1e-12));
        assertThat(region.perimeter()).isCloseTo(30 + 2 + 2 + 26, within(1e-9));
        assertThat(region.distanceToBoundary(9, 1)).isCloseTo(1, within(1e-9));
        assertThat(region.distanceToBoundary(10, 5)).isCloseTo(3, within(1e-9));
        assertThat(corner.perimeter()).isCloseTo(80 - 2 * 3, within(1e-9));
        assertThat(corner.distanceToBoundary(9.5, 5)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void slanted_rings_that_nearly_share_a_part_of_an_edge_do_so_too() {
        var one = Ring.of(new double[] {0, 10, 0}, new double[] {0, 10, 10});
        var other = Ring.of(new double[] {3.002, 6.002, 9}, new double[] {2.998, 5.998, 0});

        double shared = Math.hypot(3, 3);
        assertThat(Region.of(one, other).perimeter())
                .isCloseTo(perimeter(one) + perimeter(other) - 2 * shared, within(0.05));
    }

    private static double perimeter(Ring ring) {
        return Region.of(ring).perimeter();
    }

    @Test
    void so_many_points_along_so_many_edges_are_refused() {
        int points = 40_000;
        var random = new Random(5);
        var flat = Ring.of(random.doubles(points).toArray(), new double[points]);

        assertThatExceptionOfType(RegionTooComplexException.class)
                .isThrownBy(() -> Region.of(flat));
    }

    @Test
    void a_ring_that_crosses_itself_encloses_both_its_loops() {
        var region = Region.of(Ring.of(new double[] {0, 4, 4, 0}, new double[] {0, 4, 0, 4}));

        assertThat(region.area()).isCloseTo(8, within(1e-12));
        assertThat(region.centroidX()).isCloseTo(2, within(1e-12));
        assertThat(region.centroidY()).isCloseTo(2, within(1e-12));
    }

    @Test
    void the_centroid_of_a_triangle_is_the_mean_of_its_corners() {
        var region = Region.of(Ring.of(new double[] {1, 7, 4}, new double[] {-2, 1, 8}));

        assertThat(region.centroidX()).isCloseTo(4, within(1e-12));
        assertThat(region.centroidY()).isCloseTo(7.0 / 3, within(1e-12));
    }

    @Test
    void two_circles_share_a_lens() {
        double r = 10;
        double d = 6;
        double lens = 2 * r * r * Math.acos(d / (2 * r)) - d / 2 * Math.sqrt(4 * r * r - d * d);

        double area = Region.of(circle(0, 0, r)).intersectionArea(Region.of(circle(d, 0.001, r)));

        assertThat(area).isCloseTo(lens, within(0.01));
    }

    @Test
    void a_region_shares_all_of_itself_with_itself_and_nothing_with_nothing() {
        var region = Region.of(KEYHOLE);

        assertThat(region.intersectionArea(Region.of(KEYHOLE))).isCloseTo(84, within(1e-12));
        assertThat(region.intersectionArea(Region.EMPTY)).isZero();
        assertThat(Region.EMPTY.area()).isZero();
        assertThat(Region.EMPTY.distanceToBoundary(0, 0)).isInfinite();
    }

    @Test
    void areas_of_random_rings_agree_with_counting_points() {
        long seed = 7;
        var random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            var one = Region.of(random(random), random(random));
            var other = Region.of(random(random));
            int in = 0;
            int both = 0;
            int side = 400;
            for (int i = 0; i < side * side; i++) {
                double x = (i % side + 0.5) / side;
                double y = (Math.floorDiv(i, side) + 0.5) / side;
                boolean isIn = one.contains(x, y);
                in += isIn ? 1 : 0;
                both += isIn && other.contains(x, y) ? 1 : 0;
            }
            assertThat(one.area()).isCloseTo((double) in / side / side, within(0.01));
            assertThat(one.intersectionArea(other))
                    .isCloseTo((double) both / side / side, within(0.01));
        }
    }

    private static Ring random(Random random) {
        return Ring.of(random.doubles(12).toArray(), random.doubles(12).toArray());
    }

    @Test
    void a_plane_of_lines_that_all_cross_is_refused_and_not_computed_for_hours() {
        var random = new Random(11);
        var ring = Ring.of(random.doubles(30_000).toArray(), random.doubles(30_000).toArray());

        assertThatExceptionOfType(RegionTooComplexException.class)
                .isThrownBy(() -> Region.of(ring))
                .satisfies(e -> assertThat(e.edges()).isEqualTo(30_000));
    }

    @Test
    void a_comb_of_so_many_teeth_is_refused_too() {
        int teeth = 20_000;
        var xs = new double[teeth];
        var ys = new double[teeth];
        for (int i = 0; i < teeth; i++) {
            xs[i] = i;
            ys[i] = i % 2;
        }

        assertThatExceptionOfType(RegionTooComplexException.class)
                .isThrownBy(() -> Region.of(Ring.of(xs, ys)));
    }

    @Test
    void a_point_that_is_no_number_makes_no_ring() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Ring.of(new double[] {Double.NaN}, new double[] {0}));
    }
}
