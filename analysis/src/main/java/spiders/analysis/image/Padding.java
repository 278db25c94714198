// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

/**
 * Which stored values are no samples (PS3.3 section C.7.5.1.1.2).
 *
 * @param low not a number where nothing is padded
 */
record Padding(double low, double high) {

    static final Padding NONE = new Padding(Double.NaN, Double.NaN);

    static Padding of(DataSet image) {
        boolean isFloat = image.has(Tags.FloatPixelData);
        boolean isDouble = image.has(Tags.DoubleFloatPixelData);
        var value =
                image.real(
                        isFloat
                                ? Tags.FloatPixelPaddingValue
                                : isDouble
                                        ? Tags.DoubleFloatPixelPaddingValue
                                        : Tags.PixelPaddingValue);
        if (value.isEmpty()) {
            return NONE;
        }
        double limit =
                image.real(
                                isFloat
                                        ? Tags.FloatPixelPaddingRangeLimit
                                        : isDouble
                                                ? Tags.DoubleFloatPixelPaddingRangeLimit
                                                : Tags.PixelPaddingRangeLimit)
                        .orElse(value.getAsDouble());
        return new Padding(
                Math.min(value.getAsDouble(), limit), Math.max(value.getAsDouble(), limit));
    }

    boolean covers(double stored) {
        return stored >= low && stored <= high;
    }
}
