// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.MalformedFrameException;

import java.util.Arrays;

/**
 * Decodes the coefficients of an HT code-block (T.814 clause 7), in the form of {@link
 * MQBlockDecoder}. Samples go by quads of two by two: upper left, lower left, upper right, lower
 * right. One thread uses one decoder.
 */
final class HTBlockDecoder {

    private static final int MIN_SUFFIX = 2;
    private static final int MAX_SUFFIX = 4079;
    private static final int CODEWORD_MASK = (1 << HTCodeword.MAX_LENGTH) - 1;

    // An entry: length 0-2, has offset 3, significance 4-7, E^1 8-11, E^K 12-15.
    private static final int[] FIRST_ROW = new int[8 << HTCodeword.MAX_LENGTH];
    private static final int[] OTHER_ROWS = new int[8 << HTCodeword.MAX_LENGTH];
    private static final int HAS_OFFSET = 1 << 3;

    // By the next three bits: the prefix of an exponent's offset (T.814 table 3).
    private static final int[] PREFIX_LENGTH = {3, 1, 2, 1, 3, 1, 2, 1};
    private static final int[] PREFIX = {5, 1, 2, 1, 3, 1, 2, 1};
    private static final int[] SUFFIX_LENGTH = {0, 0, 0, 1, 0, 5};
    private static final int EXTENDED_SUFFIX = 28;

    static {
        for (var row : HTCodeword.rows()) {
            int entry =
                    row.length()
                            | (row.hasOffset() ? HAS_OFFSET : 0)
                            | row.significance() << 4
                            | row.ones() << 8
                            | row.known() << 12;
            var table = row.isFirstRow() ? FIRST_ROW : OTHER_ROWS;
            for (int rest = 0; rest < 1 << (HTCodeword.MAX_LENGTH - row.length()); rest++) {
                int bits = rest << row.length() | row.codeword();
                table[row.context() << HTCodeword.MAX_LENGTH | bits] = entry;
            }
        }
    }

    private final MELDecoder mel = new MELDecoder();
    private final BackwardBits vlc = new BackwardBits();
    private final ForwardBits magnitudes = new ForwardBits(0xFF);
    private final HTRefinement refinement = new HTRefinement();
    private int[] coefficients = {};
    private int stride;

    // Of the current row of quads and the one above, with a margin of one at each side.
    private int[] entries = {};
    private int[] above = {};
    private int[] offsets = {};
    // Exponents of the lower samples of the row above, and of the current one.
    private int[] exponents = {};
    private int[] newExponents = {};

    /** Decodes a block; the coefficients are valid until the next call. */
    int[] decode(CodeBlock block, CodingStyle style, int planes, SegmentBytes bytes) {
        int quads = (block.width + 1) >> 1;
        prepare(block, quads);
        if (block.segments == 0 || block.length(0) == 0) {
            return coefficients;
        }
        int plane = planes - 1 - block.zeroPlanes;
        if (plane < 0) {
            throw malformed(block, bytes, "An HT code-block without bit-planes");
        }
        bytes.load(block, 0);
        startCleanup(block, bytes);
        for (int y = 0; y < block.height; y += 2) {
            readQuads(y == 0, quads);
            readMagnitudes(block, bytes, y, quads, plane);
        }
        if (block.segments > 1 && plane > 0) {
            bytes.load(block, 1);
            refinement.refine(block, coefficients, stride, style, plane, bytes);
        }
        return coefficients;
    }

    /** From a row of {@link #decode}'s coefficients to the next. */
    int stride() {
        return stride;
    }

    private void prepare(CodeBlock block, int quads) {
        stride = 2 * quads;
        int size = stride * (block.height + 1 & ~1);
        if (coefficients.length < size) {
            coefficients = new int[size];
        } else {
            Arrays.fill(coefficients, 0, size, 0);
        }
        if (entries.length < quads + 3) {
            entries = new int[quads + 3];
            above = new int[quads + 3];
            offsets = new int[quads + 3];
            exponents = new int[2 * quads + 4];
            newExponents = new int[2 * quads + 4];
            return;
        }
        Arrays.fill(entries, 0);
        Arrays.fill(above, 0);
        Arrays.fill(exponents, 0);
        Arrays.fill(newExponents, 0);
    }

