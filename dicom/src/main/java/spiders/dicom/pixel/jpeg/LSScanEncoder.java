// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/** Encodes the lines of a lossless JPEG-LS scan (ISO/IEC 14495-1 annex A, with NEAR 0). */
final class LSScanEncoder {

    private final LSBitWriter out;
    private final LSStatistics statistics;
    private final int[] variables;
    private final int columns;
    private final int maximum;
    private final int range;
    private final int errorBits;
    private final int limit;

    LSScanEncoder(LSBitWriter out, LSParameters parameters, int columns) {
        this.out = out;
        this.statistics = new LSStatistics(parameters);
        this.variables = statistics.variables();
        this.columns = columns;
        this.maximum = parameters.maximum();
        this.range = parameters.range();
        this.errorBits = parameters.errorBits();
        this.limit = parameters.limit();
    }

    void reset() {
        statistics.reset();
    }

    /**
     * Encodes a line of one component.
     *
     * @param line the samples from index 1 on; at 0 stands the first sample above
     * @param above the line above likewise, and behind its end its last sample again
     * @param runIndex RUNindex at its start
     * @return RUNindex at its end
     */
    int line(int[] line, int[] above, int runIndex) {
        int index = runIndex;
        for (int i = 1; i <= columns; ) {
            int left = line[i - 1];
            int over = above[i];
            int corner = above[i - 1];
            int context =
                    81 * statistics.region(above[i + 1] - over)
                            + 9 * statistics.region(over - corner)
                            + statistics.region(corner - left);
            if (context != 0) {
                regular(context, LSStatistics.predict(left, over, corner), line[i++]);
                continue;
            }
            int start = i;
            while (i <= columns && line[i] == left) {
                i++;
            }
            index = run(i - start, i > columns, index);
            if (i <= columns) {
                boolean isAlike = left == above[i];
                int error = line[i] - above[i];
                interruption(isAlike ? 1 : 0, left > above[i] ? -error : error, index);
                index = Math.max(0, index - 1);
                i++;
            }
        }
        return index;
    }

    private void regular(int context, int predicted, int sample) {
        int sign = context >> 31;
        int at = ((context ^ sign) - sign) * LSStatistics.STRIDE;
        int[] v = variables;
        int correction = (v[at + LSStatistics.C] ^ sign) - sign;
        int prediction = Math.max(0, Math.min(maximum, predicted + correction));
        int error = reduced((sample - prediction ^ sign) - sign);
        int n = v[at + LSStatistics.N];
        int k = LSStatistics.golomb(n, v[at]);
        boolean isTurned = k == 0 && 2 * v[at + LSStatistics.B] <= -n;
        int turned = isTurned ? ~error : error;
        out.error(turned << 1 ^ turned >> 31, k, limit - errorBits - 1, errorBits);
        statistics.update(at, error);
    }

    /** An error within half the range to either side (section A.4.5). */
    private int reduced(int error) {
        int least = error < 0 ? error + range : error;
        return least >= (range + 1) / 2 ? least - range : least;
    }

    private int run(int count, boolean isAtEnd, int runIndex) {
        int index = runIndex;
        int left = count;
        while (left >= 1 << LSStatistics.RUN_BITS[index]) {
            out.bits(1, 1);
            left -= 1 << LSStatistics.RUN_BITS[index];
            index = Math.min(31, index + 1);
        }
        if (!isAtEnd) {
            out.bits(left, LSStatistics.RUN_BITS[index] + 1);
        } else if (left > 0) {
            out.bits(1, 1);
        }
        return index;
    }

    private void interruption(int type, int signedError, int runIndex) {
        int error = reduced(signedError);
        int k = statistics.runGolomb(type);
        boolean isMapped = error != 0 && statistics.isRunMapped(type, k, error < 0);
        int mapped = 2 * Math.abs(error) - type - (isMapped ? 1 : 0);
        int escape = limit - LSStatistics.RUN_BITS[runIndex] - 1 - errorBits - 1;
        out.error(mapped, k, escape, errorBits);
        statistics.updateRun(type, mapped, error < 0);
    }

    /**
     * Encodes a line whose components alternate by samples (section B.3): they share the runs.
     *
     * @return RUNindex at its end
     */
    int pixels(int[][] lines, int[][] above, int runIndex) {
        int index = runIndex;
        var contexts = new int[lines.length];
        for (int i = 1; i <= columns; i++) {
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
                    regular(contexts[c], predicted, lines[c][i]);
                }
                continue;
            }
            int start = i;
            while (i <= columns && isRunOn(lines, start - 1, i)) {
                i++;
            }
            index = run(i - start, i > columns, index);
            if (i <= columns) {
                for (int c = 0; c < lines.length; c++) {
                    int over = above[c][i];
                    int error = lines[c][i] - over;
                    interruption(0, lines[c][i - 1] > over ? -error : error, index);
                }
                index = Math.max(0, index - 1);
            }
        }
        return index;
    }

    private static boolean isRunOn(int[][] lines, int first, int at) {
        for (int[] line : lines) {
            if (line[at] != line[first]) {
                return false;
            }
        }
        return true;
    }
}
