// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import java.util.Arrays;

/**
 * What encoder and decoder have learnt of a JPEG-LS scan so far: the variables of its contexts, and
 * the arithmetic that both share (ISO/IEC 14495-1 annex A).
 */
final class LSStatistics {

    /** J: how many bits a run of each index has (section A.2.1). */
    static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12,
        13, 14, 15
    };

    /** Of each context the variables A, B, C, N stand together. */
    static final int STRIDE = 4;

    static final int B = 1;
    static final int C = 2;
    static final int N = 3;

    private static final int CONTEXTS = 365;
    private static final int MIN_C = -128;
    private static final int MAX_C = 127;

    private final LSParameters parameters;
    private final int[] variables = new int[CONTEXTS * STRIDE];
    private final byte[] gradients;
    private final int[] runA = new int[2];
    private final int[] runN = new int[2];
    private final int[] runNegative = new int[2];

    LSStatistics(LSParameters parameters) {
        this.parameters = parameters;
        this.gradients = gradients(parameters);
        reset();
    }

    /** Forgets all, as at the start of a scan and after a restart marker (section A.2.1). */
    void reset() {
        int start = Math.max(2, (parameters.range() + 32) / 64);
        Arrays.fill(variables, 0);
        for (int i = 0; i < variables.length; i += STRIDE) {
            variables[i] = start;
            variables[i + N] = 1;
        }
        Arrays.fill(runA, start);
        Arrays.fill(runN, 1);
        Arrays.fill(runNegative, 0);
    }

    /** The region of each gradient from -T3 to T3 (section A.3.3). */
    private static byte[] gradients(LSParameters parameters) {
        int reach = parameters.t3();
        var regions = new byte[2 * reach + 1];
        for (int d = 0; d <= reach; d++) {
            int region = region(parameters, d);
            regions[reach + d] = (byte) region;
            regions[reach - d] = (byte) -region;
        }
        return regions;
    }

    private static int region(LSParameters parameters, int gradient) {
        if (gradient <= parameters.near()) {
            return 0;
        }
        if (gradient < parameters.t1()) {
            return 1;
        }
        if (gradient < parameters.t2()) {
            return 2;
        }
        return gradient < parameters.t3() ? 3 : 4;
    }

    /** The region of a gradient: -4 to 4. */
    int region(int gradient) {
        int reach = gradients.length >> 1;
        return gradients[reach + Math.max(-reach, Math.min(reach, gradient))];
    }

    int[] variables() {
        return variables;
    }

    /** The prediction from the samples to the left, above, and above to the left (A.4.1). */
    static int predict(int left, int above, int corner) {
        int least = Math.min(left, above);
        int most = Math.max(left, above);
        return corner >= most ? least : corner <= least ? most : left + above - corner;
    }

    /** The Golomb parameter: the least k with n · 2^k at least a (section A.5.1). */
    static int golomb(int n, int a) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        return n << k < a ? k + 1 : k;
    }

    /** Learns an error of prediction (section A.6). */
    void update(int at, int error) {
        int[] v = variables;
        int a = v[at] + Math.abs(error);
        int b = v[at + B] + error * (2 * parameters.near() + 1);
        int n = v[at + N];
        if (n == parameters.reset()) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        if (b <= -n) {
            b = Math.max(b + n, 1 - n);
            v[at + C] = Math.max(MIN_C, v[at + C] - 1);
        } else if (b > 0) {
            b = Math.min(b - n, 0);
            v[at + C] = Math.min(MAX_C, v[at + C] + 1);
        }
        v[at] = a;
        v[at + B] = b;
        v[at + N] = n;
    }

    /**
     * The Golomb parameter of the sample that ends a run (section A.7.2.1).
     *
     * @param type 1 if the samples to the left and above are alike, else 0
     */
    int runGolomb(int type) {
        return golomb(runN[type], runA[type] + (type == 1 ? runN[1] >> 1 : 0));
    }

    /** Whether an error of that sign is mapped to the odd numbers, without bits behind them. */
    boolean isRunMapped(int type, int k, boolean isNegative) {
        boolean isRather = k != 0 || 2 * runNegative[type] >= runN[type];
        return isNegative == isRather;
    }

    /** Learns an error of a sample that ends a run (section A.7.2.2). */
    void updateRun(int type, int mapped, boolean isNegative) {
        if (isNegative) {
            runNegative[type]++;
        }
        runA[type] += (mapped + 1 - type) >> 1;
        if (runN[type] == parameters.reset()) {
            runA[type] >>= 1;
            runN[type] >>= 1;
            runNegative[type] >>= 1;
        }
        runN[type]++;
    }
}
