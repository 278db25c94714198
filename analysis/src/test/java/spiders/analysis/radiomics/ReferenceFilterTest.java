// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.analysis.radiomics.ImageFilter.Gabor;
import spiders.analysis.radiomics.ImageFilter.LaplacianOfGaussian;
import spiders.analysis.radiomics.ImageFilter.Laws;
import spiders.analysis.radiomics.ImageFilter.Mean;
import spiders.analysis.radiomics.ImageFilter.Wavelet;
import spiders.analysis.radiomics.Interpolation.InVolume;
import spiders.analysis.radiomics.Interpolation.Method;
import spiders.analysis.radiomics.ReferenceValues.Reference;
import spiders.analysis.radiomics.Region.Extent;
import spiders.analysis.radiomics.Settings.Texture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class ReferenceFilterTest {

    private static final Volume IMAGE = NiftiFile.read("ct/phantom.nii.gz");
    private static final Volume MASK = NiftiFile.read("ct/mask.nii.gz");

    private static final List<LawsKernel> E5_L5_S5 =
            List.of(LawsKernel.E5, LawsKernel.L5, LawsKernel.S5);
    private static final List<LawsKernel> E3_W5_R5 =
            List.of(LawsKernel.E3, LawsKernel.W5, LawsKernel.R5);
    private static final List<LawsKernel> L5_S5 = List.of(LawsKernel.L5, LawsKernel.S5);

    private static final Settings SLICES =
            Settings.asIs()
                    .of(Set.of(FeatureFamily.INTENSITY_STATISTICS))
                    .with(Resegmentation.between(-1000, 400));
    private static final Settings VOLUME = SLICES.with(new InVolume(1, Method.CUBIC_SPLINE, true));

    @ParameterizedTest
    @CsvSource({"1.a.1, ZERO", "1.a.2, NEAREST", "1.a.3, PERIODIC", "1.a.4, MIRROR"})
    void a_mean_filter_has_its_response_maps_at_every_boundary(String map, Boundary boundary) {
        assertMap(map, "checkerboard", boundary, new Mean(15, Texture.BY_VOLUME));
    }

    @Test
    void a_mean_filter_of_slices_has_its_response_map() {
        assertMap("1.b.1", "impulse", Boundary.ZERO, new Mean(15, Texture.BY_SLICE));
    }

    @Test
    void a_laplacian_of_gaussian_has_its_response_maps() {
        assertMap("2.a", "impulse", Boundary.ZERO, new LaplacianOfGaussian(3, Texture.BY_VOLUME));
        assertMap(
                "2.b",
                "checkerboard",
                Boundary.MIRROR,
                new LaplacianOfGaussian(5, Texture.BY_VOLUME));
        assertMap(
                "2.c",
                "checkerboard",
                Boundary.MIRROR,
                new LaplacianOfGaussian(5, Texture.BY_SLICE));
    }

    @Test
    void the_first_laws_kernel_lies_along_x() {
        assertPlain("3.a.1", "impulse", Boundary.ZERO, E5_L5_S5);
        assertPlain("3.b.1", "checkerboard", Boundary.MIRROR, E3_W5_R5);
        assertPlain("3.c.1", "checkerboard", Boundary.MIRROR, L5_S5);
    }

    private static void assertPlain(
            String map, String phantom, Boundary boundary, List<LawsKernel> kernels) {
        var image = NiftiFile.read("filters/" + phantom + ".nii.gz");
        var convolution = new Convolution(extent(image), boundary);
        double[] response = values(image);
        for (int axis = 0; axis < kernels.size(); axis++) {
            response = convolution.along(axis, kernels.get(axis).values(false), response);
        }

        assertMap(map, response);
    }

    @Test
    void the_largest_laws_response_of_all_rotations_has_its_response_maps() {
        assertMap("3.a.2", "impulse", Boundary.ZERO, new Laws(E5_L5_S5, 0));
        assertMap("3.b.2", "checkerboard", Boundary.MIRROR, new Laws(E3_W5_R5, 0));
        assertMap("3.c.2", "checkerboard", Boundary.MIRROR, new Laws(L5_S5, 0));
    }

    @Test
    void laws_energy_has_its_response_maps() {
        assertMap("3.a.3", "impulse", Boundary.ZERO, new Laws(E5_L5_S5, 7));
        assertMap("3.b.3", "checkerboard", Boundary.MIRROR, new Laws(E3_W5_R5, 7));
        assertMap("3.c.3", "checkerboard", Boundary.MIRROR, new Laws(L5_S5, 7));
    }

    @Test
    void a_sub_band_of_daubechies_2_has_its_response_maps() {
        var bands = List.of(WaveletBand.LOW, WaveletBand.HIGH, WaveletBand.LOW);

        assertMap("5.a.1", "impulse", Boundary.ZERO, new Wavelet(bands, false));
        assertMap("5.a.2", "impulse", Boundary.ZERO, new Wavelet(bands, true));
    }

    @Test
    void wavelet_kernels_are_orthonormal_and_the_high_one_has_two_vanishing_moments() {
        double[] low = WaveletBand.LOW.values(false);
        double[] high = WaveletBand.HIGH.values(false);
        double product = 0;
        double energy = 0;
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < low.length; i++) {
            product += low[i] * high[i];
            energy += low[i] * low[i];
            sum += high[i];
            moment += i * high[i];
        }

        assertThat(product).isCloseTo(0, within(1e-15));
        assertThat(energy).isCloseTo(1, within(1e-15));
        assertThat(sum).isCloseTo(0, within(1e-15));
        assertThat(moment).isCloseTo(0, within(1e-15));
    }

    @Test
    void there_are_as_many_rotations_as_a_square_and_a_cube_have() {
        assertThat(Filtering.rotations(2)).hasSize(4).doesNotHaveDuplicates();
        assertThat(Filtering.rotations(3)).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void a_reference_that_nothing_was_computed_for_fails() {
        var reference = ReferenceValues.of("filters/reference_values.csv", "1.A").getFirst();
        var undefined = new FeatureValue.Undefined(reference.feature(), reference.aggregation());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ReferenceValues.found(List.of(undefined), reference));
    }

    @Test
    void statistics_without_filter_are_those_of_phase_2() {
        assertReferences("1.A", SLICES);
        assertReferences("1.B", VOLUME);
    }

    @Test
    void statistics_of_means_are_those_of_phase_2() {
        assertReferences("2.A", SLICES.with(new Mean(5, Texture.BY_SLICE)));
        assertReferences("2.B", VOLUME.with(new Mean(5, Texture.BY_VOLUME)));
    }

    @Test
    void statistics_of_laplacians_of_gaussian_are_those_of_phase_2() {
        assertReferences("3.A", SLICES.with(new LaplacianOfGaussian(1.5, Texture.BY_SLICE)));
        assertReferences("3.B", VOLUME.with(new LaplacianOfGaussian(1.5, Texture.BY_VOLUME)));
    }

    @Test
    void statistics_of_laws_energies_are_those_of_phase_2() {
        assertReferences("4.A", SLICES.with(new Laws(List.of(LawsKernel.L5, LawsKernel.E5), 7)));
        assertReferences(
                "4.B",
                VOLUME.with(new Laws(List.of(LawsKernel.L5, LawsKernel.E5, LawsKernel.E5), 7)));
    }

    @Test
    void statistics_of_gabor_moduli_are_those_of_phase_2() {
        assertReferences("5.A", SLICES.with(new Gabor(5, 2, 1.5, 8, Texture.BY_SLICE)));
        assertReferences("5.B", VOLUME.with(new Gabor(5, 2, 1.5, 8, Texture.BY_VOLUME)));
    }

    @Test
    void a_filter_is_bounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mean(4, Texture.BY_SLICE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mean(103, Texture.BY_SLICE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LaplacianOfGaussian(50.1, Texture.BY_SLICE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Laws(List.of(LawsKernel.L5), 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gabor(5, 2, 1.5, 33, Texture.BY_SLICE));
    }

    private static void assertReferences(String filter, Settings settings) {
        var found = RadiomicsComputation.values(IMAGE, MASK, settings);
        var failures = new ArrayList<String>();
        var references = ReferenceValues.of("filters/reference_values.csv", filter);
        for (var reference : references) {
            double value = ReferenceValues.found(found, reference);
            if (!reference.accepts(value)) {
                failures.add(reference + " but found " + value);
            }
        }
        assertThat(references).extracting(Reference::feature).hasSize(18).doesNotHaveDuplicates();
        assertThat(found).hasSize(18);
        assertThat(failures).isEmpty();
    }

    private static void assertMap(
            String map, String phantom, Boundary boundary, ImageFilter filter) {
        var image = NiftiFile.read("filters/" + phantom + ".nii.gz");
        assertMap(map, new Filtering(extent(image), boundary).apply(filter, values(image)));
    }

    /** Every voxel within 1 % of the range of the reference map. */
    private static void assertMap(String map, double[] response) {
        double[] reference = values(NiftiFile.read("filters/" + map + ".nii.gz"));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < reference.length; i++) {
            low = Math.min(low, reference[i]);
            high = Math.max(high, reference[i]);
            largest = Math.max(largest, Math.abs(reference[i] - response[i]));
        }
        assertThat(response).hasSameSizeAs(reference);
        assertThat(largest).as(map).isLessThanOrEqualTo(0.01 * (high - low));
    }

    private static Extent extent(Volume volume) {
        return new Extent(
                volume.x().size(),
                volume.y().size(),
                volume.z().size(),
                volume.x().spacing(),
                volume.y().spacing(),
                volume.z().spacing());
    }

    private static double[] values(Volume volume) {
        var extent = extent(volume);
        var values = new double[extent.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = volume.value(extent.i(at), extent.j(at), extent.k(at));
        }
        return values;
    }
}
