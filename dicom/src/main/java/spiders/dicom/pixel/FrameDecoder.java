// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/**
 * Turns the bytes of one frame into cells.
 *
 * <p>Decoders keep nothing between frames, and are safe for use by threads. The memory they use,
 * and the time they take, is bounded by the image and the length of the bytes, whatever these say.
 */
@FunctionalInterface
public interface FrameDecoder {

    /**
     * Decodes a frame; a zero byte that pads it to an even length may follow.
     *
     * @param encoded the frame as its fragments joined hold it; not changed
     * @param image what the data set says of its frames
     * @return the frame; samples stand in their cells as its image's depth says, and what is in
     *     unused bits is not specified. Its image tells other colours than were asked for where the
     *     code stream has them, and color-by-plane or by-pixel as the decoder likes.
     * @throws MalformedFrameException if the bytes are not the frame they should be
     * @throws UnsupportedFrameException if they use what there is no decoder for
     */
    Frame decode(byte[] encoded, ImagePixel image);

    /** Whether cells come out whole, with what is in their unused bits. */
    default boolean keepsUnusedBits() {
        return false;
    }
}
