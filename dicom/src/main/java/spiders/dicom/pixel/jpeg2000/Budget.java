// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * How many precincts and code-blocks an image may be cut into.
 *
 * <p>Each takes some hundred bytes. A code-block has at least 16 samples but at the edges of
 * precincts, where a hostile stream can cut it down to one; this is far above what a stream that is
 * meant to be read has.
 */
final class Budget {

    /** For images of one's own making; keeps no count. */
    static final Budget UNLIMITED = new Budget(0, false);

    private static final int SMALL_IMAGE = 1 << 16;
    private static final int SAMPLES_A_PIECE = 8;

    private final boolean isLimited;
    private long left;

    Budget(long samples) {
        this(SMALL_IMAGE + samples / SAMPLES_A_PIECE, true);
    }

    private Budget(long pieces, boolean isLimited) {
        left = pieces;
        this.isLimited = isLimited;
    }

    void take(long pieces, StreamReader at) {
        if (!isLimited) {
            return;
        }
        left -= pieces;
        if (left < 0) {
            throw at.malformed("An image cut into too many precincts and code-blocks");
        }
    }
}
