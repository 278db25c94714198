// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.OptionalDouble;

/**
 * Which stored values are no samples (PS3.3 section C.7.5.1.1.2).
 *
 * @param low not a number where nothing is padded
 */
record Padding(double low, double high) {

    static final Padding NONE = new Padding(Double.NaN, Double.NaN);

    private static final int TWO_TO_16 = 1 << 16;

    /**
     * What an image says. Many write the value of signed pixels as unsigned or the other way round,
     * such as 63536 for -2000, so it is taken for that of the same bits.
     */
    static Padding of(DataSet image) {
        boolean isFloat = image.has(Tags.FloatPixelData);
        boolean isDouble = image.has(Tags.DoubleFloatPixelData);
        var value =
                stored(
                        image,
                        isFloat
                                ? Tags.FloatPixelPaddingValue
                                : isDouble
                                        ? Tags.DoubleFloatPixelPaddingValue
                                        : Tags.PixelPaddingValue);
        if (value.isEmpty()) {
            return NONE;
        }
        double limit =
                stored(
                                image,
                                isFloat
                                        ? Tags.FloatPixelPaddingRangeLimit
                                        : isDouble
                                                ? Tags.DoubleFloatPixelPaddingRangeLimit
                                                : Tags.PixelPaddingRangeLimit)
                        .orElse(value.getAsDouble());
        return new Padding(
                Math.min(value.getAsDouble(), limit), Math.max(value.getAsDouble(), limit));
    }

    private static OptionalDouble stored(DataSet image, Tag tag) {
        var value = image.real(tag);
        boolean isWhole =
                tag.equals(Tags.PixelPaddingValue) || tag.equals(Tags.PixelPaddingRangeLimit);
        if (value.isEmpty() || !isWhole) {
            return value;
        }
        boolean isSigned = image.integer(Tags.PixelRepresentation).orElse(0) == 1;
        double number = value.getAsDouble();
        if (isSigned && number > Short.MAX_VALUE && number < TWO_TO_16) {
            return OptionalDouble.of(number - TWO_TO_16);
        }
        return OptionalDouble.of(!isSigned && number < 0 ? number + TWO_TO_16 : number);
    }

    boolean covers(double stored) {
        return stored >= low && stored <= high;
    }
}
