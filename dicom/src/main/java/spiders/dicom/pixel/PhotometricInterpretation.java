// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.util.Arrays;
import java.util.Optional;

/** What the samples of a pixel mean (PS3.3 section C.7.6.3.1.2). */
public enum PhotometricInterpretation {
    /** The lowest value is white. */
    MONOCHROME1(1),
    /** The lowest value is black. */
    MONOCHROME2(1),
    /** A sample is an index of the red, green and blue palettes. */
    PALETTE_COLOR(1),
    RGB(3),
    /** Retired. */
    HSV(3),
    /** Retired. */
    ARGB(4),
    /** Retired. */
    CMYK(4),
    /** Luminance and two colour differences, of full range. */
    YBR_FULL(3),
    /** As {@link #YBR_FULL}, two pixels of a row with one pair of colour differences. */
    YBR_FULL_422(3),
    /** Retired: black is 16 and white 235. */
    YBR_PARTIAL_422(3),
    /** As {@link #YBR_PARTIAL_422}, four pixels with one pair of colour differences. */
    YBR_PARTIAL_420(3),
    /** The irreversible transform of JPEG 2000. */
    YBR_ICT(3),
    /** The reversible transform of JPEG 2000. */
    YBR_RCT(3),
    /** The colour space of JPEG XL. */
    XYB(3);

    private final int samplesPerPixel;

    PhotometricInterpretation(int samplesPerPixel) {
        this.samplesPerPixel = samplesPerPixel;
    }

    /** The defined term, as the attribute spells it. */
    public String term() {
        return this == PALETTE_COLOR ? "PALETTE COLOR" : name();
    }

    public static Optional<PhotometricInterpretation> of(String term) {
        return Arrays.stream(values()).filter(one -> one.term().equals(term)).findFirst();
    }

    /** How many samples a pixel of this kind has: 1, 3 or 4. */
    public int samplesPerPixel() {
        return samplesPerPixel;
    }

    /** Whether a sample is a grey value. */
    public boolean isMonochrome() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }

    /** Whether neighbouring pixels share colour differences where frames are native. */
    public boolean isSubsampled() {
        return this == YBR_FULL_422 || this == YBR_PARTIAL_422 || this == YBR_PARTIAL_420;
    }
}