    private void startCleanup(CodeBlock block, SegmentBytes bytes) {
        var data = bytes.array();
        int end = bytes.from() + bytes.length();
        if (bytes.length() < MIN_SUFFIX) {
            throw malformed(block, bytes, "An HT cleanup segment of a byte");
        }
        int suffix = (data[end - 1] & 0xFF) << 4 | (data[end - 2] & 0xF);
        if (suffix < MIN_SUFFIX || suffix > Math.min(bytes.length(), MAX_SUFFIX)) {
            throw malformed(
                    block,
                    bytes,
                    "A suffix of %d in an HT segment of %d".formatted(suffix, bytes.length()));
        }
        magnitudes.start(data, bytes.from(), end - suffix);
        mel.start(data, end - suffix, end);
        vlc.startAtHalf(data, end - suffix, end - 1);
    }

    /** Reads significance and exponents' offsets of a row of quads, two quads a time. */
    private void readQuads(boolean isFirst, int quads) {
        var table = isFirst ? FIRST_ROW : OTHER_ROWS;
        var swapped = above;
        above = entries;
        entries = swapped;
        entries[0] = 0;
        for (int q = 1; q <= quads; q += 2) {
            int first = readQuad(table, isFirst ? firstContext(q) : context(q));
            entries[q] = first;
            int second = 0;
            if (q < quads) {
                second = readQuad(table, isFirst ? firstContext(q + 1) : context(q + 1));
            }
            entries[q + 1] = second;
            if (((first | second) & HAS_OFFSET) == 0) {
                offsets[q] = 0;
                offsets[q + 1] = 0;
            } else if ((first & second & HAS_OFFSET) != 0 && isFirst) {
                readFirstOffsets(q);
            } else {
                readOffsets(q, first & HAS_OFFSET, second & HAS_OFFSET, 0);
            }
        }
        // An odd row's missing last quad is the margin of the next row.
        entries[quads + 1] = 0;
    }

    private int readQuad(int[] table, int context) {
        if (context == 0 && mel.event() == 0) {
            return 0;
        }
        int entry = table[context << HTCodeword.MAX_LENGTH | ((int) vlc.peek() & CODEWORD_MASK)];
        vlc.take(entry & 7);
        return entry;
    }

    /** The context within the first row, of the quad before (T.814 equation 1). */
    private int firstContext(int q) {
        int before = entries[q - 1] >> 4;
        return ((before | before >> 1) & 1) | (before >> 1 & 6);
    }

    /** The context of the quad before and the three above (T.814 equation 2). */
    private int context(int q) {
        int before = entries[q - 1] >> 4;
        int left = above[q - 1] >> 4;
        int middle = above[q] >> 4;
        int right = above[q + 1] >> 4;
        return ((left >> 3 | middle >> 1) & 1)
                | ((before >> 1 | before >> 2) & 2)
                | ((middle >> 1 | right << 1) & 4);
    }

    /** Two offsets in the first row: an event tells whether both are above 2 (T.814 7.3.6). */
    private void readFirstOffsets(int q) {
        if (mel.event() == 1) {
            readOffsets(q, HAS_OFFSET, HAS_OFFSET, 2);
            return;
        }
        int next = (int) vlc.peek() & 7;
        if (PREFIX[next] <= 2) {
            readOffsets(q, HAS_OFFSET, HAS_OFFSET, 0);
            return;
        }
        vlc.take(PREFIX_LENGTH[next]);
        offsets[q + 1] = 1 + vlc.bit();
        offsets[q] = PREFIX[next] + readSuffix(PREFIX[next]);
        if (offsets[q] - PREFIX[next] >= EXTENDED_SUFFIX) {
            offsets[q] += readExtension();
        }
    }

