// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/**
 * A code-block: where it lies in its band, and the pieces of the stream that code it.
 *
 * <p>Its passes are cut into codeword segments (T.800 D.4); a segment's bytes come in as many
 * pieces as there are packets that add to it.
 */
final class CodeBlock {

    private static final int[] NONE = {};
    private static final int FIRST_LENGTH_BITS = 3;

    /** To the band's first column and row. */
    final int x;

    final int y;
    final int width;
    final int height;

    /** The highest bit-planes of the band that are zero in the block. */
    int zeroPlanes;

    int passes;
    int lengthBits = FIRST_LENGTH_BITS;
    int segments;
    private int pieces;
    private int[] segmentPasses = NONE;
    // A piece: its segment, where it begins, how long it is.
    private int[] pieceTable = NONE;

    CodeBlock(int x, int y, int width, int height) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    boolean isIncluded() {
        return passes > 0;
    }

    int passes(int segment) {
        return segmentPasses[segment];
    }

    /** Opens a segment that has no passes yet. */
    void openSegment() {
        if (segments == segmentPasses.length) {
            segmentPasses = Arrays.copyOf(segmentPasses, Math.max(1, 2 * segments));
        }
        segmentPasses[segments++] = 0;
    }

    /** Adds passes to the last segment, and a piece that is yet to be placed. */
    void addPiece(int newPasses, int length) {
        segmentPasses[segments - 1] += newPasses;
        passes += newPasses;
        if (3 * pieces == pieceTable.length) {
            pieceTable = Arrays.copyOf(pieceTable, Math.max(3, 2 * pieceTable.length));
        }
        pieceTable[3 * pieces] = segments - 1;
        pieceTable[3 * pieces + 1] = -1;
        pieceTable[3 * pieces + 2] = length;
        pieces++;
    }

    /** Finds the place of every piece that has none, in the body of a packet. */
    void placePieces(StreamReader body) {
        int first = pieces;
        while (first > 0 && pieceTable[3 * first - 2] < 0) {
            first--;
        }
        for (int i = first; i < pieces; i++) {
            pieceTable[3 * i + 1] = body.position();
            body.skip(pieceTable[3 * i + 2]);
        }
    }

    /** The bytes of a segment. */
    int length(int segment) {
        int length = 0;
        for (int i = 0; i < pieces; i++) {
            if (pieceTable[3 * i] == segment) {
                length += pieceTable[3 * i + 2];
            }
        }
        return length;
    }

    /** Where in the stream a segment is, if it came in one piece; else a negative number. */
    int placeIfWhole(int segment) {
        int place = -1;
        for (int i = 0; i < pieces; i++) {
            if (pieceTable[3 * i] == segment) {
                if (place >= 0) {
                    return -1;
                }
                place = pieceTable[3 * i + 1];
            }
        }
        return place;
    }

    /** Copies the bytes of a segment. */
    void copy(int segment, byte[] stream, byte[] target) {
        int at = 0;
        for (int i = 0; i < pieces; i++) {
            if (pieceTable[3 * i] == segment) {
                System.arraycopy(stream, pieceTable[3 * i + 1], target, at, pieceTable[3 * i + 2]);
                at += pieceTable[3 * i + 2];
            }
        }
    }

    /** Where in the stream the block's first byte is. */
    int position() {
        return pieces == 0 ? 0 : pieceTable[1];
    }
}
