// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/**
 * What a JPEG-LS scan is coded with (ISO/IEC 14495-1 sections A.1 and C.2.4.1.1).
 *
 * @param maximum MAXVAL, the greatest sample
 * @param near NEAR, how far a decoded sample may be from its original
 * @param t1 the first threshold of the gradients, and so on
 * @param reset RESET, the count at which the statistics of a context are halved
 */
record LSParameters(int maximum, int near, int t1, int t2, int t3, int reset) {

    /** From this MAXVAL on, thresholds grow with it; below, they shrink. */
    static final int BYTE_RANGE = 128;

    private static final int RESET = 64;

    /** The parameters of a code stream without a preset segment. */
    static LSParameters standard(int maximum, int near) {
        return preset(maximum, near, 0, 0, 0, 0);
    }

    /** The parameters of a preset segment, in which 0 stands for the default. */
    static LSParameters preset(int maximum, int near, int t1, int t2, int t3, int reset) {
        int first = t1 != 0 ? t1 : threshold(maximum, near, 3, 3, 2, near + 1);
        int second = t2 != 0 ? t2 : threshold(maximum, near, 7, 5, 3, first);
        int third = t3 != 0 ? t3 : threshold(maximum, near, 21, 7, 4, second);
        return new LSParameters(maximum, near, first, second, third, reset != 0 ? reset : RESET);
    }

    /** A default threshold, from the basic one for 8 bits (section C.2.4.1.1.1). */
    private static int threshold(
            int maximum, int near, int basic, int nears, int least, int floor) {
        int value;
        if (maximum >= BYTE_RANGE) {
            int factor = (Math.min(maximum, 4095) + 128) / 256;
            value = factor * (basic - least) + least + nears * near;
        } else {
            value = Math.max(least, basic / (256 / (maximum + 1)) + nears * near);
        }
        return value > maximum || value < floor ? floor : value;
    }

    /** Whether these are parameters a scan can have; near-lossless coding is limited by MAXVAL. */
    boolean isValid() {
        return maximum >= 1
                && maximum <= 0xFFFF
                && near >= 0
                && near <= Math.min(255, maximum / 2)
                && t1 >= near + 1
                && t1 <= t2
                && t2 <= t3
                && t3 <= maximum
                && reset >= 3
                && reset <= Math.max(255, maximum);
    }

    /** RANGE: how many values an error of prediction may have. */
    int range() {
        return (maximum + 2 * near) / (2 * near + 1) + 1;
    }

    /** The bits of an error of prediction that is coded as it is. */
    int errorBits() {
        return bits(range());
    }

    /** LIMIT: the longest code of an error of prediction. */
    int limit() {
        int sampleBits = Math.max(2, bits(maximum + 1));
        return 2 * (sampleBits + Math.max(8, sampleBits));
    }

    private static int bits(int values) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(values - 1);
    }
}
