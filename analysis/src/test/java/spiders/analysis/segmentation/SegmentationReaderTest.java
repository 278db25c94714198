// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import spiders.analysis.geometry.Ring;
import spiders.analysis.segmentation.InvalidSegmentationException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Balls of 15 mm and 8 mm in frames of 60 x 50 pixels of 1 x 1.2 mm, every 2 mm. */
class SegmentationReaderTest {

    private static final int COLUMNS = 60;
    private static final int ROWS = 50;
    private static final int PLANES = 20;
    private static final double[] CENTRE = {5, -3, 40};

    private static boolean isIn(int segment, double x, double y, double z) {
        double r = segment == 1 ? 15 : 8;
        double dx = x - CENTRE[0];
        double dy = y - CENTRE[1];
        double dz = z - CENTRE[2];
        return dx * dx + dy * dy + dz * dz < r * r;
    }

    private static double x(int column) {
        return CENTRE[0] + column - 29.5;
    }

    private static double y(int row) {
        return CENTRE[1] + 1.2 * (row - 24.5);
    }

    private static double z(int plane) {
        return CENTRE[2] + 2 * (plane - 9.5);
    }

    private static DataSet segmentation(String type) {
        boolean isBinary = type.equals("BINARY");
        int bits = ROWS * COLUMNS * PLANES * 2;
        var pixels = new byte[isBinary ? bits / 8 : bits];
        var frames = new ArrayList<DataSet>();
        int at = 0;
        for (int segment = 1; segment <= 2; segment++) {
            for (int plane = 0; plane < PLANES; plane++) {
                frames.add(frame(segment, plane));
                for (int i = 0; i < ROWS * COLUMNS; i++, at++) {
                    if (isIn(segment, x(i % COLUMNS), y(Math.floorDiv(i, COLUMNS)), z(plane))) {
                        pixels[isBinary ? at / 8 : at] |= (byte) (isBinary ? 1 << at % 8 : 200);
                    }
                }
            }
        }
        return image(isBinary)
                .set(Tags.SegmentationType, type)
                .set(Tags.MaximumFractionalValue, 200)
                .set(Tags.NumberOfFrames, frames.size())
                .sequence(Tags.SegmentSequence, listed(2, "Small"), listed(1, "Large"))
                .sequence(Tags.SharedFunctionalGroupsSequence, shared())
                .sequence(Tags.PerFrameFunctionalGroupsSequence, frames)
                .set(Tags.PixelData, VR.OB, pixels)
                .build();
    }

