// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.contour.ObjectIdentity;
import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSetWriter;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Map;

/**
 * Makes a structure set of corrected contours: an object of its own that names the one it is from
 * as its predecessor (PS3.3 section C.8.8.5), of the same frame of reference.
 */
public final class CorrectedStructureSet {

    private CorrectedStructureSet() {}

    /**
     * Returns the structure set.
     *
     * @param source that the contours were drawn in
     * @param rois corrected
     * @param field that they were corrected by
     * @param images by the UIDs of series and images that the source refers to, those of a
     *     corrected series that take their place; what is not there stays
     * @throws IllegalArgumentException if the source names no study or frame of reference, or if
     *     two ROIs have one number
     */
    public static DataSet dataSet(
            DataSet source,
            ObjectIdentity identity,
            List<ROI> rois,
            DisplacementField field,
            Map<String, UID> images) {
        var predecessor = DataSet.builder();
        source.uid(Tags.SOPClassUID)
                .ifPresent(uid -> predecessor.set(Tags.ReferencedSOPClassUID, uid));
        source.uid(Tags.SOPInstanceUID)
                .ifPresent(uid -> predecessor.set(Tags.ReferencedSOPInstanceUID, uid));
        return StructureSetWriter.dataSet(replaced(source, images), identity, rois).toBuilder()
                .set(
                        Tags.StructureSetDescription,
                        "Distortion of the images corrected by %s (%s)"
                                .formatted(field.words(), DistortionMeasurement.VERSION))
                .sequence(Tags.PredecessorStructureSetSequence, predecessor.build())
                .build();
    }

    /** With other series and images in the references of its frames of reference. */
    private static DataSet replaced(DataSet source, Map<String, UID> images) {
        var frames = source.items(Tags.ReferencedFrameOfReferenceSequence);
        if (frames.isEmpty() || images.isEmpty()) {
            return source;
        }
        return source.toBuilder()
                .sequence(
                        Tags.ReferencedFrameOfReferenceSequence,
                        frames.stream().map(item -> replacedIn(item, images)).toList())
                .build();
    }

    /** The reader bounds how deep sequences nest. */
    private static DataSet replacedIn(DataSet item, Map<String, UID> images) {
        var builder = item.toBuilder();
        for (var element : item.elements()) {
            if (element instanceof SequenceElement(var tag, var items)) {
                builder.sequence(
                        tag, items.stream().map(inner -> replacedIn(inner, images)).toList());
            }
        }
        for (var tag : List.of(Tags.SeriesInstanceUID, Tags.ReferencedSOPInstanceUID)) {
            item.string(tag).map(images::get).ifPresent(uid -> builder.set(tag, uid));
        }
        return builder.build();
    }
}
