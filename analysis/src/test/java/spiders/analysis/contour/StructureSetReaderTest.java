// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.analysis.RtData;
import spiders.analysis.contour.InvalidStructureSetException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class StructureSetReaderTest {

    private static final DataSet BETA = RtData.dataSet("breast/RS_vendor_beta");

    @Test
    void names_with_accents_numbers_and_types_are_read() {
        var set = StructureSetReader.read(RtData.dataSet("head_neck/RS_vendor_beta"));

        var roi = set.roi("Tronc cérébral").orElseThrow();
        assertThat(roi.interpretedType()).isEqualTo("ORGAN");
        assertThat(roi.frameOfReferenceUID()).isNotEmpty();
        assertThat(roi.contours()).isNotEmpty();
        assertThat(roi.unreadable()).isZero();
    }

    @Test
    void an_image_is_no_structure_set() {
        refuses(
                Reason.NOT_A_STRUCTURE_SET,
                RtData.dataSet("breast/RD_plan"),
                StructureSetLimits.defaults());
    }

    @Test
    void a_limit_that_is_reached_holds_and_one_that_is_passed_refuses() {
        var set = StructureSetReader.read(BETA);
        int rois = set.rois().size();
        int contours = set.rois().stream().mapToInt(roi -> roi.contours().size()).sum();
        long points =
                set.rois().stream()
                        .flatMap(roi -> roi.contours().stream())
                        .mapToLong(Contour::size)
                        .sum();

        assertThat(StructureSetReader.read(BETA, new StructureSetLimits(rois, contours, points)))
                .isNotNull();
        refuses(Reason.TOO_MANY_ROIS, BETA, new StructureSetLimits(rois - 1, contours, points));
        refuses(Reason.TOO_MANY_CONTOURS, BETA, new StructureSetLimits(rois, contours - 1, points));
        refuses(Reason.TOO_MANY_POINTS, BETA, new StructureSetLimits(rois, contours, points - 1));
    }

    private static void refuses(Reason reason, DataSet dataSet, StructureSetLimits limits) {
        assertThatExceptionOfType(InvalidStructureSetException.class)
                .isThrownBy(() -> StructureSetReader.read(dataSet, limits))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void contours_whose_data_is_not_what_they_claim_are_counted_and_left_out() {
        var good = contour("CLOSED_PLANAR", 3, "0", "0", "1", "9", "0", "1", "0", "9", "1");
        var short1 = contour("CLOSED_PLANAR", 4, "0", "0", "1", "9", "0", "1", "0", "9", "1");
        var odd = contour("CLOSED_PLANAR", 1, "0", "0", "1", "9");
        var far = contour("CLOSED_PLANAR", 3, "0", "0", "1", "1E8", "0", "1", "0", "9", "1");
        var strange = contour("SPLINE", 1, "0", "0", "1");
        var empty = DataSet.builder().set(Tags.ContourGeometricType, "CLOSED_PLANAR").build();
        var dataSet =
                DataSet.builder()
                        .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.481.3")
                        .sequence(
                                Tags.StructureSetROISequence,
                                DataSet.builder().set(Tags.ROINumber, 7).build(),
                                DataSet.builder().set(Tags.ROINumber, 8).build())
                        .sequence(
                                Tags.ROIContourSequence,
                                DataSet.builder()
                                        .set(Tags.ReferencedROINumber, 7)
                                        .sequence(
                                                Tags.ContourSequence,
                                                good,
                                                short1,
                                                odd,
                                                far,
                                                strange,
                                                empty)
                                        .build())
                        .build();

        var rois = StructureSetReader.read(dataSet).rois();

        assertThat(rois).extracting(ROI::number).containsExactly(7, 8);
        assertThat(rois.getFirst().contours()).hasSize(1);
        assertThat(rois.getFirst().unreadable()).isEqualTo(5);
        assertThat(rois.getLast().contours()).isEmpty();
    }

    @Test
    void an_roi_without_a_number_and_a_second_item_of_one_are_counted() {
        var good = contour("CLOSED_PLANAR", 3, "0", "0", "1", "9", "0", "1", "0", "9", "1");
        var set =
                StructureSetReader.read(
                        structures(
                                        DataSet.builder().set(Tags.ROINumber, 7).build(),
                                        DataSet.builder().set(Tags.ROIName, "Rate").build())
                                .sequence(
                                        Tags.ROIContourSequence,
                                        drawn(7, good),
                                        drawn(7, good, good))
                                .build());

        assertThat(set.unreadable()).isEqualTo(1);
        assertThat(set.rois()).extracting(ROI::number).containsExactly(7);
        assertThat(set.rois().getFirst().contours()).hasSize(1);
        assertThat(set.rois().getFirst().unreadable()).isEqualTo(2);
    }

    private static DataSetBuilder structures(DataSet... listed) {
        return DataSet.builder()
                .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.481.3")
                .sequence(Tags.StructureSetROISequence, listed);
    }

    private static DataSet drawn(int number, DataSet... contours) {
        return DataSet.builder()
                .set(Tags.ReferencedROINumber, number)
                .sequence(Tags.ContourSequence, contours)
                .build();
    }

    /** Separators alone hold no numbers, and counted as none once they had been parsed. */
    @Test
    void points_are_counted_before_they_are_read() {
        var separators = new String[301];
        Arrays.fill(separators, "");
        var dataSet =
                structures(DataSet.builder().set(Tags.ROINumber, 7).build())
                        .sequence(
                                Tags.ROIContourSequence,
                                drawn(7, contour("CLOSED_PLANAR", 100, separators)))
                        .build();

        assertThat(StructureSetReader.read(dataSet, new StructureSetLimits(1, 1, 100)).rois())
                .singleElement()
                .matches(roi -> roi.unreadable() == 1);
        refuses(Reason.TOO_MANY_POINTS, dataSet, new StructureSetLimits(1, 1, 99));
    }

    private static DataSet contour(String type, int points, String... coordinates) {
        return DataSet.builder()
                .set(Tags.ContourGeometricType, type)
                .set(Tags.NumberOfContourPoints, points)
                .set(
                        Tags.ContourData,
                        VR.DS,
                        String.join("\\", coordinates).getBytes(StandardCharsets.US_ASCII))
                .build();
    }
}
