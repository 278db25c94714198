// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.pixel.jpeg.JPEGEncoder;

import java.util.Optional;

/** Turns the cells of one frame into bytes; safe for use by threads. */
public interface FrameEncoder {

    /**
     * What the data set is to say of frames encoded so: of other colours for instance, where the
     * encoder converts them, or color-by-plane.
     *
     * @throws UnsupportedFrameException if such frames cannot be encoded
     */
    ImagePixel encoded(ImagePixel image);

    /**
     * Encodes a frame; its samples are those of {@link Frame#row}, in either planar configuration.
     *
     * @return the code stream, of an even length
     * @throws UnsupportedFrameException if such frames cannot be encoded
     */
    byte[] encode(Frame frame);

    /**
     * The defined term of Lossy Image Compression Method (PS3.3 section C.7.6.1.1.5.1); empty if
     * every sample is decoded as it was.
     */
    default Optional<String> lossyMethod() {
        return Optional.empty();
    }

    /** Whether cells are encoded whole, with what is in their unused bits. */
    default boolean keepsUnusedBits() {
        return false;
    }

    /**
     * An encoder of JPEG Baseline, for pictures and where a site accepts loss.
     *
     * @param quality 1 to 100, with the meaning that the Independent JPEG Group gave it
     */
    static FrameEncoder jpegBaseline(int quality) {
        return new JPEGEncoder(quality);
    }
}
