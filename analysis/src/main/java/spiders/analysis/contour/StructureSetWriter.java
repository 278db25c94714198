// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the data set of an RT structure set (PS3.3 A.19) out of regions of interest.
 *
 * <p>The patient, the study and what images the frame of reference is of come from another object
 * of the study, best the structure set that the contours derive from.
 */
public final class StructureSetWriter {

    private static final UID SOP_CLASS = new UID("1.2.840.10008.5.1.4.1.1.481.3");

    private StructureSetWriter() {}

    /**
     * Returns a structure set.
     *
     * @throws IllegalArgumentException if the source names no study or frame of reference, if two
     *     ROIs have one number, or if a value does not fit its attribute
     */
    public static DataSet dataSet(DataSet source, ObjectIdentity identity, List<ROI> rois) {
        requireNumbers(rois);
        var builder = StudyAttributes.of(source, identity);
        describe(builder, identity);
        var frame = frameOfReference(source, rois);
        builder.set(Tags.FrameOfReferenceUID, frame).empty(Tags.PositionReferenceIndicator);
        builder.sequence(Tags.ReferencedFrameOfReferenceSequence, referenced(source, frame));
        builder.sequence(
                Tags.StructureSetROISequence,
                rois.stream().map(roi -> listed(builder, roi, frame)).toList());
        builder.sequence(
                Tags.ROIContourSequence, rois.stream().map(StructureSetWriter::drawn).toList());
        builder.sequence(
                Tags.RTROIObservationsSequence,
                IntStream.range(0, rois.size())
                        .mapToObj(i -> observed(i + 1, rois.get(i)))
                        .toList());
        return builder.build();
    }

    private static void requireNumbers(List<ROI> rois) {
        if (rois.stream().map(ROI::number).distinct().count() < rois.size()) {
            throw new IllegalArgumentException("Two ROIs have one number");
        }
    }

    private static void describe(DataSetBuilder builder, ObjectIdentity identity) {
        builder.set(Tags.SOPClassUID, SOP_CLASS)
                .set(Tags.Modality, "RTSTRUCT")
                .empty(Tags.OperatorsName)
                .empty(Tags.SeriesNumber)
                .set(Tags.StructureSetLabel, identity.label())
                .set(Tags.StructureSetDate, identity.written().toLocalDate())
                .set(Tags.StructureSetTime, identity.written().toLocalTime())
                .set(Tags.ApprovalStatus, "UNAPPROVED");
    }

    private static UID frameOfReference(DataSet source, List<ROI> rois) {
        return rois.stream()
                .map(ROI::frameOfReferenceUID)
                .filter(UID::isValid)
                .map(UID::new)
                .findFirst()
                .or(() -> source.uid(Tags.FrameOfReferenceUID))
                .orElseThrow(() -> new IllegalArgumentException("There is no frame of reference"));
    }

    private static List<DataSet> referenced(DataSet source, UID frame) {
        var items = source.items(Tags.ReferencedFrameOfReferenceSequence);
        return items.isEmpty()
                ? List.of(DataSet.builder().set(Tags.FrameOfReferenceUID, frame).build())
                : items;
    }

    private static DataSet listed(DataSetBuilder parent, ROI roi, UID frame) {
        var own = Optional.of(roi.frameOfReferenceUID()).filter(UID::isValid).map(UID::new);
        return DataSetBuilder.within(parent.characterSet())
                .set(Tags.ROINumber, roi.number())
                .set(Tags.ReferencedFrameOfReferenceUID, own.orElse(frame))
                .set(Tags.ROIName, roi.name())
                .empty(Tags.ROIGenerationAlgorithm)
                .build();
    }

    private static DataSet drawn(ROI roi) {
        var contours = new ArrayList<DataSet>();
        for (var contour : roi.contours()) {
            var coordinates = new double[3 * contour.size()];
            for (int i = 0; i < coordinates.length; i++) {
                // A tenth of a micrometre: what is finer is rounding, and longer than it is worth.
                coordinates[i] = Math.round(contour.at(i / 3, i % 3) * 1e4) / 1e4;
            }
            contours.add(
                    DataSet.builder()
                            .set(Tags.ContourGeometricType, contour.type().name())
                            .set(Tags.NumberOfContourPoints, contour.size())
                            .set(Tags.ContourData, VR.DS, coordinates)
                            .build());
        }
        var builder = DataSet.builder().set(Tags.ReferencedROINumber, roi.number());
        if (!contours.isEmpty()) {
            builder.sequence(Tags.ContourSequence, contours);
        }
        return builder.build();
    }

    private static DataSet observed(int number, ROI roi) {
        var builder =
                DataSet.builder()
                        .set(Tags.ObservationNumber, number)
                        .set(Tags.ReferencedROINumber, roi.number())
                        .empty(Tags.ROIInterpreter);
        if (roi.interpretedType().isEmpty()) {
            builder.empty(Tags.RTROIInterpretedType);
        } else {
            builder.set(Tags.RTROIInterpretedType, roi.interpretedType());
        }
        return builder.build();
    }
}
