// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.analysis.radiomics.Discretisation.AsIs;
import spiders.analysis.radiomics.Discretisation.FixedBinNumber;
import spiders.analysis.radiomics.Interpolation.InVolume;
import spiders.analysis.radiomics.Interpolation.Method;

import java.util.Arrays;
import java.util.List;

/** Regions of one intensity, which a spline or a mean makes differ in their last digits. */
class FlatRegionTest {

    @Test
    void a_sample_of_one_value_has_no_shape() {
        // The mean of thirteen times 20.7 is not 20.7: 0.1.0 found a skewness of 1.
        var sample = new double[13];
        Arrays.fill(sample, 20.7);

        var statistics = new SampleStatistics(sample);

        assertThat(statistics.mean).isNotEqualTo(20.7);
        assertThat(statistics.skewness()).isNaN();
        assertThat(statistics.kurtosis()).isNaN();
    }

    @Test
    void what_differs_in_the_last_digit_of_a_32_bit_float_is_not_flat() {
        assertThat(SampleStatistics.isFlat(20.7f, Math.nextUp(20.7f))).isFalse();
        assertThat(SampleStatistics.isFlat(-20.7f, -20.7f)).isTrue();
        assertThat(SampleStatistics.isFlat(0, 0)).isTrue();
        assertThat(SampleStatistics.isFlat(0, 1e-30)).isFalse();
    }

    @Test
    void a_constant_image_stays_constant_through_a_spline() {
        var image = Phantoms.of(9, 9, 9, 1, (i, j, k) -> 37.3);
        var mask = Phantoms.of(9, 9, 9, 1, (i, j, k) -> i > 1 && j > 2 && k < 6 ? 1 : 0);
        var settings =
                Settings.asIs()
                        .with(new InVolume(0.7, Method.CUBIC_SPLINE, false))
                        .with(new FixedBinNumber(32), new AsIs());

        var values = RadiomicsComputation.values(image, mask, settings);

        var undefined =
                List.of(
                        Feature.STAT_SKEW,
                        Feature.STAT_KURT,
                        Feature.MORPH_MORAN_I,
                        Feature.MORPH_GEARY_C,
                        Feature.IH_MAX_GRAD,
                        Feature.IH_MAX_GRAD_G,
                        Feature.IH_MIN_GRAD_G,
                        Feature.IVH_V10,
                        Feature.CM_CORR);
        assertThat(values)
                .filteredOn(value -> undefined.contains(value.feature()))
                .hasSizeGreaterThanOrEqualTo(undefined.size())
                .allMatch(value -> value instanceof FeatureValue.Undefined);
        assertThat(values)
                .contains(
                        new FeatureValue.Defined(Feature.IH_MEAN, Aggregation.REGION, 1),
                        new FeatureValue.Defined(Feature.IH_UNIFORMITY, Aggregation.REGION, 1));
    }
}
