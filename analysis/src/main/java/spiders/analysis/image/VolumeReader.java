// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.analysis.image.InvalidImageSeriesException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the volume of a series: CT, MR or PET, of single frames or multi-frame, in any orientation.
 *
 * <p>Planes are put in the order of their positions along the normal. What they say of their size
 * is held against the limit before memory is taken, and all of it before a pixel is read.
 */
public final class VolumeReader {

    private static final Set<String> GREY = Set.of("MONOCHROME1", "MONOCHROME2");

    private final List<ImageObject> images;
    private final ReadingRules rules;
    private final List<Optional<FrameReader>> readers = new ArrayList<>();

    private VolumeReader(List<ImageObject> images, ReadingRules rules) {
        this.images = images;
        this.rules = rules;
        images.forEach(_ -> readers.add(Optional.empty()));
    }

    /**
     * Reads the volume of these images, which may be in any order.
     *
     * @throws InvalidImageSeriesException if they are none, by its reason
     */
    public static ImageVolume read(List<ImageObject> images, ReadingRules rules)
            throws IOException {
        if (images.isEmpty()) {
            throw new InvalidImageSeriesException(Reason.NO_IMAGES, "");
        }
        try {
            return new VolumeReader(images, rules).volume();
        } catch (InvalidImageException
                | MalformedDataSetException
                | MalformedFrameException
                | UnsupportedFrameException e) {
            throw new InvalidImageSeriesException(Reason.PIXELS, e);
        }
    }

    private ImageVolume volume() throws IOException {
        only(Tags.SeriesInstanceUID, Reason.SEVERAL_SERIES);
        only(Tags.FrameOfReferenceUID, Reason.SEVERAL_FRAMES_OF_REFERENCE);
        int columns = size(Tags.Columns);
        int rows = size(Tags.Rows);
        var stack = PlaneStack.of(planes((long) columns * rows));
        boolean isRegular = stack.isEven() && !stack.isSheared();
        if (!isRegular && rules.irregularPlanes() == IrregularPlanes.REFUSE) {
            throw irregular(stack);
        }
        requirePixels(stack, columns * rows);
        var samples = new float[columns * rows * stack.size()];
        for (int i = 0; i < stack.size(); i++) {
            fill(stack.planes().get(i), samples, i * columns * rows, columns * rows);
        }
        var origin = origin(stack);
        var unit = stack.planes().getFirst().rescale().unit();
        if (!isRegular) {
            return new StackResampler(stack, columns, rows, samples, rules.mostVoxels())
                    .volume(origin, unit);
        }
        var first = stack.planes().getFirst();
        var grid =
                ImageGrid.of(
                        new int[] {columns, rows, stack.size()},
                        new double[] {first.position(0), first.position(1), first.position(2)},
                        first.orientation(),
                        new double[] {first.columnSpacing(), first.rowSpacing(), stack.spacing()});
        return new ImageVolume(grid, origin, unit, List.of(), samples);
    }

    /** What all images must say alike, be it nothing. */
    private String only(Tag tag, Reason reason) {
        var values = new LinkedHashSet<String>();
        images.forEach(image -> values.add(image.dataSet().string(tag).orElse("")));
        if (values.size() > 1) {
            throw new InvalidImageSeriesException(reason, "");
        }
        return values.getFirst();
    }

    private int size(Tag tag) {
        int size = images.getFirst().dataSet().integer(tag).orElse(0);
        for (var image : images) {
            if (image.dataSet().integer(tag).orElse(0) != size) {
                throw new InvalidImageSeriesException(Reason.SEVERAL_MATRICES, "");
            }
        }
        if (size < 1) {
            throw new InvalidImageSeriesException(Reason.PIXELS, "no rows or columns");
        }
        return size;
    }

