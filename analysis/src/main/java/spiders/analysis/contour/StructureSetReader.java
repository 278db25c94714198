// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.analysis.contour.InvalidStructureSetException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.ValueElement;
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
 * out, and those of a second item for one ROI are counted as unreadable: which is right is not ours
 * to say. So is a contour whose data is no triplets, not as many as it claims, or farther than ten
 * metres from the origin.
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
        int unreadable = 0;
        for (var item : listed) {
            var number = item.integer(Tags.ROINumber);
            if (number.isEmpty()) {
                unreadable++;
                continue;
            }
            rois.add(
                    roi(
                            item,
                            number.getAsInt(),
                            drawn.getOrDefault(number.getAsInt(), List.of()),
                            observed.getOrDefault(number.getAsInt(), List.of())));
        }
        return new StructureSet(dataSet.string(Tags.SOPInstanceUID).orElse(""), rois, unreadable);
    }

    private static Map<Integer, List<DataSet>> byNumber(List<DataSet> items) {
        var map = new HashMap<Integer, List<DataSet>>();
        for (var item : items) {
            var number = item.integer(Tags.ReferencedROINumber);
            if (number.isPresent()) {
                map.computeIfAbsent(number.getAsInt(), _ -> new ArrayList<>()).add(item);
            }
        }
        return map;
    }

    private ROI roi(DataSet listed, int number, List<DataSet> drawn, List<DataSet> observed) {
        var items = drawn.isEmpty() ? List.<DataSet>of() : contours(drawn.getFirst());
        contours += items.size();
        if (contours > limits.contours()) {
            throw new InvalidStructureSetException(Reason.TOO_MANY_CONTOURS);
        }
        var read = new ArrayList<Contour>();
        int unreadable = drawn.stream().skip(1).mapToInt(item -> contours(item).size()).sum();
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
                observed.stream()
                        .findFirst()
                        .flatMap(item -> item.string(Tags.RTROIInterpretedType))
                        .orElse(""),
                listed.string(Tags.ReferencedFrameOfReferenceUID).orElse(""),
                read,
                unreadable);
    }

    private static List<DataSet> contours(DataSet drawn) {
        return drawn.items(Tags.ContourSequence);
    }

    /** The coordinates of a contour; none if they are not what it claims. */
    private double[] data(DataSet item) {
        points += item.element(Tags.ContourData).map(StructureSetReader::numbers).orElse(0) / 3;
        if (points > limits.points()) {
            throw new InvalidStructureSetException(Reason.TOO_MANY_POINTS);
        }
        double[] data = item.reals(Tags.ContourData);
        OptionalInt claimed = item.integer(Tags.NumberOfContourPoints);
        boolean isWhole =
                data.length % 3 == 0
                        && claimed.orElse(data.length / 3) == data.length / 3
                        && Arrays.stream(data).allMatch(value -> Math.abs(value) <= FARTHEST);
        return isWhole ? data : new double[0];
    }

    /** How many numbers a value holds by its separators, before any takes memory as one. */
    private static int numbers(Element data) {
        if (!(data instanceof ValueElement value)) {
            return 0;
        }
        var bytes = value.bytes();
        if (!value.vr().isText()) {
            return bytes.length() / Double.BYTES;
        }
        int separators = 0;
        for (int i = 0; i < bytes.length(); i++) {
            separators += bytes.get(i) == '\\' ? 1 : 0;
        }
        return separators + 1;
    }
}
