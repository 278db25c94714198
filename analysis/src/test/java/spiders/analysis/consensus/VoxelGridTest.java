// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import spiders.analysis.geometry.Shapes;
import spiders.analysis.geometry.Solid;

import java.util.List;

class VoxelGridTest {

    @Test
    void a_solid_that_becomes_voxels_and_a_solid_again_keeps_volume_and_place() {
        var ball = Shapes.sphere(3.3, -7.7, 40.4, 20, 2);
        var grid = new VoxelGrid(List.of(ball), 1);

        var mask = grid.mask(ball);
        var again = grid.solid(mask);

        assertThat(mask.cardinality() * grid.voxelVolume())
                .isCloseTo(ball.volume(), Percentage.withPercentage(0.5));
        assertThat(again.volume()).isCloseTo(ball.volume(), Percentage.withPercentage(0.5));
        for (int axis = 0; axis < 3; axis++) {
            assertThat(again.centroid(axis)).isCloseTo(ball.centroid(axis), within(0.05));
        }
        assertThat(again.slabs()).hasSameSizeAs(ball.slabs());
    }

    @Test
    void the_majority_of_three_boxes_is_the_middle_one() {
        var solids = List.of(box(0), box(4), box(8));
        var grid = new VoxelGrid(solids, 0.5);

        var decisions = Decisions.of(grid.size(), solids.stream().map(grid::mask).toList());
        var majority = grid.solid(decisions.majority());

        assertThat(majority.centroid(0)).isCloseTo(14, within(0.05));
        assertThat(majority.volume()).isCloseTo(box(4).volume(), Percentage.withPercentage(0.5));
        assertThat(decisions.atLeast(1).cardinality() * grid.voxelVolume())
                .isCloseTo(28 * 20 * 30, Percentage.withPercentage(0.5));
    }

    /** Voxels of 2 mm: by their middles a ball of 5 mm is 4 % too large or small. */
    @Test
    void shares_of_voxels_have_the_volume_and_the_place_of_the_solid() {
        for (var solid :
                List.of(
                        Shapes.sphere(3.3, -7.7, 40.4, 5, 1),
                        Shapes.box(0.7, -0.2, 0, 13.9, 9.1, 12, 1.5))) {
            var grid = new VoxelGrid(List.of(solid), 2);
            float[] shares = grid.coveredShares(solid);

            double sum = 0;
            var moments = new double[3];
            for (int i = 0; i < shares.length; i++) {
                int plane = Math.floorDiv(i, grid.columns() * grid.rows());
                int column = i % grid.columns();
                int row = Math.floorDiv(i, grid.columns()) % grid.rows();
                sum += shares[i];
                moments[2] += shares[i] * grid.origin(plane, 2);
                moments[0] += shares[i] * (grid.origin(plane, 0) + column * grid.step());
                moments[1] += shares[i] * (grid.origin(plane, 1) + row * grid.step());
                assertThat(shares[i]).isBetween(0f, 1f);
            }
            assertThat(sum * grid.voxelVolume())
                    .isCloseTo(solid.volume(), Percentage.withPercentage(1e-4));
            assertThat(moments[2] / sum).isCloseTo(solid.centroid(2), within(1e-4));
            // The middle of a voxel's part is not the voxel's middle.
            assertThat(moments[0] / sum).isCloseTo(solid.centroid(0), within(0.1));
            assertThat(moments[1] / sum).isCloseTo(solid.centroid(1), within(0.1));
        }
    }

    private static Solid box(double x) {
        return Shapes.box(x, 0, 0, x + 20, 20, 30, 3);
    }

    @Test
    void of_nothing_or_of_too_many_voxels_there_is_no_grid() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new VoxelGrid(List.of(), 1));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new VoxelGrid(List.of(box(0)), 0.001));
    }
}
