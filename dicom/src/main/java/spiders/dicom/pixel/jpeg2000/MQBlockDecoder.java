// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static spiders.dicom.pixel.jpeg2000.BlockState.FIRST_REFINED;
import static spiders.dicom.pixel.jpeg2000.BlockState.FIRST_VISITED;
import static spiders.dicom.pixel.jpeg2000.BlockState.NEIGHBOURS;
import static spiders.dicom.pixel.jpeg2000.BlockState.SELF;
import static spiders.dicom.pixel.jpeg2000.BlockState.SIGNIFICANCE;
import static spiders.dicom.pixel.jpeg2000.BlockState.VISITED;

import spiders.dicom.pixel.MalformedFrameException;

import java.util.Arrays;

/**
 * Decodes the coefficients of a code-block, bit-plane by bit-plane (T.800 annex D).
 *
 * <p>A coefficient is its sign in the highest bit, and twice its magnitude plus the half of what is
 * not known of it below: exact when all bit-planes are there. One thread uses one decoder.
 */
final class MQBlockDecoder {

    private static final int RAW_FROM_PASS = 10;
    private static final int SEGMENTATION_SYMBOL = 0b1010;

    private final MQDecoder mq = new MQDecoder();
    private final RawBits raw = new RawBits();
    private final BlockState state = new BlockState();
    private int[] coefficients = {};
    private byte[] zeroContexts = {};

    /**
     * Decodes a block.
     *
     * @param planes the magnitude bits that are coded of the band
     * @return the coefficients, row by row, valid until the next call
     */
    int[] decode(
            CodeBlock block,
            Band.Orientation orientation,
            CodingStyle style,
            int planes,
            SegmentBytes bytes) {
        int size = block.width * block.height;
        if (coefficients.length < size) {
            coefficients = new int[size];
        } else {
            Arrays.fill(coefficients, 0, size, 0);
        }
        int used = planes - block.zeroPlanes;
        if (block.passes > Math.max(3 * used - 2, 0)) {
            throw new MalformedFrameException(
                    bytes.offset(block),
                    "%d passes for %d bit-planes".formatted(block.passes, used));
        }
        state.reset(block.width, block.height, style.has(CodingStyle.VERTICALLY_CAUSAL));
        zeroContexts = BlockContexts.zero(orientation);
        mq.resetContexts();
        int pass = 0;
        for (int segment = 0; segment < block.segments; segment++) {
            boolean isRaw = isRaw(style, pass);
            bytes.load(block, segment);
            if (isRaw) {
                raw.start(bytes.array(), bytes.from(), bytes.length());
            } else {
                mq.start(bytes.array(), bytes.from(), bytes.length());
            }
            for (int i = 0; i < block.passes(segment); i++) {
                decodePass(pass, used - 1 - (pass + 2) / 3, isRaw, style);
                pass++;
            }
        }
        return coefficients;
    }

    /** With bypass, significance and refinement are raw from the fifth bit-plane. */
    private static boolean isRaw(CodingStyle style, int pass) {
        return style.has(CodingStyle.BYPASS) && pass >= RAW_FROM_PASS && pass % 3 != 0;
    }

    private void decodePass(int pass, int plane, boolean isRaw, CodingStyle style) {
        switch (pass % 3) {
            case 1 -> {
                if (isRaw) {
                    propagateRaw(plane);
                } else {
                    propagate(plane);
                }
            }
            case 2 -> {
                if (isRaw) {
                    refineRaw(plane);
                } else {
                    refine(plane);
                }
            }
            default -> {
                cleanUp(plane);
                if (style.has(CodingStyle.SEGMENTATION_SYMBOLS)) {
                    readSegmentationSymbol();
                }
            }
        }
        if (style.has(CodingStyle.RESET)) {
            mq.resetContexts();
        }
    }

    /** What it says is not looked at: it is for finding errors of transmission (T.800 D.5). */
    private void readSegmentationSymbol() {
        for (int bits = SEGMENTATION_SYMBOL; bits > 0; bits >>= 1) {
            mq.decode(MQDecoder.UNIFORM);
        }
    }

    private void propagate(int plane) {
        var words = state.words();
        int width = state.width();
        for (int y = 0; y < state.height(); y += 4) {
            int first = state.first(y >> 2);
            int rows = Math.min(4, state.height() - y);
            for (int x = 0; x < width; x++) {
                if ((words[first + x] & SIGNIFICANCE) != 0) {
                    propagateColumn(words, first + x, rows, y * width + x, plane);
                }
            }
        }
    }

    private void propagateColumn(int[] words, int at, int rows, int target, int plane) {
        int word = words[at];
        for (int row = 0; row < rows; row++) {
            int around = word >>> (3 * row);
            if ((around & SELF) == 0 && (around & NEIGHBOURS) != 0) {
                if (mq.decode(zeroContexts[around & NEIGHBOURS]) == 1) {
                    decodeSign(words, at, row, target + row * state.width(), plane);
                }
                word = words[at] |= 1 << (FIRST_VISITED + row);
            }
        }
    }

