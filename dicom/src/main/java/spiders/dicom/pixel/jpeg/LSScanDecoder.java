// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import java.util.Arrays;

/** Decodes the lines of a JPEG-LS scan (ISO/IEC 14495-1 sections A.3 to A.7, and annex B). */
final class LSScanDecoder {

    private final LSBitReader in;
    private final LSStatistics statistics;
    private final int[] variables;
    private final int columns;
    private final int maximum;
    private final int near;
    private final int step;
    private final int modulus;
    private final int errorBits;
    private final int limit;

    /** Whether samples wrap around at a power of two, so that a mask does it. */
    private final boolean isMasked;

    LSScanDecoder(LSBitReader in, LSParameters parameters, int columns) {
        this.in = in;
        this.statistics = new LSStatistics(parameters);
        this.variables = statistics.variables();
        this.columns = columns;
        this.maximum = parameters.maximum();
        this.near = parameters.near();
        this.step = 2 * near + 1;
        this.modulus = parameters.range() * step;
        this.errorBits = parameters.errorBits();
        this.limit = parameters.limit();
        this.isMasked = near == 0 && Integer.bitCount(modulus) == 1;
    }

    void reset() {
        statistics.reset();
    }

    /**
     * Decodes a line of one component.
     *
     * @param line the samples from index 1 on; at 0 stands the first sample above
     * @param above the line above likewise, and behind its end its last sample again
     * @param runIndex RUNindex at its start
     * @return RUNindex at its end
     */
    int line(int[] line, int[] above, int runIndex) {
        int index = runIndex;
        int left = line[0];
        int over = above[1];
        int corner = above[0];
        int second = statistics.region(over - corner);
        for (int i = 1; i <= columns; ) {
            int right = above[i + 1];
            int first = statistics.region(right - over);
            int context = 81 * first + 9 * second + statistics.region(corner - left);
            if (context != 0) {
                int predicted = LSStatistics.predict(left, over, corner);
                left = regular(context, predicted);
                line[i++] = left;
                corner = over;
                over = right;
                second = first;
                continue;
            }
            int length = run(columns - i + 1, index);
            int end = i + (length >> 5);
            index = length & 31;
            for (; i < end; i++) {
                line[i] = left;
            }
            if (i > columns) {
                break;
            }
            left = interruption(left, above[i], index);
            index = Math.max(0, index - 1);
            line[i++] = left;
            corner = above[i - 1];
            over = above[Math.min(i, columns + 1)];
            second = statistics.region(over - corner);
        }
        return index;
    }

    /** Decodes a sample of the regular mode; a negative context is the same with signs changed. */
    private int regular(int context, int predicted) {
        int sign = context >> 31;
        int at = ((context ^ sign) - sign) * LSStatistics.STRIDE;
        int[] v = variables;
        int correction = (v[at + LSStatistics.C] ^ sign) - sign;
        int prediction = Math.max(0, Math.min(maximum, predicted + correction));
        int n = v[at + LSStatistics.N];
        int k = LSStatistics.golomb(n, v[at]);
        int mapped = in.error(k, limit - errorBits - 1, errorBits);
        requirePossible(mapped);
        int error = mapped >>> 1 ^ -(mapped & 1);
        if (k == 0 && near == 0 && 2 * v[at + LSStatistics.B] <= -n) {
            error = ~error;
        }
        statistics.update(at, error);
        return sample(prediction, (error ^ sign) - sign);
    }

    /** Errors far beyond their range would overflow the statistics. */
    private void requirePossible(int mapped) {
        if (mapped > 2 * modulus) {
            throw in.failure("An error of prediction beyond its range");
        }
    }

    /** The sample of a prediction and its error (section A.4.5). */
    private int sample(int prediction, int error) {
        if (isMasked) {
            return prediction + error & maximum;
        }
        int sample = prediction + error * step;
        if (sample < -near) {
            sample += modulus;
        } else if (sample > maximum + near) {
            sample -= modulus;
        }
        return Math.max(0, Math.min(maximum, sample));
    }

    /**
     * Decodes the length of a run (section A.7.1).
     *
     * @param left the samples up to the end of the line
     * @return the length times 32, and the new RUNindex
     */
    private int run(int left, int runIndex) {
        int index = runIndex;
        int length = 0;
        while (in.bit() == 1) {
            int piece = 1 << LSStatistics.RUN_BITS[index];
            if (length + piece > left) {
                return left << 5 | index;
            }
            length += piece;
            index = Math.min(31, index + 1);
            if (length == left) {
                return left << 5 | index;
            }
        }
        length += in.bits(LSStatistics.RUN_BITS[index]);
        if (length >= left) {
            throw in.failure("A run beyond its line");
        }
        return length << 5 | index;
    }

    /** Decodes the sample that ends a run (section A.7.2). */
    private int interruption(int left, int above, int runIndex) {
        boolean isAlike = Math.abs(left - above) <= near;
        int error = runError(isAlike ? 1 : 0, runIndex);
        if (isAlike) {
            return sample(left, error);
        }
        return sample(above, left > above ? -error : error);
    }

    private int runError(int type, int runIndex) {
        int k = statistics.runGolomb(type);
        int escape = limit - LSStatistics.RUN_BITS[runIndex] - 1 - errorBits - 1;
        int mapped = in.error(k, escape, errorBits);
        requirePossible(mapped);
        int sum = mapped + type;
        int size = (sum + 1) >> 1;
        boolean isNegative = statistics.isRunMapped(type, k, true) == ((sum & 1) == 1);
        statistics.updateRun(type, mapped, isNegative && size != 0);
        return isNegative ? -size : size;
    }

    /**
     * Decodes a line whose components alternate by samples (section B.3): they share the runs.
     *
     * @return RUNindex at its end
     */
    int pixels(int[][] lines, int[][] above, int runIndex) {
        int index = runIndex;
        var contexts = new int[lines.length];
        for (int i = 1; i <= columns; ) {
            int any = 0;
            for (int c = 0; c < lines.length; c++) {
                int[] over = above[c];
                contexts[c] =
                        81 * statistics.region(over[i + 1] - over[i])
                                + 9 * statistics.region(over[i] - over[i - 1])
                                + statistics.region(over[i - 1] - lines[c][i - 1]);
                any |= contexts[c];
            }
            if (any != 0) {
                for (int c = 0; c < lines.length; c++) {
                    int left = lines[c][i - 1];
                    int predicted = LSStatistics.predict(left, above[c][i], above[c][i - 1]);
                    lines[c][i] = regular(contexts[c], predicted);
                }
                i++;
                continue;
            }
            int length = run(columns - i + 1, index);
            int end = i + (length >> 5);
            index = length & 31;
            for (int[] line : lines) {
                Arrays.fill(line, i, end, line[i - 1]);
            }
            i = end;
            if (i > columns) {
                break;
            }
            for (int c = 0; c < lines.length; c++) {
                int left = lines[c][i - 1];
                int over = above[c][i];
                int error = runError(0, index);
                lines[c][i] = sample(over, left > over ? -error : error);
            }
            index = Math.max(0, index - 1);
            i++;
        }
        return index;
    }
}
