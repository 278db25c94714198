// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * A subband of a tile-component.
 *
 * @param orientation which contexts its coefficients have (T.800 table D.1)
 * @param bitPlanes the most magnitude bits of a coefficient, region of interest not counted
 * @param step what a coefficient's magnitude is multiplied by; 1 if reversible
 */
record Band(Orientation orientation, Area area, int bitPlanes, float step) {

    /** Low or high horizontally, then vertically. */
    enum Orientation {
        LL(0, 0),
        HL(1, 0),
        LH(0, 1),
        HH(1, 1);

        private final int xHigh;
        private final int yHigh;

        Orientation(int xHigh, int yHigh) {
            this.xHigh = xHigh;
            this.yHigh = yHigh;
        }

        int xHigh() {
            return xHigh;
        }

        int yHigh() {
            return yHigh;
        }

        /** A number from 0, in the order in which a resolution's bands come. */
        int place() {
            return xHigh + 2 * yHigh;
        }

        /** By how many bits the nominal range exceeds the samples' (T.800 table E.1). */
        int gainBits() {
            return xHigh + yHigh;
        }
    }
}
