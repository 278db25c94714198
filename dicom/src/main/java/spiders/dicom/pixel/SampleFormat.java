// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** What number a sample is: Pixel Representation, or Float and Double Float Pixel Data. */
public enum SampleFormat {
    UNSIGNED,
    /** Two's complement within the bits stored. */
    SIGNED,
    /** 32 bits, IEEE 754. */
    FLOAT,
    /** 64 bits, IEEE 754. */
    DOUBLE;

    public boolean isWhole() {
        return this == UNSIGNED || this == SIGNED;
    }
}
