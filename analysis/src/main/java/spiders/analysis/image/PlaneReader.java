// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.analysis.image.InvalidImageSeriesException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Set;

/**
 * Reads what an image says of its frames: in functional groups of their own, in those that all
 * share, or, where it has no such groups, in the image itself (PS3.3 sections C.7.6.2, C.7.6.16).
 */
final class PlaneReader {

    /**
     * Whose stored values mean nothing without slope and intercept, so that both are Type 1 (PS3.3
     * tables C.8-3 and C.8-60).
     */
    private static final Set<String> WITH_RESCALE = Set.of("CT", "PT");

    private final int number;
    private final DataSet image;
    private final DataSet shared;
    private final List<DataSet> own;

    /**
     * Reads from an image.
     *
     * @param number of the image among those of the series
     */
    PlaneReader(int number, DataSet image) {
        this.number = number;
        this.image = image;
        shared = image.item(Tags.SharedFunctionalGroupsSequence).orElse(DataSet.empty());
        own = image.items(Tags.PerFrameFunctionalGroupsSequence);
    }

    private DataSet group(int frame, Tag sequence) {
        return (frame < own.size() ? own.get(frame) : DataSet.empty())
                .item(sequence)
                .or(() -> shared.item(sequence))
                .orElse(image);
    }

    Plane plane(int frame) {
        double[] position =
                group(frame, Tags.PlanePositionSequence).reals(Tags.ImagePositionPatient);
        double[] orientation =
                group(frame, Tags.PlaneOrientationSequence).reals(Tags.ImageOrientationPatient);
        var measures = group(frame, Tags.PixelMeasuresSequence);
        double[] spacing = measures.reals(Tags.PixelSpacing);
        boolean isPlane =
                ImageGrid.isPosition(position)
                        && ImageGrid.isOrientation(orientation)
                        && spacing.length == 2
                        && isSize(spacing[0])
                        && isSize(spacing[1]);
        if (!isPlane) {
            throw new InvalidImageSeriesException(
                    Reason.GEOMETRY, "image %d, frame %d".formatted(number + 1, frame + 1));
        }
        double[] spacings = {spacing[0], spacing[1], thickness(measures)};
        return new Plane(number, frame, position, orientation, spacings, rescale(frame));
    }

    private static boolean isSize(double size) {
        return size > 0 && size < 1e4;
    }

    /** The distance of planes, or else their thickness; 0 if neither is said. */
    private static double thickness(DataSet measures) {
        double apart = measures.real(Tags.SpacingBetweenSlices).orElse(0);
        double thick = isSize(apart) ? apart : measures.real(Tags.SliceThickness).orElse(0);
        return isSize(thick) ? thick : 0;
    }

    private Rescale rescale(int frame) {
        var values = group(frame, Tags.PixelValueTransformationSequence);
        if (!values.items(Tags.ModalityLUTSequence).isEmpty()) {
            throw new InvalidImageSeriesException(
                    Reason.LOOKUP_TABLE, "image %d".formatted(number + 1));
        }
        var modality = image.string(Tags.Modality).orElse("");
        boolean isSaid =
                values.real(Tags.RescaleSlope).isPresent()
                        && values.real(Tags.RescaleIntercept).isPresent();
        if (!isSaid && WITH_RESCALE.contains(modality)) {
            throw new InvalidImageSeriesException(
                    Reason.RESCALE,
                    "image %d, frame %d, of %s, says none"
                            .formatted(number + 1, frame + 1, modality));
        }
        double slope = values.real(Tags.RescaleSlope).orElse(1);
        double intercept = values.real(Tags.RescaleIntercept).orElse(0);
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new InvalidImageSeriesException(
                    Reason.RESCALE, "image %d, frame %d".formatted(number + 1, frame + 1));
        }
        return new Rescale(slope, intercept, unit(values));
    }

    /**
     * Units of PET; else Rescale Type; HU for a CT that says nothing, which means so (PS3.3 section
     * C.8.2.1).
     */
    private String unit(DataSet values) {
        var units = image.string(Tags.Units).filter(unit -> !unit.isEmpty());
        return units.or(() -> values.string(Tags.RescaleType))
                .filter(unit -> !unit.isEmpty())
                .orElseGet(() -> "CT".equals(image.string(Tags.Modality).orElse("")) ? "HU" : "");
    }
}
