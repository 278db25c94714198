// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.radiomics.Interpolation.InVolume;
import spiders.analysis.radiomics.Interpolation.Method;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RadiomicsComputationTest {

    private static final Settings SHAPE = Settings.asIs().of(Set.of(FeatureFamily.MORPHOLOGY));

    @Test
    void a_ball_has_its_volume_its_diameter_and_its_axes() {
        int n = 45;
        double radius = 20.25;
        var ball = Phantoms.of(n, n, n, 1, (i, j, k) -> inBall(i - 22, j - 22, k - 22, radius));

        var found = shape(Phantoms.of(n, n, n, 1, (i, j, k) -> 1), ball);

        double volume = 4 / 3.0 * Math.PI * Math.pow(radius, 3);
        assertThat(found.get(Feature.MORPH_VOLUME)).isCloseTo(volume, within(0.005 * volume));
        assertThat(found.get(Feature.MORPH_DIAM)).isCloseTo(2 * radius, within(1.0));
        assertThat(found.get(Feature.MORPH_PCA_MAJ_AXIS))
                .isCloseTo(4 * radius / Math.sqrt(5), within(0.05));
        assertThat(found.get(Feature.MORPH_PCA_FLATNESS)).isCloseTo(1, within(1e-9));
        assertThat(found.get(Feature.MORPH_VOL_DENS_CONV_HULL)).isCloseTo(1, within(0.05));
        assertThat(found.get(Feature.MORPH_COM)).isCloseTo(0, within(1e-9));
    }

    private static double inBall(double x, double y, double z, double radius) {
        return x * x + y * y + z * z <= radius * radius ? 1 : 0;
    }

    @Test
    void a_box_loses_its_edges_to_the_mesh_and_is_its_own_hull() {
        var image = Phantoms.of(12, 12, 12, 2, (i, j, k) -> 1);
        var box = Phantoms.of(12, 12, 12, 2, (i, j, k) -> i > 0 && i < 9 && j < 5 && k > 2 ? 1 : 0);

        var found = shape(image, box);

        // 8 x 5 x 9 voxels of 2 mm. The planes that halve cube edges cut each edge of the box by
        // a prism of 1/8 voxel a voxel of length, and each corner by what is left of a sixth.
        assertThat(found.get(Feature.MORPH_VOL_APPROX)).isCloseTo(2880, within(1e-9));
        double edges = 4 * (7 + 4 + 8) / 8.0;
        double corners = 8 * (1 / 8.0 - 1 / 48.0);
        assertThat(found.get(Feature.MORPH_VOLUME))
                .isCloseTo(2880 - 8 * (edges + corners), within(1e-6));
        assertThat(found.get(Feature.MORPH_VOL_DENS_CONV_HULL)).isCloseTo(1, within(1e-5));
        assertThat(found.get(Feature.MORPH_AREA_DENS_CONV_HULL)).isCloseTo(1, within(1e-5));
    }

    @Test
    void autocorrelation_is_that_of_all_pairs() {
        int n = 7;
        var x = new Volume.Axis(n, 0.8, 0);
        var y = new Volume.Axis(n, 1.1, 0);
        var z = new Volume.Axis(n, 2.5, 0);
        var image = Phantoms.of(x, y, z, (i, j, k) -> (i * 31 + j * 17 + k * 7) % 11 + i);
        var mask = Phantoms.of(x, y, z, (i, j, k) -> (i + 2 * j + 3 * k) % 5 == 0 ? 0 : 1);

        var found = shape(image, mask);

        double[] expected = ofAllPairs(image, mask);
        assertThat(found.get(Feature.MORPH_MORAN_I)).isCloseTo(expected[0], within(1e-10));
        assertThat(found.get(Feature.MORPH_GEARY_C)).isCloseTo(expected[1], within(1e-10));
    }

    /** Moran's I and Geary's C by their definition. */
    private static double[] ofAllPairs(Volume image, Volume mask) {
        int n = image.x().size();
        var points = new ArrayList<double[]>();
        for (int at = 0; at < n * n * n; at++) {
            int i = at % n;
            int j = at / n % n;
            int k = at / (n * n);
            if (mask.value(i, j, k) > 0) {
                points.add(new double[] {i * 0.8, j * 1.1, k * 2.5, image.value(i, j, k)});
            }
        }
        double mean = points.stream().mapToDouble(p -> p[3]).average().orElseThrow();
        double squares = points.stream().mapToDouble(p -> (p[3] - mean) * (p[3] - mean)).sum();
        double weights = 0;
        double products = 0;
        double differences = 0;
        for (double[] p : points) {
            for (double[] q : points) {
                double distance = Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
                double weight = distance == 0 ? 0 : 1 / distance;
                weights += weight;
                products += weight * (p[3] - mean) * (q[3] - mean);
                differences += weight * (p[3] - q[3]) * (p[3] - q[3]);
            }
        }
        int count = points.size();
        return new double[] {
            count / weights * products / squares,
            (count - 1) / (2 * weights) * differences / squares
        };
    }

    @Test
    void what_one_voxel_does_not_have_is_undefined() {
        var image = Phantoms.of(5, 5, 5, 1, (i, j, k) -> 1);
        var voxel = Phantoms.of(5, 5, 5, 1, (i, j, k) -> i == 2 && j == 2 && k == 2 ? 1 : 0);

        var values = RadiomicsComputation.values(image, voxel, Settings.asIs());

        assertThat(values).hasSize(482);
        assertUndefined(
                values,
                Feature.STAT_SKEW,
                Feature.STAT_KURT,
                Feature.MORPH_MORAN_I,
                Feature.MORPH_GEARY_C,
                Feature.MORPH_PCA_ELONGATION,
                Feature.MORPH_VOL_DENS_AEE,
                Feature.IH_MAX_GRAD,
                Feature.IH_MAX_GRAD_G,
                Feature.IH_MIN_GRAD,
                Feature.IH_MIN_GRAD_G,
                Feature.IVH_V10,
                Feature.CM_JOINT_MAX,
                Feature.NGT_CONTRAST);
        assertThat(values)
                .contains(
                        new FeatureValue.Defined(Feature.STAT_MEAN, Aggregation.REGION, 1),
                        new FeatureValue.Defined(Feature.RLM_SRE, Aggregation.MERGED_3D, 1));
    }

    @Test
    void one_intensity_has_no_correlation_and_no_contrast_of_tones() {
        var image = Phantoms.of(6, 6, 6, 1, (i, j, k) -> 2);

        var values = RadiomicsComputation.values(image, image, Settings.asIs());

        assertUndefined(
                values,
                Feature.CM_CORR,
                Feature.CM_INFO_CORR1,
                Feature.NGT_CONTRAST,
                Feature.STAT_SKEW,
                Feature.MORPH_MORAN_I);
        assertThat(values)
                .contains(
                        new FeatureValue.Defined(
                                Feature.NGT_COARSENESS, Aggregation.BY_VOLUME_3D, 1e6),
                        new FeatureValue.Defined(
                                Feature.NGT_STRENGTH, Aggregation.BY_VOLUME_3D, 0));
    }

    private static void assertUndefined(List<FeatureValue> values, Feature... features) {
        for (var feature : features) {
            assertThat(values)
                    .filteredOn(value -> value.feature() == feature)
                    .isNotEmpty()
                    .allMatch(value -> value instanceof FeatureValue.Undefined);
        }
    }

    @Test
    void a_spline_passes_through_the_voxels_it_interpolates() {
        var image = Phantoms.of(9, 9, 9, 3, (i, j, k) -> i * i - 2 * j * k + 7 * Math.sin(k));
        var grid = GridAxis.covering(image.x(), 1, new MaskBox.Range(0, 8), 7);

        double[] found = new Resampler(grid, grid, grid).cubic(image);

        assertThat(grid.size()).isEqualTo(27);
        for (int k = 0; k < 9; k++) {
            for (int i = 0; i < 9; i++) {
                int at = ((3 * k + 1) * 27 + 3 * 4 + 1) * 27 + 3 * i + 1;
                assertThat(found[at]).isCloseTo(image.value(i, 4, k), within(1e-9));
            }
        }
    }

    @Test
    void linear_interpolation_keeps_a_plane_and_holds_the_border() {
        var image = Phantoms.of(10, 10, 10, 2, (i, j, k) -> 5 * i);
        var grid = GridAxis.covering(image.x(), 1, new MaskBox.Range(0, 9), 7);

        double[] found = new Resampler(grid, grid, grid).linear(image);

        assertThat(grid.size()).isEqualTo(20);
        assertThat(found[0]).isZero();
        assertThat(found[1]).isCloseTo(1.25, within(1e-12));
        assertThat(found[19]).isEqualTo(45);
    }

    @Test
    void half_covered_voxels_belong_to_an_interpolated_mask() {
        // Eleven voxels of 1 mm become eleven of 1 mm; of 2 mm, six, centred on the same middle.
        var image = Phantoms.of(11, 1, 1, 1, (i, j, k) -> 1);
        var mask = Phantoms.of(11, 1, 1, 1, (i, j, k) -> i < 5 ? 1 : i == 5 ? 0.5 : 0);
        var settings = SHAPE.with(new InVolume(2, Method.LINEAR, false));

        var found = new Preparation(image, mask, settings).region();

        assertThat(found.morphology)
                .hasSize(6)
                .containsExactly(true, true, true, false, false, false);
    }

    private static Map<Feature, Double> shape(Volume image, Volume mask) {
        var found = new EnumMap<Feature, Double>(Feature.class);
        for (var value : RadiomicsComputation.values(image, mask, SHAPE)) {
            if (value
                    instanceof FeatureValue.Defined(var feature, var aggregation, double number)) {
                assertThat(aggregation).isEqualTo(Aggregation.REGION);
                found.put(feature, number);
            }
        }
        return found;
    }
}
