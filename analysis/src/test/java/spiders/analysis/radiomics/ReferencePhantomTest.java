// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.analysis.radiomics.Discretisation.AsIs;
import spiders.analysis.radiomics.Discretisation.FixedBinNumber;
import spiders.analysis.radiomics.Discretisation.FixedBinSize;
import spiders.analysis.radiomics.Interpolation.InSlices;
import spiders.analysis.radiomics.Interpolation.InVolume;
import spiders.analysis.radiomics.Interpolation.Method;

import java.util.ArrayList;
import java.util.List;

class ReferencePhantomTest {

    private static final Settings SLICES = Settings.asIs().with(Settings.Texture.BY_SLICE);
    private static final Settings VOLUME = Settings.asIs().with(Settings.Texture.BY_VOLUME);

    @Test
    void the_digital_phantom_has_its_reference_values() {
        var found =
                RadiomicsComputation.values(
                        NiftiFile.read("digital/phantom.nii.gz"),
                        NiftiFile.read("digital/mask.nii.gz"),
                        Settings.asIs());

        assertReferences("digital_phantom", 482, found);
    }

    @Test
    void configuration_a_has_its_reference_values() {
        assertReferences(
                "A",
                346,
                values(
                        SLICES.with(Resegmentation.between(-500, 400))
                                .with(new FixedBinSize(25), new AsIs())));
    }

    @Test
    void configuration_b_has_its_reference_values() {
        assertReferences(
                "B",
                346,
                values(
                        SLICES.with(new InSlices(2, Method.LINEAR, true))
                                .with(Resegmentation.between(-500, 400))
                                .with(new FixedBinNumber(32), new AsIs())));
    }

    @Test
    void configuration_c_has_its_reference_values() {
        assertReferences(
                "C",
                210,
                values(
                        VOLUME.with(new InVolume(2, Method.LINEAR, true))
                                .with(Resegmentation.between(-1000, 400))
                                .with(new FixedBinSize(25), new FixedBinSize(2.5))));
    }

    @Test
    void configuration_d_has_its_reference_values() {
        assertReferences(
                "D",
                210,
                values(
                        VOLUME.with(new InVolume(2, Method.LINEAR, true))
                                .with(Resegmentation.none().withinSigmas(3))
                                .with(new FixedBinNumber(32), new AsIs())));
    }

    @Test
    void configuration_e_has_its_reference_values() {
        assertReferences(
                "E",
                210,
                values(
                        VOLUME.with(new InVolume(2, Method.CUBIC_SPLINE, true))
                                .with(Resegmentation.between(-1000, 400).withinSigmas(3))
                                .with(new FixedBinNumber(32), new FixedBinNumber(1000))));
    }

    private static List<FeatureValue> values(Settings settings) {
        return RadiomicsComputation.values(
                NiftiFile.read("ct/phantom.nii.gz"), NiftiFile.read("ct/mask.nii.gz"), settings);
    }

    private static void assertReferences(
            String configuration, int count, List<FeatureValue> found) {
        var references = ReferenceValues.of(configuration);
        var failures = new ArrayList<String>();
        for (var reference : references) {
            double value = ReferenceValues.found(found, reference);
            if (!reference.accepts(value)) {
                failures.add(reference + " but found " + value);
            }
        }
        assertThat(references).hasSize(count);
        assertThat(found).hasSize(count);
        assertThat(failures).isEmpty();
    }
}