    private static DataSetBuilder image(boolean isBinary) {
        int bits = isBinary ? 1 : 8;
        return DataSet.builder()
                .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.66.4")
                .set(Tags.FrameOfReferenceUID, "1.2.3")
                .set(Tags.Rows, ROWS)
                .set(Tags.Columns, COLUMNS)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.BitsAllocated, bits)
                .set(Tags.BitsStored, bits)
                .set(Tags.HighBit, bits - 1)
                .set(Tags.PixelRepresentation, 0);
    }

    private static DataSet listed(int number, String label) {
        return DataSet.builder()
                .set(Tags.SegmentNumber, number)
                .set(Tags.SegmentLabel, label)
                .build();
    }

    private static DataSet shared() {
        return DataSet.builder()
                .sequence(
                        Tags.PixelMeasuresSequence,
                        DataSet.builder()
                                .set(Tags.PixelSpacing, 1.2, 1)
                                .set(Tags.SpacingBetweenSlices, 2.0)
                                .build())
                .sequence(
                        Tags.PlaneOrientationSequence,
                        DataSet.builder()
                                .set(Tags.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                                .build())
                .build();
    }

    private static DataSet frame(int segment, int plane) {
        return DataSet.builder()
                .sequence(
                        Tags.SegmentIdentificationSequence,
                        DataSet.builder().set(Tags.ReferencedSegmentNumber, segment).build())
                .sequence(
                        Tags.PlanePositionSequence,
                        DataSet.builder()
                                .set(Tags.ImagePositionPatient, x(0), y(0), z(plane))
                                .build())
                .build();
    }

    private static List<Segment> read(DataSet dataSet) throws IOException {
        return SegmentationReader.read(
                dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataSource.none());
    }

    @Test
    void segments_have_the_volume_and_the_place_of_what_was_painted() throws IOException {
        for (var type : List.of("BINARY", "FRACTIONAL")) {
            var segments = read(segmentation(type));

            assertThat(segments).extracting(Segment::label).containsExactly("Large", "Small");
            var large = segments.getFirst().solid();
            assertThat(large.volume())
                    .isCloseTo(4.0 / 3 * Math.PI * 15 * 15 * 15, Percentage.withPercentage(1));
            assertThat(segments.getLast().solid().volume())
                    .isCloseTo(4.0 / 3 * Math.PI * 8 * 8 * 8, Percentage.withPercentage(3));
            for (int axis = 0; axis < 3; axis++) {
                assertThat(large.centroid(axis)).isCloseTo(CENTRE[axis], within(0.1));
            }
            assertThat(segments.getFirst().frameOfReferenceUID()).isEqualTo("1.2.3");
        }
    }

    @Test
    void what_is_no_segmentation_or_has_no_place_is_refused_by_its_reason() {
        var good = segmentation("BINARY");

        refuses(Reason.NOT_A_SEGMENTATION, good.with(Tags.SOPClassUID, "1.2.3"));
        refuses(Reason.TYPE, good.with(Tags.SegmentationType, "LABELMAP"));
        refuses(Reason.GEOMETRY, good.without(Tags.SharedFunctionalGroupsSequence));
        refuses(Reason.GEOMETRY, good.without(Tags.PerFrameFunctionalGroupsSequence));
    }

    @Test
    void pixels_that_cannot_be_decoded_are_refused_as_such() {
        // 0.1.0 let the toolkit's own exceptions through, or read three colours as three rows.
        var good = segmentation("FRACTIONAL");

        refuses(Reason.PIXELS, good.without(Tags.Rows));
        refuses(Reason.PIXELS, good.with(Tags.BitsAllocated, 7));
        refuses(Reason.PIXELS, good.with(Tags.NumberOfFrames, 41));
        refuses(Reason.PIXELS, colours());
        assertThatExceptionOfType(InvalidSegmentationException.class)
                .isThrownBy(() ->
                        SegmentationReader.read(
                                good, TransferSyntax.JPEG_XL, BulkDataSource.none()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PIXELS));
    }

    private static DataSet colours() {
        return segmentation("FRACTIONAL").toBuilder()
                .set(Tags.SamplesPerPixel, 3)
                .set(Tags.PhotometricInterpretation, "RGB")
                .set(Tags.PlanarConfiguration, 0)
                .set(Tags.NumberOfFrames, 1)
                .set(Tags.PixelData, VR.OB, new byte[3 * ROWS * COLUMNS])
                .build();
    }

    @Test
    void a_frame_too_large_is_refused_before_it_is_decoded() {
        // One bit a pixel: 50 MB of the file, of which 0.1.0 made 6 GB.
        var frame =
                segmentation("BINARY").toBuilder()
                        .set(Tags.Rows, 20_000)
                        .set(Tags.Columns, 20_000)
                        .set(Tags.NumberOfFrames, 1)
                        .set(Tags.PixelData, VR.OB, new byte[50_000_000])
                        .build();

        refuses(Reason.TOO_LARGE, frame);
    }

    @Test
    void a_frame_of_stripes_is_refused_as_too_complex() {
        var stripes = new byte[2 * 16_000 / 8];
        Arrays.fill(stripes, (byte) 0b0101_0101);
        var frame =
                segmentation("BINARY").toBuilder()
                        .set(Tags.Rows, 2)
                        .set(Tags.Columns, 16_000)
                        .set(Tags.NumberOfFrames, 1)
                        .set(Tags.PixelData, VR.OB, stripes)
                        .build();

        refuses(Reason.TOO_COMPLEX, frame);
    }

    @Test
    void as_much_as_allowed_is_read_and_one_more_is_not() throws IOException {
        long frame = ROWS * COLUMNS;
        long all = frame * PLANES * 2;
        long most = 0;
        long points = 0;
        for (var segment : read(segmentation("BINARY"))) {
            for (var section : segment.planes().sections()) {
                long drawn = section.region().rings().stream().mapToLong(Ring::size).sum();
                most = Math.max(most, drawn);
                points += drawn;
            }
        }

        assertThat(read(new SegmentationLimits(frame, all, most, points))).hasSize(2);
        for (var limits :
                List.of(
                        new SegmentationLimits(frame - 1, all, most, points),
                        new SegmentationLimits(frame, all - 1, most, points),
                        new SegmentationLimits(frame, all, most - 1, points),
                        new SegmentationLimits(frame, all, most, points - 1))) {
            assertThatExceptionOfType(InvalidSegmentationException.class)
                    .isThrownBy(() -> read(limits))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
        }
    }

    private static List<Segment> read(SegmentationLimits limits) throws IOException {
        return SegmentationReader.read(
                segmentation("BINARY"),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                BulkDataSource.none(),
                limits);
    }

    private static void refuses(Reason reason, DataSet dataSet) {
        assertThatExceptionOfType(InvalidSegmentationException.class)
                .isThrownBy(() -> read(dataSet))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
