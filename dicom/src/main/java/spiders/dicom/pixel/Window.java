// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.Optional;

/**
 * The values of interest: what becomes black, and what white (PS3.3 section C.11.2.1).
 *
 * @param center in the unit that the modality transform gives
 * @param width above 0; at least 1 for {@link Function#LINEAR}
 */
public record Window(double center, double width, Function function) {

    /** How values between become grey (VOI LUT Function). */
    public enum Function {
        LINEAR,
        LINEAR_EXACT,
        SIGMOID
    }

    public Window {
        boolean isWide = function == Function.LINEAR ? width >= 1 : width > 0;
        if (!isWide || !Double.isFinite(width) || !Double.isFinite(center)) {
            throw new IllegalArgumentException(
                    "A window of width %s around %s".formatted(width, center));
        }
    }

    /** The first window of a data set or item; none where it has none that can be. */
    public static Optional<Window> of(DataSet attributes) {
        var center = attributes.real(Tags.WindowCenter);
        var width = attributes.real(Tags.WindowWidth);
        if (center.isEmpty() || width.isEmpty()) {
            return Optional.empty();
        }
        var function =
                switch (attributes.string(Tags.VOILUTFunction).orElse("")) {
                    case "LINEAR_EXACT" -> Function.LINEAR_EXACT;
                    case "SIGMOID" -> Function.SIGMOID;
                    default -> Function.LINEAR;
                };
        double least = function == Function.LINEAR ? 1 : Double.MIN_NORMAL;
        boolean isWindow =
                width.getAsDouble() >= least
                        && Double.isFinite(width.getAsDouble())
                        && Double.isFinite(center.getAsDouble());
        return isWindow
                ? Optional.of(new Window(center.getAsDouble(), width.getAsDouble(), function))
                : Optional.empty();
    }

    /** The brightness of a value: 0 black, 1 white. */
    public double brightness(double value) {
        double brightness =
                switch (function) {
                    case LINEAR -> linear(value);
                    case LINEAR_EXACT -> (value - center) / width + 0.5;
                    case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
                };
        return Math.clamp(brightness, 0, 1);
    }

    private double linear(double value) {
        double middle = center - 0.5;
        double reach = (width - 1) / 2;
        if (value <= middle - reach) {
            return 0;
        }
        return value > middle + reach ? 1 : (value - middle) / (width - 1) + 0.5;
    }
}
