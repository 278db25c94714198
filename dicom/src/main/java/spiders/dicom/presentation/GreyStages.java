// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.LookupTable;
import spiders.dicom.pixel.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What a state makes of stored values: those of the modality, of interest, and P-Values (PS3.4
 * section N.2).
 *
 * <p>A stage that the state does not have changes nothing, whatever the image itself has: neither
 * the image's rescale and windows nor the polarity of its photometric interpretation count (PS3.4
 * section N.2.1).
 */
record GreyStages(Modality modality, List<Interest> interests, Presentation presentation) {

    /** The modality transform (PS3.3 section C.11.1). */
    sealed interface Modality {

        /** A line; 1 and 0 where the state has no transform. */
        record Rescale(double slope, double intercept) implements Modality {}

        /** A LUT, whose first input is signed where the image's values are. */
        record Table(DataSet item) implements Modality {}
    }

    /** The values of interest of some images (PS3.3 section C.11.8). */
    sealed interface Interest extends Scope.Scoped {

        record InWindow(Scope scope, Window window) implements Interest {}

        record Table(Scope scope, DataSet item) implements Interest {}
    }

    /** How values become P-Values (PS3.3 section C.11.6). */
    sealed interface Presentation {

        record Shape(boolean isInverse) implements Presentation {}

        record Table(LookupTable table) implements Presentation {}
    }

    /** A function of values, and the range of what it can give. */
    private record Stage(DoubleUnaryOperator function, double least, double most) {}

    GreyStages {
        interests = List.copyOf(interests);
    }

    static GreyStages of(DataSet state) {
        var interests = new ArrayList<Interest>();
        for (var item : state.items(Tags.SoftcopyVOILUTSequence)) {
            interests.add(interest(item));
        }
        return new GreyStages(modality(state), interests, presentation(state));
    }

    private static Modality modality(DataSet state) {
        var lut = state.item(Tags.ModalityLUTSequence);
        if (lut.isPresent()) {
            return new Modality.Table(valid(lut.get()));
        }
        double slope = state.real(Tags.RescaleSlope).orElse(1);
        double intercept = state.real(Tags.RescaleIntercept).orElse(0);
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new InvalidPresentationException("A rescale without numbers");
        }
        return new Modality.Rescale(slope, intercept);
    }

    private static Interest interest(DataSet item) {
        var scope = Scope.of(item);
        var lut = item.item(Tags.VOILUTSequence);
        if (lut.isPresent()) {
            return new Interest.Table(scope, valid(lut.get()));
        }
        var window =
                Window.of(item)
                        .orElseThrow(() ->
                                new InvalidPresentationException("Neither a VOI LUT nor a window"));
        return new Interest.InWindow(scope, window);
    }

    private static Presentation presentation(DataSet state) {
        var lut = state.item(Tags.PresentationLUTSequence);
        if (lut.isPresent()) {
            return new Presentation.Table(LookupTable.of(lut.get(), false));
        }
        return switch (state.string(Tags.PresentationLUTShape).orElse("IDENTITY")) {
            case "IDENTITY" -> new Presentation.Shape(false);
            case "INVERSE" -> new Presentation.Shape(true);
            default -> throw new InvalidPresentationException("A presentation LUT of no shape");
        };
    }

    /** The item of a LUT, which can be read. */
    private static DataSet valid(DataSet item) {
        return LookupTable.of(item, false).entries() > 0 ? item : DataSet.empty();
    }

    /**
     * The brightness of a stored value, 0 black and 1 white.
     *
     * @param frame numbered from 1
     */
    DoubleUnaryOperator brightness(ImagePixel image, UID instance, int frame) {
        var modality = stage(image);
        var interest =
                Scope.covering(interests, instance, frame).stream()
                        .findFirst()
                        .map(found -> function(found, modality.least() < 0))
                        .or(() -> span(modality))
                        .orElse(_ -> 0);
        return modality.function().andThen(interest).andThen(function(presentation));
    }

    private Stage stage(ImagePixel image) {
        var depth = image.depth();
        double least = depth.isSigned() ? -Math.scalb(1.0, depth.stored() - 1) : 0;
        double most = Math.scalb(1.0, depth.stored() - (depth.isSigned() ? 1 : 0)) - 1;
        return switch (modality) {
            case Modality.Rescale(double slope, double intercept) -> {
                double one = least * slope + intercept;
                double other = most * slope + intercept;
                yield new Stage(
                        value -> value * slope + intercept,
                        Math.min(one, other),
                        Math.max(one, other));
            }
            case Modality.Table(var item) -> {
                var table = LookupTable.of(item, depth.isSigned());
                yield new Stage(table::value, 0, table.maximum());
            }
        };
    }

    private static DoubleUnaryOperator function(Interest interest, boolean isSigned) {
        return switch (interest) {
            case Interest.InWindow(_, var window) -> window::brightness;
            case Interest.Table(_, var item) -> {
                var table = LookupTable.of(item, isSigned);
                yield value -> (double) table.value(value) / table.maximum();
            }
        };
    }

    /** Without values of interest, the whole range of what the modality transform can give. */
    private static Optional<DoubleUnaryOperator> span(Stage modality) {
        double width = modality.most() - modality.least();
        return width > 0
                ? Optional.of(value -> Math.clamp((value - modality.least()) / width, 0, 1))
                : Optional.empty();
    }

    private static DoubleUnaryOperator function(Presentation presentation) {
        return switch (presentation) {
            case Presentation.Shape(boolean isInverse) ->
                    isInverse ? value -> 1 - value : value -> value;
            case Presentation.Table(var table) ->
                    value -> (double) table.value(value * (table.entries() - 1)) / table.maximum();
        };
    }
}
