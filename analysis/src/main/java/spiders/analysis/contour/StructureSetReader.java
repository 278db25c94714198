// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.analysis.contour.InvalidStructureSetException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads RT structure sets (PS3.3 sections C.8.8.5, C.8.8.6 and C.8.8.8); lenient, within limits.
 *
 * <p>An ROI without contours is one all the same. Contours of an ROI that is not listed are left
 * out. A contour whose data is no triplets, not as many as it claims, or farther than ten metres
 * from the origin is counted as unreadable.
 */
public final class StructureSetReader {

    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.481.3";

    /** Ten metres from the origin there is no patient. */
    private static final double FARTHEST = 10_000;

    private final StructureSetLimits limits;
    private int contours;
    private long points;

    private StructureSetReader(StructureSetLimits limits) {
        this.limits = limits;
    }

    public static StructureSet read(DataSet dataSet) {
        return read(dataSet, StructureSetLimits.defaults());
    }

    /**
     * Reads a structure set.
     *
     * @throws InvalidStructureSetException if it is none, or goes beyond a limit
     */
    public static StructureSet read(DataSet dataSet, StructureSetLimits limits) {
        return new StructureSetReader(limits).structureSet(dataSet);
    }

    private StructureSet structureSet(DataSet dataSet) {
        if (!dataSet.string(Tags.SOPClassUID).orElse("").equals(SOP_CLASS)) {
            throw new InvalidStructureSetException(Reason.NOT_A_STRUCTURE_SET);
        }
        var listed = dataSet.items(Tags.StructureSetROISequence);
        if (listed.size() > limits.rois()) {
            throw new InvalidStructureSetException(Reason.TOO_MANY_ROIS);
        }
        var drawn = byNumber(dataSet.items(Tags.ROIContourSequence));
        var observed = byNumber(dataSet.items(Tags.RTROIObservationsSequence));
        var rois = new ArrayList<ROI>();
        for (var item : listed) {
            var number = item.integer(Tags.ROINumber);
            if (number.isPresent()) {
                rois.add(
                        roi(
                                item,
                                number.getAsInt(),
                                drawn.getOrDefault(number.getAsInt(), DataSet.empty()),
                                observed.getOrDefault(number.getAsInt(), DataSet.empty())));
            }
        }
        return new StructureSet(dataSet.string(Tags.SOPInstanceUID).orElse(""), rois);
    }

    private static Map<Integer, DataSet> byNumber(List<DataSet> items) {
        var map = new HashMap<Integer, DataSet>();
        for (var item : items) {
            item.integer(Tags.ReferencedROINumber).ifPresent(n -> map.putIfAbsent(n, item));
        }
        return map;
    }

    private ROI roi(DataSet listed, int number, DataSet drawn, DataSet observed) {
        var items = drawn.items(Tags.ContourSequence);
        contours += items.size();
        if (contours > limits.contours()) {
            throw new InvalidStructureSetException(Reason.TOO_MANY_CONTOURS);
        }
        var read = new ArrayList<Contour>();
        int unreadable = 0;
        for (var item : items) {
            var type = ContourType.of(item.string(Tags.ContourGeometricType).orElse(""));
            double[] data = data(item);
            if (type.isPresent() && data.length > 0) {
                read.add(Contour.of(type.get(), data));
            } else {
                unreadable++;
            }
        }
        return new ROI(
                number,
                listed.string(Tags.ROIName).orElse("").strip(),
                observed.string(Tags.RTROIInterpretedType).orElse(""),
                listed.string(Tags.ReferencedFrameOfReferenceUID).orElse(""),
                read,
                unreadable);
    }

    /** The coordinates of a contour; none if they are not what it claims. */
    private double[] data(DataSet item) {
        double[] data = item.reals(Tags.ContourData);
        points += data.length / 3;
        if (points > limits.points()) {
            throw new InvalidStructureSetException(Reason.TOO_MANY_POINTS);
        }
        OptionalInt claimed = item.integer(Tags.NumberOfContourPoints);
        boolean isWhole =
                data.length % 3 == 0
                        && claimed.orElse(data.length / 3) == data.length / 3
                        && Arrays.stream(data).allMatch(value -> Math.abs(value) <= FARTHEST);
        return isWhole ? data : new double[0];
    }
}
