// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.radiomics.Discretisation.AsIs;
import spiders.analysis.radiomics.Discretisation.FixedBinSize;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Rows of voxels, one in the middle of each of n bins: level k has n - k of n voxels. */
class VolumeHistogramTest {

    @Test
    void a_voxel_is_at_the_level_of_its_own_bin() {
        // Of eight levels, 90 % of the range is reached by the last, which one voxel has. 0.1.0
        // computed the middle of the last two bins in two ways, which differ in the last digit,
        // and found nobody there.
        var found = histogram(8, 0.1, 0, 0.8);

        assertThat(found.get(Feature.IVH_V10)).isEqualTo(7 / 8.0);
        assertThat(found.get(Feature.IVH_V90)).isEqualTo(1 / 8.0);
    }

    @Test
    void a_level_right_at_a_share_of_the_range_counts_as_reaching_it() {
        // Of 21 levels, the third is at 10 % of the range and the nineteenth at 90 %; of width 0.3
        // both are a digit below in binary, and 0.1.0 took the next.
        var found = histogram(21, 0.3, 0, 6.3);

        assertThat(found.get(Feature.IVH_V10)).isEqualTo(19 / 21.0);
        assertThat(found.get(Feature.IVH_V90)).isEqualTo(3 / 21.0);
        assertThat(found.get(Feature.IVH_DIFF_V10_V90)).isCloseTo(16 / 21.0, within(1e-12));
    }

    @Test
    void a_range_of_whole_bins_has_no_bin_more() {
        // (1.1 + 0.1) / 0.1 is more than 12 in binary: of thirteen levels, as 0.1.0 had them, the
        // twelfth would be the first to reach 90 % of the range.
        assertThat(histogram(12, 0.1, -0.1, 1.1).get(Feature.IVH_V90)).isEqualTo(2 / 12.0);
    }

    private static Map<Feature, Double> histogram(int bins, double width, double low, double high) {
        var image = Phantoms.of(bins, 1, 1, 1, (i, j, k) -> low + (i + 0.5) * width);
        var all = Phantoms.of(bins, 1, 1, 1, (i, j, k) -> 1);
        var settings =
                Settings.asIs()
                        .of(Set.of(FeatureFamily.INTENSITY_VOLUME_HISTOGRAM))
                        .with(Resegmentation.between(low, high))
                        .with(new AsIs(), new FixedBinSize(width));
        var found = new EnumMap<Feature, Double>(Feature.class);
        for (var value : RadiomicsComputation.values(image, all, settings)) {
            if (value instanceof FeatureValue.Defined(var feature, var _, double number)) {
                found.put(feature, number);
            }
        }
        return found;
    }
}
