// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.analysis.image.ImageGrid;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.image.VolumeChange;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * Makes a corrected volume a series of its own: each image is that of a source with new pixels, new
 * UIDs and where it is from (PS3.3 sections C.7.6.1.1.2 to C.7.6.1.1.4). The frame of reference
 * stays.
 */
public final class CorrectedSeriesWriter {

    /** Stands for no sample. */
    private static final int PADDING = Short.MIN_VALUE;

    private static final int MOST = Short.MAX_VALUE;

    /** With so many steps to the largest sample, whole numbers are as good as fractions. */
    private static final int ENOUGH_STEPS = 1000;

    /** Rounding of positions in their text, and of even planes, in millimetres. */
    private static final double SAME_PLACE = 0.1;

    private static final DataSet EMPTY = DataSet.empty();

    private final ImageVolume volume;
    private final UID series;
    private final LocalDateTime written;
    private final String description;
    private final double slope;
    private final double intercept;

    private CorrectedSeriesWriter(ImageVolume volume, UID series, LocalDateTime written) {
        this.volume = volume;
        this.series = series;
        this.written = written;
        this.description = description(volume);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < volume.grid().voxels(); i++) {
            double sample = volume.sample(i);
            low = sample < low ? sample : low;
            high = sample > high ? sample : high;
        }
        boolean isEmpty = low > high;
        boolean isWhole = low > PADDING && high <= MOST && high - low >= ENOUGH_STEPS;
        slope = isEmpty || isWhole || low == high ? 1 : (high - low) / (2.0 * MOST);
        intercept = isEmpty || isWhole ? 0 : (high + low) / 2;
    }

    /**
     * Makes the images of the series, in the order of their planes.
     *
     * @param sources the images that the volume was read from, single slices, in any order
     * @param written when the content was made
     * @throws UnusablePhantomException if they are not those, are multi-frame, or the volume was
     *     resampled to other planes than theirs
     */
    public static List<DataSet> dataSets(
            List<DataSet> sources, ImageVolume volume, UID series, LocalDateTime written) {
        var byUID = new HashMap<String, DataSet>();
        sources.forEach(source -> byUID.put(source.string(Tags.SOPInstanceUID).orElse(""), source));
        var uids = volume.source().sopInstanceUIDs();
        boolean isSlices =
                uids.size() == volume.grid().planes()
                        && byUID.keySet().containsAll(uids)
                        && sources.stream().noneMatch(source -> source.has(Tags.NumberOfFrames));
        for (int plane = 0; isSlices && plane < uids.size(); plane++) {
            isSlices = isOf(volume.grid(), plane, byUID.getOrDefault(uids.get(plane), EMPTY));
        }
        if (!isSlices) {
            throw new UnusablePhantomException(Reason.SOURCE, "");
        }
        var writer = new CorrectedSeriesWriter(volume, series, written);
        var images = new ArrayList<DataSet>();
        for (int plane = 0; plane < uids.size(); plane++) {
            var source = byUID.getOrDefault(uids.get(plane), EMPTY);
            images.add(writer.image(source, plane));
        }
        return images;
    }

    /** Whether a plane of the grid is where an image is: a volume may have been resampled. */
    private static boolean isOf(ImageGrid grid, int plane, DataSet image) {
        double[] position = image.reals(Tags.ImagePositionPatient);
        boolean isLike =
                image.integer(Tags.Columns).orElse(0) == grid.columns()
                        && image.integer(Tags.Rows).orElse(0) == grid.rows()
                        && position.length == 3;
        for (int axis = 0; isLike && axis < 3; axis++) {
            isLike = Math.abs(position[axis] - grid.patient(axis, 0, 0, plane)) < SAME_PLACE;
        }
        return isLike;
    }

    private static String description(ImageVolume volume) {
        var words = new ArrayList<String>();
        for (var change : volume.changes()) {
            if (change instanceof VolumeChange.Unwarped(double largest, String field)) {
                words.add(
                        String.format(
                                Locale.ROOT,
                                "Distortion corrected by %s (%s), up to %.2f mm,"
                                        + " origin taken as isocentre, linear interpolation, no"
                                        + " intensity correction",
                                field,
                                DistortionMeasurement.VERSION,
                                largest));
            }
        }
        return String.join("; ", words);
    }

    private DataSet image(DataSet source, int plane) {
        var builder = source.toBuilder();
        for (var tag : List.of(Tags.SmallestImagePixelValue, Tags.LargestImagePixelValue)) {
            builder.remove(tag);
        }
        for (var element : source) { // Some makers keep a scale of stored values there.
            if (element.tag().isPrivate()) {
                builder.remove(element.tag());
            }
        }
        var types = new ArrayList<>(source.strings(Tags.ImageType));
        while (types.size() < 2) {
            types.add("");
        }
        types.set(0, "DERIVED");
        types.set(1, "SECONDARY");
        builder.set(Tags.SOPInstanceUID, UID.random())
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.ImageType, types.toArray(String[]::new))
                .set(Tags.InstanceNumber, plane + 1)
                .set(Tags.InstanceCreationDate, written.toLocalDate())
                .set(Tags.InstanceCreationTime, written.toLocalTime())
                .set(Tags.SeriesDate, written.toLocalDate())
                .set(Tags.SeriesTime, written.toLocalTime())
                .set(Tags.SeriesDescription, "Distortion corrected")
                .set(Tags.DerivationDescription, description)
                .sequence(Tags.DerivationCodeSequence, code("113085", "Spatial resampling"))
                .sequence(Tags.SourceImageSequence, reference(source));
        pixels(builder, plane);
        return builder.build();
    }

    private static DataSet code(String value, String meaning) {
        return DataSet.builder()
                .set(Tags.CodeValue, value)
                .set(Tags.CodingSchemeDesignator, "DCM")
                .set(Tags.CodeMeaning, meaning)
                .build();
    }

    private static DataSet reference(DataSet source) {
        var builder = DataSet.builder();
        copy(source, Tags.SOPClassUID, builder, Tags.ReferencedSOPClassUID);
        copy(source, Tags.SOPInstanceUID, builder, Tags.ReferencedSOPInstanceUID);
        return builder.sequence(
                        Tags.PurposeOfReferenceCodeSequence,
                        code("121322", "Source image for image processing operation"))
                .build();
    }

    private static void copy(DataSet from, Tag tag, DataSetBuilder to, Tag as) {
        from.uid(tag).ifPresent(uid -> to.set(as, uid));
    }

    private void pixels(DataSetBuilder builder, int plane) {
        var grid = volume.grid();
        int pixels = grid.columns() * grid.rows();
        var bytes = ByteBuffer.allocate(2 * pixels).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < pixels; i++) {
            double sample = volume.sample(plane * pixels + i);
            long stored = Math.round((sample - intercept) / slope);
            bytes.putShort(
                    (short)
                            (Double.isNaN(sample)
                                    ? PADDING
                                    : Math.clamp(stored, PADDING + 1, MOST)));
        }
        builder.set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 1)
                .set(Tags.PixelPaddingValue, VR.SS, PADDING)
                .remove(Tags.PixelPaddingRangeLimit)
                .remove(Tags.RescaleSlope)
                .remove(Tags.RescaleIntercept)
                .set(Tags.PixelData, VR.OW, bytes.array());
        if (slope != 1 || intercept != 0 || builder.has(Tags.RescaleType)) {
            builder.set(Tags.RescaleSlope, VR.DS, slope)
                    .set(Tags.RescaleIntercept, VR.DS, intercept);
        }
    }
}