    private void decodeSign(int[] words, int at, int row, int target, int plane) {
        int context = BlockContexts.signs()[BlockState.signNeighbours(words, at, row)];
        int sign = mq.decode(context >> 1) ^ (context & 1);
        setSignificant(at, row, target, plane, sign);
    }

    private void setSignificant(int at, int row, int target, int plane, int sign) {
        coefficients[target] = 3 << plane | sign << 31;
        state.becomesSignificant(at, row, sign);
    }

    private void propagateRaw(int plane) {
        var words = state.words();
        int width = state.width();
        for (int y = 0; y < state.height(); y += 4) {
            int first = state.first(y >> 2);
            int rows = Math.min(4, state.height() - y);
            for (int x = 0; x < width; x++) {
                for (int row = 0; row < rows; row++) {
                    int around = words[first + x] >>> (3 * row);
                    if ((around & SELF) == 0 && (around & NEIGHBOURS) != 0) {
                        if (raw.bit() == 1) {
                            int target = (y + row) * width + x;
                            setSignificant(first + x, row, target, plane, raw.bit());
                        }
                        words[first + x] |= 1 << (FIRST_VISITED + row);
                    }
                }
            }
        }
    }

    private void refine(int plane) {
        var words = state.words();
        int width = state.width();
        for (int y = 0; y < state.height(); y += 4) {
            int first = state.first(y >> 2);
            int rows = Math.min(4, state.height() - y);
            for (int x = 0; x < width; x++) {
                if ((words[first + x] & SIGNIFICANCE) != 0) {
                    refineColumn(words, first + x, rows, y * width + x, plane);
                }
            }
        }
    }

    private void refineColumn(int[] words, int at, int rows, int target, int plane) {
        int word = words[at];
        for (int row = 0; row < rows; row++) {
            int around = word >>> (3 * row);
            if ((around & SELF) != 0 && (word >>> (FIRST_VISITED + row) & 1) == 0) {
                int context = BlockContexts.MAGNITUDE;
                if ((word >>> (FIRST_REFINED + row) & 1) != 0) {
                    context += 2;
                } else if ((around & NEIGHBOURS) != 0) {
                    context++;
                }
                refine(target + row * state.width(), mq.decode(context), plane);
                word |= 1 << (FIRST_REFINED + row);
            }
        }
        words[at] = word;
    }

    private void refine(int target, int bit, int plane) {
        // The half of the bit-plane above is set, and this bit decides which side of it is meant.
        coefficients[target] += (2 * bit - 1) << plane;
    }

    private void refineRaw(int plane) {
        var words = state.words();
        int width = state.width();
        for (int y = 0; y < state.height(); y += 4) {
            int first = state.first(y >> 2);
            int rows = Math.min(4, state.height() - y);
            for (int x = 0; x < width; x++) {
                int word = words[first + x];
                for (int row = 0; row < rows; row++) {
                    if ((word >>> (3 * row) & SELF) != 0
                            && (word >>> (FIRST_VISITED + row) & 1) == 0) {
                        refine((y + row) * width + x, raw.bit(), plane);
                        word |= 1 << (FIRST_REFINED + row);
                    }
                }
                words[first + x] = word;
            }
        }
    }

    private void cleanUp(int plane) {
        var words = state.words();
        int width = state.width();
        for (int y = 0; y < state.height(); y += 4) {
            int first = state.first(y >> 2);
            int rows = Math.min(4, state.height() - y);
            for (int x = 0; x < width; x++) {
                int at = first + x;
                int target = y * width + x;
                if (rows == 4 && (words[at] & SIGNIFICANCE) == 0) {
                    cleanUpRun(words, at, target, plane);
                } else {
                    cleanUpColumn(words, at, 0, rows, target, plane);
                }
                words[at] &= ~VISITED;
            }
        }
    }

    /** Four coefficients with nothing significant around them begin as one (T.800 D.3.4). */
    private void cleanUpRun(int[] words, int at, int target, int plane) {
        if (mq.decode(MQDecoder.RUN_LENGTH) == 0) {
            return;
        }
        int high = mq.decode(MQDecoder.UNIFORM);
        int row = 2 * high + mq.decode(MQDecoder.UNIFORM);
        decodeSign(words, at, row, target + row * state.width(), plane);
        cleanUpColumn(words, at, row + 1, 4, target, plane);
    }

    private void cleanUpColumn(int[] words, int at, int fromRow, int rows, int target, int plane) {
        int word = words[at];
        for (int row = fromRow; row < rows; row++) {
            int around = word >>> (3 * row);
            if ((around & SELF) == 0 && (word >>> (FIRST_VISITED + row) & 1) == 0) {
                if (mq.decode(zeroContexts[around & NEIGHBOURS]) == 1) {
                    decodeSign(words, at, row, target + row * state.width(), plane);
                    word = words[at];
                }
            }
        }
    }
}
