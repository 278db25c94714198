// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import spiders.analysis.segmentation.InvalidSegmentationException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** What the functional groups say of frames: their own, or else those that all share. */
final class FrameGroups {

    private static final double SAME = 1e-3;

    private final DataSet shared;
    private final List<DataSet> own;

    FrameGroups(DataSet dataSet) {
        shared = dataSet.item(Tags.SharedFunctionalGroupsSequence).orElse(DataSet.empty());
        own = dataSet.items(Tags.PerFrameFunctionalGroupsSequence);
    }

    private DataSet group(int frame, Tag sequence) {
        return (frame < own.size() ? own.get(frame) : DataSet.empty())
                .item(sequence)
                .or(() -> shared.item(sequence))
                .orElse(DataSet.empty());
    }

    /** The segment that a frame is of; 0 if none is said. */
    int segment(int frame) {
        return group(frame, Tags.SegmentIdentificationSequence)
                .integer(Tags.ReferencedSegmentNumber)
                .orElse(0);
    }

    /** Where the middle of a frame's first pixel is. */
    double[] position(int frame) {
        var group = group(frame, Tags.PlanePositionSequence);
        return numbers(group.reals(Tags.ImagePositionPatient), 3);
    }

    /** The directions of a frame's rows and columns. */
    double[] orientation(int frame) {
        var group = group(frame, Tags.PlaneOrientationSequence);
        double[] o = numbers(group.reals(Tags.ImageOrientationPatient), 6);
        boolean isUpright =
                Math.abs(o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - 1) < SAME
                        && Math.abs(o[3] * o[3] + o[4] * o[4] + o[5] * o[5] - 1) < SAME
                        && Math.abs(o[0] * o[3] + o[1] * o[4] + o[2] * o[5]) < SAME;
        if (!isUpright) {
            throw new InvalidSegmentationException(Reason.GEOMETRY);
        }
        return o;
    }

    /** From row to row, and from column to column. */
    double[] spacing(int frame) {
        return sizes(measures(frame).reals(Tags.PixelSpacing), 2);
    }

    /** How far frames are apart, or else how thick they are. */
    double thickness(int frame) {
        var measures = measures(frame);
        double[] apart = measures.reals(Tags.SpacingBetweenSlices);
        return sizes(apart.length > 0 ? apart : measures.reals(Tags.SliceThickness), 1)[0];
    }

    private DataSet measures(int frame) {
        return group(frame, Tags.PixelMeasuresSequence);
    }

    private static double[] sizes(double[] values, int count) {
        for (double value : numbers(values, count)) {
            if (!(value > 0)) {
                throw new InvalidSegmentationException(Reason.GEOMETRY);
            }
        }
        return values;
    }

    private static double[] numbers(double[] values, int count) {
        boolean isValid = values.length == count;
        for (double value : values) {
            isValid &= Math.abs(value) < 1e5;
        }
        if (!isValid) {
            throw new InvalidSegmentationException(Reason.GEOMETRY);
        }
        return values;
    }
}