    /** Both prefixes come before both suffixes, and these before both extensions. */
    private void readOffsets(int q, int hasFirst, int hasSecond, int more) {
        int first = hasFirst == 0 ? 0 : readPrefix();
        int second = hasSecond == 0 ? 0 : readPrefix();
        int firstSuffix = readSuffix(first);
        int secondSuffix = readSuffix(second);
        int firstExtension = firstSuffix >= EXTENDED_SUFFIX ? readExtension() : 0;
        int secondExtension = secondSuffix >= EXTENDED_SUFFIX ? readExtension() : 0;
        offsets[q] = first + firstSuffix + firstExtension + (hasFirst == 0 ? 0 : more);
        offsets[q + 1] = second + secondSuffix + secondExtension + (hasSecond == 0 ? 0 : more);
    }

    private int readPrefix() {
        int next = (int) vlc.peek() & 7;
        vlc.take(PREFIX_LENGTH[next]);
        return PREFIX[next];
    }

    private int readSuffix(int prefix) {
        int length = SUFFIX_LENGTH[prefix];
        int suffix = (int) vlc.peek() & (1 << length) - 1;
        vlc.take(length);
        return suffix;
    }

    private int readExtension() {
        int extension = (int) vlc.peek() & 0xF;
        vlc.take(4);
        return 4 * extension;
    }

    private void readMagnitudes(CodeBlock block, SegmentBytes bytes, int y, int quads, int plane) {
        int most = block.zeroPlanes + 2;
        for (int q = 1; q <= quads; q++) {
            int entry = entries[q];
            int significance = entry >> 4 & 0xF;
            if (significance == 0) {
                newExponents[2 * q - 1] = 0;
                newExponents[2 * q] = 0;
                continue;
            }
            int exponent = offsets[q] + predictedExponent(q, significance);
            if (exponent > most) {
                throw malformed(
                        block, bytes, "An exponent of %d, limit %d".formatted(exponent, most));
            }
            readQuadMagnitudes(q, y * stride + 2 * (q - 1), exponent, plane);
        }
        var swapped = exponents;
        exponents = newExponents;
        newExponents = swapped;
    }

    /** From the lower samples of the quads above, if more than one sample is significant. */
    private int predictedExponent(int q, int significance) {
        if ((significance & significance - 1) == 0) {
            return 1;
        }
        int left = Math.max(exponents[2 * q - 2], exponents[2 * q - 1]);
        int right = Math.max(exponents[2 * q], exponents[2 * q + 1]);
        return Math.max(Math.max(left, right) - 1, 1);
    }

    private void readQuadMagnitudes(int q, int target, int exponent, int plane) {
        int entry = entries[q];
        int upperLeft = readMagnitude(entry, 0, exponent);
        int lowerLeft = readMagnitude(entry, 1, exponent);
        int upperRight = readMagnitude(entry, 2, exponent);
        int lowerRight = readMagnitude(entry, 3, exponent);
        coefficients[target] = coefficient(upperLeft, plane);
        coefficients[target + stride] = coefficient(lowerLeft, plane);
        coefficients[target + 1] = coefficient(upperRight, plane);
        coefficients[target + stride + 1] = coefficient(lowerRight, plane);
        newExponents[2 * q - 1] = exponent(lowerLeft);
        newExponents[2 * q] = exponent(lowerRight);
    }

    /** Twice the magnitude less one, plus one if negative; -1 if the sample is insignificant. */
    private int readMagnitude(int entry, int sample, int exponent) {
        if ((entry >> (4 + sample) & 1) == 0) {
            return -1;
        }
        int length = exponent - (entry >> (12 + sample) & 1);
        int value = (int) (magnitudes.peek() & (1L << length) - 1);
        magnitudes.take(length);
        return value | (entry >> (8 + sample) & 1) << length;
    }

    private static int coefficient(int value, int plane) {
        return value < 0 ? 0 : value << 31 | ((value | 1) + 2) << plane;
    }

    private static int exponent(int value) {
        return value < 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
    }

    private static MalformedFrameException malformed(
            CodeBlock block, SegmentBytes bytes, String message) {
        return new MalformedFrameException(bytes.offset(block), message);
    }
}