    private List<Plane> planes(long pixels) {
        long count = 0;
        for (var image : images) {
            int frames = image.dataSet().integer(Tags.NumberOfFrames).orElse(1);
            count += Math.max(1, frames);
            if (count > rules.mostVoxels() / pixels) {
                throw new InvalidImageSeriesException(
                        Reason.TOO_LARGE, "limit %d".formatted(rules.mostVoxels()));
            }
        }
        var planes = new ArrayList<Plane>();
        for (int i = 0; i < images.size(); i++) {
            var dataSet = images.get(i).dataSet();
            if (dataSet.integer(Tags.SamplesPerPixel).orElse(1) != 1 || !isGrey(dataSet)) {
                throw new InvalidImageSeriesException(Reason.COLOUR, "");
            }
            var reader = new PlaneReader(i, dataSet);
            int frames = Math.max(1, dataSet.integer(Tags.NumberOfFrames).orElse(1));
            for (int frame = 0; frame < frames; frame++) {
                planes.add(reader.plane(frame));
            }
        }
        return planes;
    }

    /** Samples of a palette are its entries, and no measure of anything. */
    private static boolean isGrey(DataSet image) {
        var meaning = image.string(Tags.PhotometricInterpretation).orElse("");
        return meaning.isEmpty() || GREY.contains(meaning);
    }

    private static InvalidImageSeriesException irregular(PlaneStack stack) {
        if (stack.isSheared()) {
            return new InvalidImageSeriesException(
                    Reason.SHEARED_PLANES,
                    String.format(
                            Locale.ROOT,
                            "by up to %.2f mm, %.2f degrees",
                            stack.largestShift(),
                            stack.tiltDegrees()));
        }
        int missing = stack.missing();
        return missing > 0
                ? new InvalidImageSeriesException(
                        Reason.MISSING_PLANES, "%d, %s".formatted(missing, stack.firstGap()))
                : new InvalidImageSeriesException(
                        Reason.UNEVEN_SPACING,
                        String.format(
                                Locale.ROOT,
                                "%.3f to %.3f mm",
                                stack.smallestDistance(),
                                stack.largestDistance()));
    }

    /** What the headers claim is there, or no memory is taken for it. */
    private void requirePixels(PlaneStack stack, int pixels) throws IOException {
        for (var plane : stack.planes()) {
            var reader = readers.get(plane.object());
            if (reader.isEmpty()) {
                var image = images.get(plane.object());
                reader =
                        Optional.of(
                                FrameReader.of(image.dataSet(), image.syntax(), image.bulkData()));
                readers.set(plane.object(), reader);
            }
            if (plane.frame() >= reader.get().count()) {
                throw new InvalidImageSeriesException(
                        Reason.PIXELS,
                        "image %d has no frame %d"
                                .formatted(plane.object() + 1, plane.frame() + 1));
            }
        }
        frame(stack.planes().getFirst(), pixels);
    }

    private Frame frame(Plane plane, int pixels) throws IOException {
        var frame = readers.get(plane.object()).orElseThrow().frame(plane.frame());
        if (frame.samples().length() != pixels) {
            throw new InvalidImageSeriesException(
                    Reason.PIXELS, "image %d is of another size".formatted(plane.object() + 1));
        }
        return frame;
    }

    private void fill(Plane plane, float[] samples, int from, int pixels) throws IOException {
        var padding = Padding.of(images.get(plane.object()).dataSet());
        new FrameSamples(frame(plane, pixels), padding).fill(plane.rescale(), samples, from);
    }

    private ImageOrigin origin(PlaneStack stack) {
        var uids = new LinkedHashSet<String>();
        for (var plane : stack.planes()) {
            uids.add(images.get(plane.object()).dataSet().string(Tags.SOPInstanceUID).orElse(""));
        }
        var first = images.getFirst().dataSet();
        return new ImageOrigin(
                first.string(Tags.Modality).orElse(""),
                first.string(Tags.SeriesInstanceUID).orElse(""),
                first.string(Tags.FrameOfReferenceUID).orElse(""),
                List.copyOf(uids));
    }
}
