// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The bytes of a codeword segment in one piece, whether they were or not. */
final class SegmentBytes {

    private final byte[] stream;
    private final int origin;
    private byte[] joined = {};
    private byte[] array = {};
    private int from;
    private int length;

    SegmentBytes(byte[] stream, int origin) {
        this.stream = stream;
        this.origin = origin;
    }

    /** Makes a segment the one whose bytes these are. */
    void load(CodeBlock block, int segment) {
        length = block.length(segment);
        int place = block.placeIfWhole(segment);
        if (place >= 0) {
            array = stream;
            from = place;
            return;
        }
        if (joined.length < length) {
            joined = new byte[length];
        }
        block.copy(segment, stream, joined);
        array = joined;
        from = 0;
    }

    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /** Where in the stream a block's first byte is. */
    long offset(CodeBlock block) {
        return Math.max(block.position() - origin, 0);
    }
}
