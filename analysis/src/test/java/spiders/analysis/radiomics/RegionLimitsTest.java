// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.radiomics.Discretisation.FixedBinNumber;
import spiders.analysis.radiomics.Discretisation.FixedBinSize;
import spiders.analysis.radiomics.Interpolation.InVolume;
import spiders.analysis.radiomics.Interpolation.Method;
import spiders.analysis.radiomics.RegionTooLargeException.Bound;
import spiders.analysis.radiomics.UnusableRegionException.Reason;

import java.util.Set;

class RegionLimitsTest {

    private static final Volume IMAGE = Phantoms.of(4, 4, 4, 1, (i, j, k) -> i + 4 * j + 16 * k);
    private static final Volume ALL = Phantoms.of(4, 4, 4, 1, (i, j, k) -> 1);

    @Test
    void a_volume_is_refused_before_its_memory_is_taken() {
        var longAxis = Phantoms.axis(1 << 13, 1);

        var refused =
                catchThrowableOfType(
                        RegionTooLargeException.class,
                        () -> Volume.of(longAxis, longAxis, Phantoms.axis(2, 1), new float[0]));

        assertThat(refused.bound()).isEqualTo(Bound.VOLUME_VOXELS);
        assertThat(refused.size()).isEqualTo(1L << 27);
        assertThat(refused.limit()).isEqualTo(Volume.MAX_VOXELS);
    }

    @Test
    void a_grid_too_fine_is_refused() {
        assertThat(bound(Settings.asIs().with(new InVolume(1e-3, Method.LINEAR, false))))
                .isEqualTo(Bound.REGION_VOXELS);
        assertThat(bound(Settings.asIs().with(new InVolume(1e-300, Method.LINEAR, false))))
                .isEqualTo(Bound.REGION_VOXELS);
    }

    @Test
    void a_grid_fine_along_one_axis_and_coarse_along_the_others_is_refused_between_them() {
        // 8000 x 11 x 11 voxels out of 2 x 1004 x 1004 that they reach, but 8000 x 1004 x 1004
        // after the first axis: of that number 0.1.0 took the lowest 32 bits.
        var along = Phantoms.axis(2, 4000);
        var across = Phantoms.axis(1024, 0.01);
        var image = Phantoms.of(along, across, across, (i, j, k) -> 1);
        var settings = Settings.asIs().with(new InVolume(1, Method.LINEAR, false));

        var refused =
                catchThrowableOfType(
                        RegionTooLargeException.class,
                        () -> RadiomicsComputation.values(image, image, settings));

        assertThat(refused.bound()).isEqualTo(Bound.INTERPOLATED_VOXELS);
        assertThat(refused.size()).isEqualTo(8000L * 1004 * 1004);
    }

    @Test
    void as_many_voxels_as_allowed_pass_between_axes_and_one_row_more_does_not() {
        int[] from = {2, 1 << 10, 1 << 10};
        var coarse = new GridAxis(1, 1, 0, 1);

        Resampler.requireBounded(from, new GridAxis(64, 1, 0, 1), coarse, coarse);
        assertThat(
                        catchThrowableOfType(
                                        RegionTooLargeException.class,
                                        () ->
                                                Resampler.requireBounded(
                                                        from,
                                                        new GridAxis(65, 1, 0, 1),
                                                        coarse,
                                                        coarse))
                                .size())
                .isEqualTo(65L << 20);
    }

    @Test
    void as_many_grey_levels_as_allowed_pass_and_one_more_does_not() {
        int limit = LevelGrid.MAX_LEVELS;
        var most = Phantoms.of(2, 1, 1, 1, (i, j, k) -> i == 0 ? 1 : limit);
        var more = Phantoms.of(2, 1, 1, 1, (i, j, k) -> i == 0 ? 1 : limit + 1);

        assertThat(RadiomicsComputation.values(most, most, Settings.asIs())).hasSize(482);
        assertThat(
                        catchThrowableOfType(
                                        RegionTooLargeException.class,
                                        () ->
                                                RadiomicsComputation.values(
                                                        more, more, Settings.asIs()))
                                .bound())
                .isEqualTo(Bound.GREY_LEVELS);
    }

    @Test
    void levels_of_the_volume_histogram_are_bounded() {
        var settings =
                Settings.asIs()
                        .of(Set.of(FeatureFamily.INTENSITY_VOLUME_HISTOGRAM))
                        .with(new FixedBinNumber(32), new FixedBinSize(1e-9));

        assertThat(bound(settings)).isEqualTo(Bound.HISTOGRAM_LEVELS);
    }

    @Test
    void a_box_too_wide_for_autocorrelation_is_refused_and_passes_without() {
        var image = Phantoms.of(200, 200, 60, 1, (i, j, k) -> i + 1);
        var ends =
                Phantoms.of(200, 200, 60, 1, (i, j, k) -> i % 199 + j % 199 + k % 59 == 0 ? 1 : 0);
        var settings = Settings.asIs().of(Set.of(FeatureFamily.MORPHOLOGY));

        assertThat(
                        catchThrowableOfType(
                                        RegionTooLargeException.class,
                                        () -> RadiomicsComputation.values(image, ends, settings))
                                .bound())
                .isEqualTo(Bound.AUTOCORRELATION_CELLS);
        assertThat(RadiomicsComputation.values(image, ends, settings.withoutAutocorrelation()))
                .hasSize(23);
    }

    @Test
    void what_leaves_nothing_to_compute_is_named() {
        var empty = Phantoms.of(4, 4, 4, 1, (i, j, k) -> 0);
        var thin = Phantoms.of(4, 4, 4, 1, (i, j, k) -> 0.4);
        var other = Phantoms.of(4, 4, 4, 1.01, (i, j, k) -> 1);
        var above = Settings.asIs().with(Resegmentation.between(1000, 2000));

        assertThat(reason(IMAGE, empty, Settings.asIs())).isEqualTo(Reason.EMPTY_MASK);
        assertThat(reason(IMAGE, thin, Settings.asIs())).isEqualTo(Reason.EMPTY_MASK);
        assertThat(reason(IMAGE, other, Settings.asIs())).isEqualTo(Reason.GRIDS_DIFFER);
        assertThat(reason(IMAGE, ALL, above)).isEqualTo(Reason.EMPTY_AFTER_RESEGMENTATION);
        assertThat(reason(IMAGE, ALL, Settings.asIs())).isEqualTo(Reason.NOT_DISCRETE);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void a_voxel_is_a_number(float value) {
        var axis = Phantoms.axis(1, 1);

        assertThatExceptionOfType(UnusableRegionException.class)
                .isThrownBy(() -> Volume.of(axis, axis, axis, new float[] {value}));
    }

    @Test
    void lengths_bins_and_bounds_make_sense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Volume.Axis(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Volume.Axis(1, Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedBinSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FixedBinNumber(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Resegmentation.between(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InVolume(0, Method.LINEAR, false));
    }

    private static Bound bound(Settings settings) {
        return catchThrowableOfType(
                        RegionTooLargeException.class,
                        () -> RadiomicsComputation.values(IMAGE, ALL, settings))
                .bound();
    }

    private static Reason reason(Volume image, Volume mask, Settings settings) {
        return catchThrowableOfType(
                        UnusableRegionException.class,
                        () -> RadiomicsComputation.values(image, mask, settings))
                .reason();
    }
}
