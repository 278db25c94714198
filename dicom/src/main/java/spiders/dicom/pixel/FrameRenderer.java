// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * Makes pictures of frames: 8 bits grey or RGB, as a JPEG or PNG encoder takes them.
 *
 * <p>Grey values go through the modality transform, the values of interest, and the polarity of the
 * photometric interpretation (PS3.4 section N.2); palettes and YBR become RGB. Immutable.
 */
public final class FrameRenderer {

    private static final int WHITE = 255;
    private static final SampleDepth BYTE = SampleDepth.of(8, 8, SampleFormat.UNSIGNED);

    private final DataSet dataSet;

    /** The window that someone chose. */
    private final @Nullable Window window;

    private FrameRenderer(DataSet dataSet, @Nullable Window window) {
        this.dataSet = dataSet;
        this.window = window;
    }

    /**
     * A renderer with what the data set says of its values of interest.
     *
     * @param bulkData gives the palettes and LUTs that were left in the file
     * @throws InvalidImageException if one is longer than any can be
     */
    public static FrameRenderer of(DataSet dataSet, BulkDataSource bulkData) throws IOException {
        return of(HeldTables.of(dataSet, bulkData));
    }

    /** A renderer for a data set that is in memory, but for its pixel data. */
    public static FrameRenderer of(DataSet dataSet) {
        return new FrameRenderer(dataSet, null);
    }

    /** The same with a window that someone chose. */
    public FrameRenderer with(Window chosen) {
        return new FrameRenderer(dataSet, chosen);
    }

    /**
     * Returns the picture of a frame: MONOCHROME2 or RGB, of 8 bits.
     *
     * @param number the frame's in the image, from 0: functional groups may differ
     * @throws InvalidImageException if a LUT or palette is broken
     * @throws UnsupportedFrameException for colours that are retired
     */
    public Frame render(Frame frame, int number) {
        return switch (frame.image().photometricInterpretation()) {
            case MONOCHROME1, MONOCHROME2 -> grey(frame, number);
            case PALETTE_COLOR -> bytes(Palette.of(dataSet).toRGB(frame));
            default -> bytes(Interleaving.byPixel(Colours.toRGB(frame)));
        };
    }

    private static Frame bytes(Frame colours) {
        var image = colours.image();
        if (image.depth().equals(BYTE)) {
            return colours;
        }
        var result = Frame.blank(image.withDepth(BYTE));
        double scale = (double) WHITE / ((1L << image.depth().stored()) - 1);
        var row = new int[image.columns()];
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            for (int y = 0; y < image.rows(); y++) {
                colours.row(c, y, row, 0);
                for (int i = 0; i < row.length; i++) {
                    row[i] = (int) Math.round((row[i] & 0xFFFF_FFFFL) * scale);
                }
                result.setRow(c, y, row, 0);
            }
        }
        return result;
    }

    private Frame grey(Frame frame, int number) {
        var modality = modality(frame.image(), number);
        boolean isInverse =
                frame.image().photometricInterpretation() == PhotometricInterpretation.MONOCHROME1;
        var interest = interest(frame, modality, number);
        var shown = modality.andThen(interest);
        var brightness = isInverse ? shown.andThen(grey -> 1 - grey) : shown;
        return grey(frame, brightness);
    }

    /**
     * Returns the picture of a frame of one sample a pixel, MONOCHROME2 of 8 bits.
     *
     * @param brightness of a stored value: 0 black, 1 white
     */
    public static Frame grey(Frame frame, DoubleUnaryOperator brightness) {
        var image =
                frame.image()
                        .withDepth(BYTE)
                        .withPhotometric(PhotometricInterpretation.MONOCHROME2);
        return new Frame(image, new Samples.OfByte(GreyScale.apply(frame, brightness)));
    }

    /** From stored values to the modality's unit (section C.11.1). */
    private DoubleUnaryOperator modality(ImagePixel image, int number) {
        var lut = dataSet.item(Tags.ModalityLUTSequence);
        if (lut.isPresent()) {
            var table = LookupTable.of(lut.get(), image.depth().isSigned());
            return table::value;
        }
        var transform = group(number, Tags.PixelValueTransformationSequence);
        double slope = transform.real(Tags.RescaleSlope).orElse(1);
        double intercept = transform.real(Tags.RescaleIntercept).orElse(0);
        return value -> value * slope + intercept;
    }

    /** From the modality's unit to brightness (section C.11.2). */
    private DoubleUnaryOperator interest(Frame frame, DoubleUnaryOperator modality, int number) {
        if (window != null) {
            return window::brightness;
        }
        var lut = dataSet.item(Tags.VOILUTSequence);
        if (lut.isPresent()) {
            boolean isSigned = isSigned(frame.image(), modality);
            var table = LookupTable.of(lut.get(), isSigned);
            return value -> (double) table.value(value) / table.maximum();
        }
        return Window.of(group(number, Tags.FrameVOILUTSequence))
                .or(() -> GreyScale.span(frame, modality, padding()))
                .<DoubleUnaryOperator>map(found -> found::brightness)
                .orElse(_ -> 0);
    }

    /** Whether the modality transform gives values below 0. */
    private static boolean isSigned(ImagePixel image, DoubleUnaryOperator modality) {
        var depth = image.depth();
        double least = depth.isSigned() ? -(double) (1L << (depth.stored() - 1)) : 0;
        return modality.applyAsDouble(least) < 0;
    }

    /** Whether a stored value is no pixel of the patient's (section C.7.5.1.1.2). */
    private DoublePredicate padding() {
        var padding = dataSet.real(Tags.PixelPaddingValue);
        if (padding.isEmpty()) {
            return _ -> false;
        }
        double one = padding.getAsDouble();
        double other = dataSet.real(Tags.PixelPaddingRangeLimit).orElse(one);
        return value -> value >= Math.min(one, other) && value <= Math.max(one, other);
    }

    /**
     * Returns what holds an attribute of a frame: an item of its functional groups, of those that
     * all frames share, or the data set itself (PS3.3 section C.7.6.16).
     */
    private DataSet group(int number, Tag sequence) {
        var perFrame = dataSet.items(Tags.PerFrameFunctionalGroupsSequence);
        var own =
                number < perFrame.size()
                        ? perFrame.get(number).item(sequence)
                        : Optional.<DataSet>empty();
        return own.or(() -> shared(sequence)).orElse(dataSet);
    }

    private Optional<DataSet> shared(Tag sequence) {
        return dataSet.item(Tags.SharedFunctionalGroupsSequence)
                .flatMap(groups -> groups.item(sequence));
    }
}
