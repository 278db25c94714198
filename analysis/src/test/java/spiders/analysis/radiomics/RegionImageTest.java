// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;
import spiders.analysis.image.ImageGrid;
import spiders.analysis.image.ImageOrigin;
import spiders.analysis.image.ImageVolume;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

class RegionImageTest {

    private static final ImageOrigin NOWHERE = new ImageOrigin("CT", "1.2", "1.3", List.of());

    @Test
    void the_mask_of_the_tumour_of_ibsi_is_that_of_its_contours() throws IOException {
        var reference = NiftiFile.read("ct/mask.nii.gz");
        int[] sizes = {204, 201, 60};
        // Of the images of the phantom, the lowest plane first.
        var grid =
                ImageGrid.of(
                        sizes,
                        new double[] {-174.39450073242, -79.625503540039, -100.40000152587},
                        new double[] {1, 0, 0, 0, 1, 0},
                        new double[] {0.97699999809265, 0.97699999809265, 3});
        var volume = ImageVolume.of(grid, NOWHERE, "HU", new float[204 * 201 * 60]);

        var cut = RegionImage.of(volume, tumour(), Settings.asIs());

        int differing = 0;
        var held = cut.mask().held();
        for (int k = 0; k < sizes[2]; k++) {
            for (int j = 0; j < sizes[1]; j++) {
                for (int i = 0; i < sizes[0]; i++) {
                    boolean isHeld = isIn(held.x(), i) && isIn(held.y(), j) && isIn(held.z(), k);
                    boolean isIn = isHeld && cut.mask().value(i, j, k) > 0;
                    differing += isIn == reference.value(i, j, k) > 0 ? 0 : 1;
                }
            }
        }
        assertThat(cut.voxels()).isBetween(125_246L, 125_266L);
        assertThat(differing).isLessThanOrEqualTo(10);
        assertThat(cut.isCut()).isFalse();
    }

    private static boolean isIn(MaskBox.Range range, int place) {
        return place >= range.first() && place <= range.last();
    }

    private static Solid tumour() throws IOException {
        var name = "ct/regions.dcm.gz";
        var resource = RegionImageTest.class.getResourceAsStream(name);
        try (var in = new GZIPInputStream(Objects.requireNonNull(resource, name))) {
            var dataSet = Part10.read(in, ReadOptions.defaults()).dataSet();
            ROI roi = StructureSetReader.read(dataSet).roi("GTV-1").orElseThrow();
            return roi.planes().solid(GapTreatment.FILL, 3);
        }
    }

    /** An image of noise, whose middles are whole millimetres but for the planes' 2 mm. */
    private static float[] noise(int columns, int rows, int planes) {
        var random = new Random(7);
        var samples = new float[columns * rows * planes];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(1000);
        }
        return samples;
    }

    private static ImageVolume volume(float[] samples) {
        var grid =
                ImageGrid.of(
                        new int[] {90, 81, 70},
                        new double[3],
                        new double[] {1, 0, 0, 0, 1, 0},
                        new double[] {1, 1, 2});
        return ImageVolume.of(grid, NOWHERE, "HU", samples);
    }

    private static Solid box(double x, double y, double z, double side) {
        var ring =
                Ring.of(
                        new double[] {x, x + side, x + side, x},
                        new double[] {y, y, y + side, y + side});
        var sections = new ArrayList<Section>();
        for (double at = 0; at < side; at += 2) {
            sections.add(new Section(z + at, Region.of(ring)));
        }
        return Solid.of(
                PlaneFrame.AXIAL, sections, GapTreatment.LEAVE_EMPTY, new PlaneSpacing.Known(2));
    }

    @Test
    void what_is_held_around_a_region_changes_no_feature() {
        float[] samples = noise(90, 81, 70);
        var settings =
                Settings.asIs()
                        .with(
                                new Interpolation.InVolume(
                                        1.3, Interpolation.Method.CUBIC_SPLINE, false))
                        .with(new ImageFilter.LaplacianOfGaussian(1.5, Settings.Texture.BY_VOLUME))
                        .of(
                                Set.of(
                                        FeatureFamily.MORPHOLOGY,
                                        FeatureFamily.LOCAL_INTENSITY,
                                        FeatureFamily.INTENSITY_STATISTICS));
        var cut = RegionImage.of(volume(samples), box(30.5, 33.5, 60, 12), settings);
        var x = new Volume.Axis(90, 1, 0);
        var y = new Volume.Axis(81, 1, 0);
        var z = new Volume.Axis(70, 2, 0);
        var mask = new float[samples.length];
        for (int i = 0; i < mask.length; i++) {
            int column = i % 90;
            int row = i / 90 % 81;
            int plane = i / (90 * 81);
            boolean isIn =
                    column > 30 && column < 43 && row > 33 && row < 46 && plane > 29 && plane < 36;
            mask[i] = isIn ? 1 : 0;
        }

        var held = RadiomicsComputation.values(cut.image(), cut.mask(), settings);
        var whole =
                RadiomicsComputation.values(
                        Volume.of(x, y, z, samples), Volume.of(x, y, z, mask), settings);

        assertThat(cut.voxels()).isEqualTo(12 * 12 * 6);
        assertThat(cut.image().held().z().size()).isLessThan(70);
        assertThat(held).hasSameSizeAs(whole);
        for (int i = 0; i < held.size(); i++) {
            double value = ((FeatureValue.Defined) held.get(i)).value();
            double expected = ((FeatureValue.Defined) whole.get(i)).value();
            assertThat(value)
                    .as(held.get(i).feature().tag())
                    .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void voxels_without_a_sample_around_the_region_count_as_the_lowest() {
        float[] samples = noise(90, 81, 70);
        samples[0] = Float.NaN;
        samples[samples.length - 1] = -5;

        var cut = RegionImage.of(volume(samples), box(2.5, 2.5, 4, 10), Settings.asIs());

        assertThat(cut.unsampled()).isEqualTo(1);
        assertThat(cut.image().value(0, 0, 0)).isEqualTo(0);
    }

    @Test
    void a_voxel_of_the_region_without_a_sample_is_refused() {
        float[] samples = noise(90, 81, 70);
        samples[(5 * 81 + 5) * 90 + 5] = Float.NaN;

        assertThatExceptionOfType(UnusableRegionException.class)
                .isThrownBy(() ->
                        RegionImage.of(volume(samples), box(2.5, 2.5, 4, 10), Settings.asIs()))
                .withMessageContaining("NOT_FINITE");
    }

    @Test
    void a_solid_beyond_the_image_is_refused_and_one_that_reaches_beyond_is_told() {
        var volume = volume(noise(90, 81, 70));

        assertThatExceptionOfType(UnusableRegionException.class)
                .isThrownBy(() -> RegionImage.of(volume, box(300, 2, 4, 10), Settings.asIs()))
                .withMessageContaining("EMPTY_MASK");
        var cut = RegionImage.of(volume, box(-5.5, 2.5, 4, 10), Settings.asIs());
        assertThat(cut.isCut()).isTrue();
        assertThat(cut.voxels()).isEqualTo(5 * 10 * 5);
    }
}
