// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import static spiders.analysis.image.SyntheticSeries.AXIAL;
import static spiders.analysis.image.SyntheticSeries.OBLIQUE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.image.InvalidImageSeriesException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.Transcoder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Volumes of a linear field, whose value at any point is known. */
class VolumeReaderTest {

    private static ImageVolume read(List<DataSet> slices) throws IOException {
        return VolumeReader.read(SyntheticSeries.objects(slices), ReadingRules.strict());
    }

    private static ImageVolume resample(List<DataSet> slices) throws IOException {
        return VolumeReader.read(SyntheticSeries.objects(slices), ReadingRules.resampling());
    }

    private static void refused(List<DataSet> slices, Reason reason) {
        assertThatExceptionOfType(InvalidImageSeriesException.class)
                .isThrownBy(() -> read(slices))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    /** Every sample there is, and the values half way, are those of the field. */
    private static int requireField(ImageVolume volume) {
        var grid = volume.grid();
        int count = 0;
        for (int plane = 0; plane < grid.planes(); plane++) {
            for (int row = 0; row < grid.rows(); row++) {
                for (int column = 0; column < grid.columns(); column++) {
                    double sample = volume.sample(column, row, plane);
                    if (!Double.isNaN(sample)) {
                        count++;
                        double x = grid.patient(0, column, row, plane);
                        double y = grid.patient(1, column, row, plane);
                        double z = grid.patient(2, column, row, plane);
                        double field = SyntheticSeries.field(x, y, z);
                        assertThat(sample).isCloseTo(field, within(0.5));
                        assertThat(volume.value(x, y, z)).isPresent();
                        assertThat(grid.index(1, x, y, z)).isCloseTo(row, within(1e-9));
                    }
                }
            }
        }
        return count;
    }

    @Test
    void oblique_slices_in_any_order_are_one_volume_in_the_patient() throws IOException {
        var slices = new ArrayList<>(SyntheticSeries.slices(OBLIQUE, 0, 0, 2.5, 5, 7.5, 10, 12.5));
        Collections.shuffle(slices, new Random(1));

        var volume = read(slices);

        assertThat(requireField(volume)).isEqualTo(6 * 5 * 6);
        assertThat(volume.grid().spacing(2)).isCloseTo(2.5, within(1e-9));
        assertThat(volume.unit()).isEqualTo("HU");
        assertThat(volume.changes()).isEmpty();
        assertThat(volume.source().frameOfReferenceUID()).isEqualTo("1.2.4");
        assertThat(volume.source().sopInstanceUIDs()).hasSize(6).startsWith("1.2.1000", "1.2.1025");
    }

    @Test
    void between_voxels_a_value_is_linear_and_beyond_them_there_is_none() throws IOException {
        var volume = read(SyntheticSeries.slices(OBLIQUE, 0, 0, 2.5, 5));
        var grid = volume.grid();
        double x = grid.patient(0, 2.3, 1.7, 0.4);
        double y = grid.patient(1, 2.3, 1.7, 0.4);
        double z = grid.patient(2, 2.3, 1.7, 0.4);

        assertThat(volume.value(x, y, z).orElseThrow())
                .isCloseTo(SyntheticSeries.field(x, y, z), within(0.5));
        assertThat(volume.interpolated(-0.1, 0, 0)).isNaN();
        assertThat(volume.interpolated(0, 4.1, 0)).isNaN();
        assertThat(volume.interpolated(0, 0, Double.NaN)).isNaN();
        assertThat(volume.interpolated(5, 4, 2)).isEqualTo(volume.sample(5, 4, 2));
    }

    @Test
    void a_missing_slice_is_named_or_interpolated_openly() throws IOException {
        var slices = SyntheticSeries.slices(AXIAL, 0, 0, 3, 6, 12, 15);

        refused(slices, Reason.MISSING_PLANES);
        var volume = resample(slices);
        assertThat(volume.grid().planes()).isEqualTo(6);
        assertThat(requireField(volume)).isEqualTo(6 * 5 * 6);
        assertThat(volume.changes()).containsExactly(new VolumeChange.Interpolated(1, 6));
    }

    @Test
    void uneven_slices_are_named_or_evened_openly() throws IOException {
        var slices = SyntheticSeries.slices(AXIAL, 0, 0, 3, 6, 10, 14, 18);

        refused(slices, Reason.UNEVEN_SPACING);
        var volume = resample(slices);
        assertThat(volume.changes()).containsExactly(new VolumeChange.Evened(3, 4, 4));
        assertThat(requireField(volume)).isEqualTo(6 * 5 * 5);
    }

    @Test
    void a_tilted_gantry_is_named_or_straightened_openly() throws IOException {
        double tilt = Math.tan(Math.toRadians(20));
        var slices = SyntheticSeries.slices(AXIAL, tilt, 0, 3, 6, 9);

        refused(slices, Reason.SHEARED_PLANES);
        var volume = resample(slices);
        assertThat(volume.grid().columns()).isEqualTo(6 + (int) Math.ceil(9 * tilt / 1.5));
        assertThat(volume.sample(7, 0, 0)).as("no plane reaches there").isNaN();
        assertThat(requireField(volume)).isBetween(4 * 5 * 5, 4 * 5 * 6);
        assertThat(volume.changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        VolumeChange.Straightened.class,
                        change -> assertThat(change.degrees()).isCloseTo(20, within(1e-6)));
    }

    @Test
    void what_is_no_series_of_planes_is_named() {
        var two = SyntheticSeries.slices(AXIAL, 0, 0, 3);
        refused(List.of(), Reason.NO_IMAGES);
        refused(List.of(two.get(0), two.get(0), two.get(1)), Reason.DUPLICATE_PLANES);
        refused(List.of(two.get(0)), Reason.NO_THICKNESS);
        refused(changed(two, Tags.SeriesInstanceUID, "1.9"), Reason.SEVERAL_SERIES);
        refused(changed(two, Tags.FrameOfReferenceUID, "1.9"), Reason.SEVERAL_FRAMES_OF_REFERENCE);
        refused(changed(two, Tags.Rows, "4"), Reason.SEVERAL_MATRICES);
        refused(changed(two, Tags.PixelSpacing, "2\\2"), Reason.SEVERAL_MATRICES);
        refused(changed(two, Tags.PixelSpacing, "2\\0"), Reason.GEOMETRY);
        refused(changed(two, Tags.ImagePositionPatient, ""), Reason.GEOMETRY);
        refused(
                changed(two, Tags.ImageOrientationPatient, "0\\1\\0\\0\\0\\-1"),
                Reason.SEVERAL_ORIENTATIONS);
        refused(changed(two, Tags.RescaleSlope, "0"), Reason.RESCALE);
        refused(changed(two, Tags.RescaleType, "US"), Reason.SEVERAL_UNITS);
        refused(changed(two, Tags.SamplesPerPixel, "3"), Reason.COLOUR);
        refused(List.of(two.get(0), two.get(1).without(Tags.PixelData)), Reason.PIXELS);
    }

    /** The second of two, with another value. */
    private static List<DataSet> changed(List<DataSet> two, Tag tag, String value) {
        var builder = two.get(1).toBuilder();
        if (tag.equals(Tags.Rows) || tag.equals(Tags.SamplesPerPixel)) {
            builder.set(tag, Integer.parseInt(value));
        } else {
            builder.set(tag, value.isEmpty() ? new String[0] : value.split("\\\\"));
        }
        return List.of(two.get(0), builder.build());
    }

    @Test
    void a_declared_size_beyond_the_limit_is_refused_before_memory_is_taken() {
        var huge =
                SyntheticSeries.slice(AXIAL, 0, 0)
                        .set(Tags.Rows, 65535)
                        .set(Tags.Columns, 65535)
                        .set(Tags.NumberOfFrames, Integer.MAX_VALUE)
                        .build();
        refused(List.of(huge), Reason.TOO_LARGE);
        refused(List.of(huge.without(Tags.NumberOfFrames)), Reason.TOO_LARGE);

        var slices = SyntheticSeries.objects(SyntheticSeries.slices(AXIAL, 0, 0, 3));
        var rules = new ReadingRules(IrregularPlanes.REFUSE, 2 * 6 * 5 - 1);
        assertThatExceptionOfType(InvalidImageSeriesException.class)
                .isThrownBy(() -> VolumeReader.read(slices, rules));
    }

    @Test
    void resampling_does_not_go_beyond_the_limit_either() {
        // Two planes 0.1 mm apart and one 100 m away would be a million planes.
        var slices = SyntheticSeries.slices(AXIAL, 0, 0, 0.1, 0.2, 0.3, 90_000);
        assertThatExceptionOfType(InvalidImageSeriesException.class)
                .isThrownBy(() ->
                        VolumeReader.read(
                                SyntheticSeries.objects(slices),
                                new ReadingRules(IrregularPlanes.RESAMPLE, 1_000_000)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void a_padded_pixel_has_no_sample() throws IOException {
        var slice = SyntheticSeries.slice(AXIAL, 0, 0).set(Tags.SliceThickness, VR.DS, 3).build();
        short stored =
                slice.bytes(Tags.PixelData)
                        .orElseThrow()
                        .buffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort(2);
        var padded = slice.toBuilder().set(Tags.PixelPaddingValue, VR.SS, (int) stored).build();

        var volume = read(List.of(padded));

        assertThat(volume.sample(1, 0, 0)).isNaN();
        assertThat(volume.sample(2, 0, 0)).isNotNaN();
    }

    @Test
    void a_padding_that_is_written_unsigned_is_that_of_the_same_bits() throws IOException {
        var pixels = ByteBuffer.allocate(2 * 30).order(ByteOrder.LITTLE_ENDIAN);
        pixels.putShort(2, (short) -2000).putShort(4, (short) -1900);
        var slice =
                SyntheticSeries.slice(AXIAL, 0, 0)
                        .set(Tags.SliceThickness, VR.DS, 3)
                        .set(Tags.PixelData, VR.OW, pixels.array());
        var alone = read(List.of(slice.set(Tags.PixelPaddingValue, VR.US, 63536).build()));
        var range = read(List.of(slice.set(Tags.PixelPaddingRangeLimit, VR.US, 63636).build()));

        assertThat(alone.sample(1, 0, 0)).isNaN();
        assertThat(alone.sample(2, 0, 0)).isNotNaN();
        assertThat(range.sample(1, 0, 0)).isNaN();
        assertThat(range.sample(2, 0, 0)).isNaN();
        assertThat(range.sample(3, 0, 0)).isNotNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CT", "PT"})
    void stored_values_without_a_rescale_get_no_unit(String modality) throws IOException {
        var slices = SyntheticSeries.slices(AXIAL, 0, 0, 3);
        for (var tag : List.of(Tags.RescaleSlope, Tags.RescaleIntercept)) {
            var stripped = slices.get(1).toBuilder().remove(tag).set(Tags.Modality, modality);
            refused(
                    List.of(
                            slices.get(0).toBuilder().set(Tags.Modality, modality).build(),
                            stripped.build()),
                    Reason.RESCALE);
        }
        var mr =
                slices.stream()
                        .map(slice ->
                                slice.toBuilder()
                                        .set(Tags.Modality, "MR")
                                        .remove(Tags.RescaleSlope)
                                        .remove(Tags.RescaleIntercept)
                                        .build())
                        .toList();
        assertThat(read(mr).unit()).isEmpty();
    }

    @Test
    void the_last_plane_of_uneven_ones_is_not_left_out() throws IOException {
        var volume = resample(SyntheticSeries.slices(AXIAL, 0, 0, 3, 6, 8.5));

        assertThat(volume.grid().planes()).isEqualTo(4);
        assertThat(volume.changes()).containsExactly(new VolumeChange.Evened(2.5, 3, 3));
        double x = volume.grid().patient(0, 1, 1, 3);
        double y = volume.grid().patient(1, 1, 1, 3);
        double z = volume.grid().patient(2, 1, 1, 3);
        assertThat((double) volume.sample(1, 1, 3))
                .as("what is 0.5 mm beyond the last plane is as that")
                .isCloseTo(SyntheticSeries.field(x, y, z - 0.5), within(0.5));
    }

    @Test
    void a_palette_is_colour_though_it_has_one_sample() {
        var palette =
                SyntheticSeries.slice(AXIAL, 0, 0)
                        .set(Tags.PhotometricInterpretation, "PALETTE COLOR")
                        .set(Tags.SliceThickness, VR.DS, 3);
        refused(List.of(palette.build()), Reason.COLOUR);
    }

    /** 1 GiB of float, with a heap that tests do not have beside it. */
    @Test
    void pixels_that_only_a_header_claims_take_no_memory() {
        var claims =
                SyntheticSeries.slice(AXIAL, 0, 0)
                        .set(Tags.Rows, 65535)
                        .set(Tags.Columns, 32767)
                        .set(Tags.SliceThickness, VR.DS, 3)
                        .build();
        var rules = new ReadingRules(IrregularPlanes.REFUSE, Integer.MAX_VALUE - 8);
        for (var image : List.of(claims, claims.without(Tags.PixelData))) {
            assertThatExceptionOfType(InvalidImageSeriesException.class)
                    .isThrownBy(
                            () -> VolumeReader.read(SyntheticSeries.objects(List.of(image)), rules))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PIXELS));
        }
    }

    @Test
    void slope_and_intercept_are_of_each_slice() throws IOException {
        var slices = new ArrayList<>(SyntheticSeries.slices(AXIAL, 0, 0, 3));
        var second = slices.get(1).toBuilder().set(Tags.RescaleSlope, VR.DS, 1.5).build();
        var before = read(slices);

        var volume = read(List.of(second, slices.get(0)));

        assertThat(volume.sample(3, 2, 0)).isEqualTo(before.sample(3, 2, 0));
        assertThat(volume.sample(3, 2, 1) + 100)
                .isCloseTo(3 * (before.sample(3, 2, 1) + 100), within(1e-2f));
    }

    @Test
    void an_enhanced_multi_frame_is_read_by_its_functional_groups() throws IOException {
        assertThat(requireField(read(List.of(enhanced(0, 5, 2.5))))).isEqualTo(6 * 5 * 3);
        refused(List.of(enhanced(0, 2.5, 2.5)), Reason.DUPLICATE_PLANES);
    }

    private static DataSet enhanced(double... offsets) {
        var frames = new ArrayList<DataSet>();
        var pixels = ByteBuffer.allocate(offsets.length * 2 * 6 * 5);
        for (double offset : offsets) {
            var slice = SyntheticSeries.slice(OBLIQUE, 0, offset).build();
            pixels.put(slice.bytes(Tags.PixelData).orElseThrow().buffer());
            frames.add(
                    DataSet.builder()
                            .sequence(
                                    Tags.PlanePositionSequence,
                                    only(slice, Tags.ImagePositionPatient))
                            .build());
        }
        var slice = SyntheticSeries.slice(OBLIQUE, 0, 0).build();
        var shared =
                DataSet.builder()
                        .sequence(
                                Tags.PlaneOrientationSequence,
                                only(slice, Tags.ImageOrientationPatient))
                        .sequence(Tags.PixelMeasuresSequence, only(slice, Tags.PixelSpacing))
                        .sequence(
                                Tags.PixelValueTransformationSequence,
                                only(slice, Tags.RescaleSlope, Tags.RescaleIntercept))
                        .build();
        return SyntheticSeries.image("MR")
                .set(Tags.NumberOfFrames, offsets.length)
                .sequence(Tags.SharedFunctionalGroupsSequence, shared)
                .sequence(Tags.PerFrameFunctionalGroupsSequence, frames)
                .set(Tags.PixelData, VR.OW, pixels.array())
                .build();
    }

    private static DataSet only(DataSet from, Tag... tags) {
        var builder = DataSet.builder();
        for (var tag : tags) {
            from.element(tag).ifPresent(builder::set);
        }
        return builder.build();
    }

    @Test
    void compressed_slices_are_those_they_were_compressed_from() throws IOException {
        var objects = new ArrayList<ImageObject>();
        var slices = SyntheticSeries.slices(OBLIQUE, 0, 0, 2.5, 5);
        for (var slice : slices) {
            var whole =
                    slice.toBuilder().set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2").build();
            var meta = FileMeta.of(whole, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            var out = new ByteArrayOutputStream();
            Transcoder.standard()
                    .write(
                            Part10Object.of(meta, whole),
                            BulkDataSource.none(),
                            TransferSyntax.JPEG_LS_LOSSLESS,
                            out);
            var read =
                    Part10.read(
                            new ByteArrayInputStream(out.toByteArray()), ReadOptions.defaults());
            objects.add(
                    new ImageObject(
                            read.dataSet(), read.meta().transferSyntax(), BulkDataSource.none()));
        }
        assertThat(VolumeReader.read(objects, ReadingRules.strict()).samples())
                .isEqualTo(read(slices).samples());
    }

    @Test
    void a_limit_of_no_voxels_makes_no_sense() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ReadingRules(IrregularPlanes.REFUSE, 0));
    }
}
