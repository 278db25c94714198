// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/**
 * Encodes all bit-planes of a code-block in one HT cleanup pass (T.814 clause 7, from the encoder's
 * side). One thread uses one encoder.
 */
final class HTBlockEncoder {

    private static final int CONTEXTS = 8;
    private static final int QUAD_STATES = 16;

    // By context, significance and which exponents are the highest: codeword, its length at bit 8,
    // E^K at bit 12; without an offset, no exponent is told of.
    private static final int[] FIRST_ROW = codewords(true);
    private static final int[] OTHER_ROWS = codewords(false);
    private static final int[] FIRST_ROW_PLAIN = plainCodewords(true);
    private static final int[] OTHER_ROWS_PLAIN = plainCodewords(false);

    private final MELEncoder mel = new MELEncoder();
    private final VLCBits vlc = new VLCBits();
    private final MagSgnBits magnitudes = new MagSgnBits();

    // With a margin of one quad at each side.
    private int[] significance = {};
    private int[] above = {};
    private int[] exponents = {};
    private int[] newExponents = {};
    private final int[] values = new int[8];
    private final int[] offsets = new int[2];

    /** The significance and context rows of each table are looked up by these. */
    private static int key(int context, int significance, int highest) {
        return (context * QUAD_STATES + significance) * QUAD_STATES + highest;
    }

    private static int packed(HTCodeword row) {
        return row.codeword() | row.length() << 8 | row.known() << 12;
    }

    /** Of the codewords that fit, the one that tells most. */
    private static int[] codewords(boolean isFirstRow) {
        var table = new int[CONTEXTS * QUAD_STATES * QUAD_STATES];
        for (var row : HTCodeword.rows()) {
            if (row.isFirstRow() != isFirstRow || !row.hasOffset()) {
                continue;
            }
            for (int highest = 0; highest < QUAD_STATES; highest++) {
                if ((highest & row.known()) != row.ones()) {
                    continue;
                }
                int key = key(row.context(), row.significance(), highest);
                int known = table[key] >> 12;
                if (table[key] == 0 || Integer.bitCount(row.known()) > Integer.bitCount(known)) {
                    table[key] = packed(row);
                }
            }
        }
        return table;
    }

    private static int[] plainCodewords(boolean isFirstRow) {
        var table = new int[CONTEXTS * QUAD_STATES];
        for (var row : HTCodeword.rows()) {
            if (row.isFirstRow() == isFirstRow && !row.hasOffset()) {
                table[row.context() * QUAD_STATES + row.significance()] = packed(row);
            }
        }
        return table;
    }

    /**
     * Encodes a block that is not all zeros.
     *
     * @param coefficients of the band, row by row
     * @param from the index of the block's first
     * @return the bytes of the cleanup segment
     */
    byte[] encode(int[] coefficients, int from, int stride, int width, int height) {
        int quads = (width + 1) >> 1;
        prepare(quads);
        for (int y = 0; y < height; y += 2) {
            var swapped = above;
            above = significance;
            significance = swapped;
            var swappedExponents = exponents;
            exponents = newExponents;
            newExponents = swappedExponents;
            boolean hasLower = y + 1 < height;
            for (int q = 1; q <= quads; q += 2) {
                int at = from + y * stride + 2 * (q - 1);
                boolean isPair = q < quads;
                load(coefficients, at, stride, hasLower, width - 2 * (q - 1), 0);
                load(coefficients, at + 2, stride, hasLower, width - 2 * q, 4);
                encodePair(q, y == 0, isPair);
            }
            significance[quads + 1] = 0;
            newExponents[2 * quads + 1] = 0;
        }
        return finish();
    }

    private void prepare(int quads) {
        if (significance.length < quads + 3) {
            significance = new int[quads + 3];
            above = new int[quads + 3];
            exponents = new int[2 * quads + 6];
            newExponents = new int[2 * quads + 6];
        } else {
            Arrays.fill(significance, 0);
            Arrays.fill(above, 0);
            Arrays.fill(exponents, 0);
            Arrays.fill(newExponents, 0);
        }
        mel.reset();
        vlc.reset();
        magnitudes.reset();
    }

    /** Twice the magnitude less one, plus one if negative; -1 for zero. */
    private static int value(int coefficient) {
        int sign = coefficient >> 31;
        int magnitude = (coefficient ^ sign) - sign;
        return magnitude == 0 ? -1 : 2 * (magnitude - 1) - sign;
    }

    private void load(
            int[] coefficients, int at, int stride, boolean hasLower, int columns, int target) {
        boolean hasLeft = columns > 0;
        boolean hasRight = columns > 1;
        values[target] = hasLeft ? value(coefficients[at]) : -1;
        values[target + 1] = hasLeft && hasLower ? value(coefficients[at + stride]) : -1;
        values[target + 2] = hasRight ? value(coefficients[at + 1]) : -1;
        values[target + 3] = hasRight && hasLower ? value(coefficients[at + stride + 1]) : -1;
    }

    private void encodePair(int q, boolean isFirstRow, boolean isPair) {
        encodeQuad(q, 0, isFirstRow);
        if (isPair) {
            encodeQuad(q + 1, 1, isFirstRow);
        } else {
            offsets[1] = 0;
        }
        if (isFirstRow && offsets[0] > 0 && offsets[1] > 0) {
            encodeFirstOffsets();
        } else {
            encodeOffsets(offsets[0], offsets[1]);
        }
    }

