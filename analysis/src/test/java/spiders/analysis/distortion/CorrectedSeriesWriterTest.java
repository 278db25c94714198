// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.analysis.image.ImageObject;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.image.ReadingRules;
import spiders.analysis.image.VolumeChange;
import spiders.analysis.image.VolumeReader;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A series of three slices, written anew. */
class CorrectedSeriesWriterTest {

    private static final UID SERIES = new UID("1.2.9");
    private static final LocalDateTime WRITTEN = LocalDateTime.parse("2026-11-27T12:00:00");

    private static List<DataSet> sources(int brightness) {
        var sources = new ArrayList<DataSet>();
        for (int plane = 0; plane < 3; plane++) {
            var pixels = ByteBuffer.allocate(2 * 4 * 3).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 12; i++) {
                pixels.putShort((short) (brightness * (i + 12 * plane)));
            }
            sources.add(
                    DataSet.builder()
                            .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.4")
                            .set(Tags.SOPInstanceUID, "1.2.3." + (9 - plane))
                            .set(Tags.StudyInstanceUID, "1.2")
                            .set(Tags.SeriesInstanceUID, "1.2.3")
                            .set(Tags.FrameOfReferenceUID, "1.2.4")
                            .set(Tags.Modality, "MR")
                            .set(Tags.ImageType, "ORIGINAL", "PRIMARY", "M")
                            .set(Tags.ScanningSequence, "GR")
                            .set(Tags.LargestImagePixelValue, VR.US, 35)
                            .set(Tags.Rows, 3)
                            .set(Tags.Columns, 4)
                            .set(Tags.BitsAllocated, 16)
                            .set(Tags.BitsStored, 12)
                            .set(Tags.HighBit, 11)
                            .set(Tags.PixelRepresentation, 0)
                            .set(Tags.SamplesPerPixel, 1)
                            .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                            .set(Tags.PixelSpacing, 1.0, 1.0)
                            .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                            .set(Tags.ImagePositionPatient, 0.0, 0.0, 2.0 * plane)
                            .set(Tags.PixelData, VR.OW, pixels.array())
                            .build());
        }
        return sources.reversed();
    }

    private static ImageVolume read(List<DataSet> images) throws IOException {
        return VolumeReader.read(
                images.stream().map(ImageObject::inMemory).toList(), ReadingRules.strict());
    }

    private static ImageVolume changed(ImageVolume volume) {
        var samples = volume.samples();
        samples[5] = Float.NaN;
        samples[6] += 0.25f;
        return volume.replaced(
                samples, new VolumeChange.Unwarped(2.345, "polynomials of degree 5"));
    }

    @Test
    void what_is_written_is_read_again_with_its_gaps() throws IOException {
        for (int brightness : new int[] {1, 100}) {
            var sources = sources(brightness);
            var volume = changed(read(sources));

            var written = CorrectedSeriesWriter.dataSets(sources, volume, SERIES, WRITTEN);

            var again = read(written);
            assertThat(again.sample(5)).as("no sample").isNaN();
            for (int i = 0; i < 36; i++) {
                if (i != 5) {
                    double tolerance = brightness == 1 ? 0.001 : 0.5;
                    assertThat((double) again.sample(i))
                            .isCloseTo(volume.sample(i), within(tolerance));
                }
            }
            assertThat(again.grid().patient(2, 0, 0, 2)).isCloseTo(4, within(1e-9));
        }
    }

    @Test
    void each_image_is_a_new_one_that_names_where_it_is_from() throws IOException {
        var sources = sources(1);
        var written =
                CorrectedSeriesWriter.dataSets(sources, changed(read(sources)), SERIES, WRITTEN);

        var uids = new HashSet<String>();
        for (int plane = 0; plane < 3; plane++) {
            var image = written.get(plane);
            uids.add(image.string(Tags.SOPInstanceUID).orElse(""));
            assertThat(image.uid(Tags.SeriesInstanceUID)).contains(SERIES);
            assertThat(image.string(Tags.FrameOfReferenceUID)).contains("1.2.4");
            assertThat(image.strings(Tags.ImageType)).containsExactly("DERIVED", "SECONDARY", "M");
            assertThat(image.string(Tags.ScanningSequence)).contains("GR");
            assertThat(image.has(Tags.LargestImagePixelValue)).isFalse();
            assertThat(image.string(Tags.DerivationDescription).orElse(""))
                    .contains("degree 5")
                    .contains("2.3")
                    .contains(DistortionMeasurement.VERSION);
            var source = image.item(Tags.SourceImageSequence).orElseThrow();
            assertThat(source.string(Tags.ReferencedSOPInstanceUID))
                    .contains("1.2.3." + (9 - plane));
        }
        assertThat(uids).hasSize(3).doesNotContain("1.2.3.9", "1.2.3.8", "1.2.3.7", "");
    }

    @Test
    void planes_that_were_resampled_are_those_of_no_source() throws IOException {
        var sources = sources(1);
        double[] places = {0, 3, 6.2};
        for (int i = 0; i < 3; i++) {
            var moved = sources.get(i).toBuilder();
            moved.set(Tags.ImagePositionPatient, 0.0, 0.0, places[2 - i]);
            sources.set(i, moved.build());
        }
        var volume =
                VolumeReader.read(
                        sources.stream().map(ImageObject::inMemory).toList(),
                        ReadingRules.resampling());

        assertThat(volume.grid().planes()).isEqualTo(3);
        assertThatExceptionOfType(UnusablePhantomException.class)
                .isThrownBy(() -> CorrectedSeriesWriter.dataSets(sources, volume, SERIES, WRITTEN))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SOURCE));
    }

    @Test
    void what_a_maker_says_of_stored_values_does_not_stay() throws IOException {
        var sources = new ArrayList<DataSet>();
        for (var source : sources(1)) {
            var builder = source.toBuilder();
            builder.set(builder.privateTag(0x2005, "Philips MR Imaging DD 001", 0x0e), VR.FL, 3.5);
            sources.add(builder.build());
        }
        var written =
                CorrectedSeriesWriter.dataSets(sources, changed(read(sources)), SERIES, WRITTEN);

        assertThat(written)
                .allSatisfy(image ->
                        assertThat(image.privateTag(0x2005, "Philips MR Imaging DD 001", 0x0e))
                                .isEmpty());
    }

    @Test
    void sources_that_are_not_the_volumes_are_refused() throws IOException {
        var sources = sources(1);
        var volume = changed(read(sources));
        for (var wrong : List.of(sources.subList(0, 2), List.<DataSet>of())) {
            assertThatExceptionOfType(UnusablePhantomException.class)
                    .isThrownBy(
                            () -> CorrectedSeriesWriter.dataSets(wrong, volume, SERIES, WRITTEN));
        }
    }
}
