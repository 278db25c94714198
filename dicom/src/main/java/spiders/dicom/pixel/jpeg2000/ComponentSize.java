// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** Depth and sampling of a component (Ssiz, XRsiz, YRsiz; T.800 table A.11). */
record ComponentSize(int bits, boolean isSigned, int dx, int dy) {

    /** The standard allows 38; what is coded here stands in 32 bits. */
    static final int MAX_BITS = 24;

    int min() {
        return isSigned ? -(1 << (bits - 1)) : 0;
    }

    int max() {
        return isSigned ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
    }

    /** What is added to unsigned samples after decoding (T.800 G.1). */
    int levelShift() {
        return isSigned ? 0 : 1 << (bits - 1);
    }
}
