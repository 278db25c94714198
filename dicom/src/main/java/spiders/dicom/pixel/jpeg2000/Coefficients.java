// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The coefficients of a band, or the samples of a resolution: whole numbers, or real ones. */
sealed interface Coefficients {

    /** Makes zeros. */
    static Coefficients of(boolean isReversible, int length) {
        return isReversible ? new Whole(new int[length]) : new Real(new float[length]);
    }

    /** Of the reversible transform. */
    final class Whole implements Coefficients {

        private final int[] values;

        Whole(int[] values) {
            this.values = values;
        }

        int[] values() {
            return values;
        }
    }

    /** Of the irreversible transform. */
    final class Real implements Coefficients {

        private final float[] values;

        Real(float[] values) {
            this.values = values;
        }

        float[] values() {
            return values;
        }
    }
}