    private void encodeQuad(int q, int which, boolean isFirstRow) {
        int first = 4 * which;
        int significant = 0;
        int exponent = 0;
        for (int i = 0; i < 4; i++) {
            int value = values[first + i];
            if (value >= 0) {
                significant |= 1 << i;
                exponent = Math.max(exponent, exponent(value));
            }
        }
        int context = isFirstRow ? firstContext(q) : context(q);
        int predicted = isFirstRow ? 1 : predictedExponent(q, significant);
        significance[q] = significant;
        newExponents[2 * q - 1] = exponent(values[first + 1]);
        newExponents[2 * q] = exponent(values[first + 3]);
        if (context == 0) {
            mel.encode(significant == 0 ? 0 : 1);
        }
        offsets[which] = 0;
        if (significant == 0) {
            if (context != 0) {
                emitCodeword(plain(isFirstRow, context, 0));
            }
            return;
        }
        int bound = Math.max(exponent, predicted);
        offsets[which] = bound - predicted;
        int known = 0;
        if (offsets[which] == 0) {
            emitCodeword(plain(isFirstRow, context, significant));
        } else {
            int word =
                    (isFirstRow ? FIRST_ROW : OTHER_ROWS)
                            [key(context, significant, highest(first, bound))];
            emitCodeword(word);
            known = word >> 12;
        }
        encodeMagnitudes(first, bound, known);
    }

    private static int plain(boolean isFirstRow, int context, int significant) {
        return (isFirstRow ? FIRST_ROW_PLAIN : OTHER_ROWS_PLAIN)
                [context * QUAD_STATES + significant];
    }

    private void emitCodeword(int word) {
        vlc.put(word & 0xFF, word >> 8 & 0xF);
    }

    /** Which samples have the exponent that bounds their quad's. */
    private int highest(int first, int bound) {
        int found = 0;
        for (int i = 0; i < 4; i++) {
            if (exponent(values[first + i]) == bound) {
                found |= 1 << i;
            }
        }
        return found;
    }

    private void encodeMagnitudes(int first, int bound, int known) {
        for (int i = 0; i < 4; i++) {
            int value = values[first + i];
            if (value >= 0) {
                int length = bound - (known >> i & 1);
                magnitudes.put(value & (1 << length) - 1, length);
            }
        }
    }

    private static int exponent(int value) {
        return value < 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
    }

    private int firstContext(int q) {
        int before = significance[q - 1];
        return ((before | before >> 1) & 1) | (before >> 1 & 6);
    }

    private int context(int q) {
        int before = significance[q - 1];
        return ((above[q - 1] >> 3 | above[q] >> 1) & 1)
                | ((before >> 1 | before >> 2) & 2)
                | ((above[q] >> 1 | above[q + 1] << 1) & 4);
    }

    private int predictedExponent(int q, int significant) {
        if ((significant & significant - 1) == 0) {
            return 1;
        }
        int left = Math.max(exponents[2 * q - 2], exponents[2 * q - 1]);
        int right = Math.max(exponents[2 * q], exponents[2 * q + 1]);
        return Math.max(Math.max(left, right) - 1, 1);
    }

    /** An event tells whether both are above 2; else after one that is, the other takes a bit. */
    private void encodeFirstOffsets() {
        boolean areHigh = offsets[0] > 2 && offsets[1] > 2;
        mel.encode(areHigh ? 1 : 0);
        if (areHigh) {
            encodeOffsets(offsets[0] - 2, offsets[1] - 2);
        } else if (offsets[0] > 2) {
            putPrefix(offsets[0]);
            vlc.put(offsets[1] - 1, 1);
            putSuffix(offsets[0]);
            putExtension(offsets[0]);
        } else {
            encodeOffsets(offsets[0], offsets[1]);
        }
    }

    private void encodeOffsets(int first, int second) {
        putPrefix(first);
        putPrefix(second);
        putSuffix(first);
        putSuffix(second);
        putExtension(first);
        putExtension(second);
    }

    private void putPrefix(int offset) {
        switch (offset) {
            case 0 -> {}
            case 1 -> vlc.put(1, 1);
            case 2 -> vlc.put(2, 2);
            case 3, 4 -> vlc.put(4, 3);
            default -> vlc.put(0, 3);
        }
    }

    private void putSuffix(int offset) {
        if (offset == 3 || offset == 4) {
            vlc.put(offset - 3, 1);
        } else if (offset >= 5) {
            vlc.put(offset < 33 ? offset - 5 : 28 + (offset - 33) % 4, 5);
        }
    }

    private void putExtension(int offset) {
        if (offset >= 33) {
            vlc.put((offset - 33) / 4, 4);
        }
    }

    /** Joins the three streams; the last twelve bits tell how long the latter two are. */
    private byte[] finish() {
        magnitudes.finish();
        mel.finish();
        vlc.finish();
        int suffix = mel.length() + vlc.length() + 1;
        var bytes = new byte[magnitudes.length() + suffix];
        magnitudes.copy(bytes, 0);
        mel.copy(bytes, magnitudes.length());
        vlc.copy(bytes, bytes.length - 1);
        bytes[bytes.length - 1] = (byte) (suffix >> 4);
        int at = bytes.length - 2;
        bytes[at] = (byte) ((bytes[at] & 0xF0) | (suffix & 0xF));
        return bytes;
    }
}
