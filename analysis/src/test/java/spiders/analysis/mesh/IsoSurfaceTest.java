// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.BitSet;
import java.util.Random;

/** Surfaces of fields whose volume, area and topology are known. */
class IsoSurfaceTest {

    @Test
    void a_grid_is_bounded_as_a_whole_and_in_its_planes_before_memory_is_taken() {
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() -> new FieldGrid(0, 0, 0, 1, 400, 400, 400));
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() -> new FieldGrid(0, 0, 0, 1, 2, 8_000_000, 2));
        assertThat(new FieldGrid(0, 0, 0, 1, 512, 512, 128).size()).isEqualTo(1 << 25);
    }

    private static final FieldGrid GRID = new FieldGrid(-30, -30, -30, 1, 61, 61, 61);

    private interface Field {
        double at(double x, double y, double z);
    }

    private static TriangleMesh mesh(Field field) {
        var values = new float[GRID.size()];
        for (int plane = 0; plane < GRID.planes(); plane++) {
            for (int row = 0; row < GRID.rows(); row++) {
                for (int column = 0; column < GRID.columns(); column++) {
                    values[GRID.index(column, row, plane)] =
                            (float)
                                    field.at(
                                            GRID.at(0, column), GRID.at(1, row), GRID.at(2, plane));
                }
            }
        }
        return IsoSurface.of(GRID, values, 1_000_000);
    }

    private static double ball(double x, double y, double z, double radius) {
        return Math.sqrt(x * x + y * y + z * z) - radius;
    }

    @Test
    void a_ball_has_its_volume_its_area_and_no_handle() {
        var mesh = mesh((x, y, z) -> ball(x + 0.3, y, z, 20));

        double volume = 4 * Math.PI / 3 * 8000;
        assertThat(mesh.volume()).isCloseTo(volume, within(0.005 * volume));
        assertThat(mesh.area()).isCloseTo(4 * Math.PI * 400, within(0.01 * 4 * Math.PI * 400));
        var check = mesh.check();
        assertThat(check.isWatertight()).isTrue();
        assertThat(check.isOriented()).isTrue();
        assertThat(check.pieces()).isEqualTo(1);
        assertThat(check.genus()).hasValue(0);
        assertThat(check.flatTriangles()).isZero();
    }

    @Test
    void a_ring_has_one_handle() {
        var mesh = mesh((x, y, z) -> Math.hypot(Math.hypot(x, y) - 18, z) - 6);

        double volume = 2 * Math.PI * Math.PI * 18 * 36;
        assertThat(mesh.volume()).isCloseTo(volume, within(0.01 * volume));
        assertThat(mesh.check().genus()).hasValue(1);
    }

    @Test
    void two_balls_are_two_pieces() {
        var mesh = mesh((x, y, z) -> Math.min(ball(x - 15, y, z, 8), ball(x + 15, y, z, 8)));
        assertThat(mesh.check().pieces()).isEqualTo(2);
        assertThat(mesh.check().genus()).hasValue(0);
    }

    @Test
    void what_reaches_the_border_of_the_grid_is_closed_there() {
        var check = mesh((x, y, z) -> z - 3).check();
        assertThat(check.isWatertight()).isTrue();
        assertThat(check.isOriented()).isTrue();
        assertThat(check.pieces()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noise_of_any_kind_is_watertight_with_two_triangles_at_each_edge(long seed) {
        var random = new Random(seed);
        var grid = new FieldGrid(0, 0, 0, 1, 14, 13, 12);
        var field = new float[grid.size()];
        for (int i = 0; i < field.length; i++) {
            // Zeros and what is no number are among it.
            field[i] = random.nextInt(20) == 0 ? Float.NaN : random.nextInt(5) - 2;
        }
        var check = IsoSurface.of(grid, field, 1_000_000).check();
        assertThat(check.openEdges()).as("seed %d", seed).isZero();
        assertThat(check.crowdedEdges()).as("seed %d", seed).isZero();
        assertThat(check.turnedEdges()).as("seed %d", seed).isZero();
    }

    @Test
    void a_mask_becomes_a_mesh_and_again_the_same_mask() {
        var random = new Random(3);
        var grid = new FieldGrid(-3.3, 8.1, 0.7, 0.8, 15, 14, 13);
        var mask = new BitSet();
        for (int i = 0; i < grid.size(); i++) {
            mask.set(i, random.nextBoolean());
        }
        var mesh = MeshRaster.mesh(grid, mask, 1_000_000);
        assertThat(MeshRaster.mask(mesh, grid)).isEqualTo(mask);
    }

    @Test
    void more_triangles_or_places_than_the_limit_are_refused() {
        var values = new float[GRID.size()];
        values[GRID.index(30, 30, 30)] = -1;
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] < 0 ? -1 : 1;
        }
        assertThat(IsoSurface.of(GRID, values, 8).triangles()).isEqualTo(8);
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() -> IsoSurface.of(GRID, values, 7))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(7));
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() ->
                        FieldGrid.covering(new double[3], new double[] {9e4, 9e4, 9e4}, 0.01));
    }

    @Test
    void nothing_inside_is_no_mesh() {
        var mesh = mesh((x, y, z) -> 1);
        assertThat(mesh.triangles()).isZero();
        assertThat(mesh.check().isWatertight()).isFalse();
        assertThat(mesh.check().genus()).isEmpty();
    }

    @Test
    void the_nearest_point_of_a_mesh_is_that_of_all_its_triangles() {
        var mesh = mesh((x, y, z) -> ball(x, y, z, 20));
        var tree = new TriangleTree(mesh);
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double x = 60 * random.nextDouble() - 30;
            double y = 60 * random.nextDouble() - 30;
            double z = 60 * random.nextDouble() - 30;
            var nearest = tree.nearest(x, y, z, Double.POSITIVE_INFINITY);
            // A chord of one millimetre is 0.02 mm within a ball of 20.
            double known = Math.abs(Math.sqrt(x * x + y * y + z * z) - 20);
            assertThat(nearest.distance()).isCloseTo(known, within(0.04));
            assertThat(tree.nearest(x, y, z, nearest.distance() * 0.99).isFound()).isFalse();
        }
    }
}
