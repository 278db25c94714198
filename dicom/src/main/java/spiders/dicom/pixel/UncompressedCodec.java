// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.util.Arrays;

/** Native cells in fragments: Encapsulated Uncompressed (PS3.5 section A.4.11). */
final class UncompressedCodec implements FrameDecoder, FrameEncoder {

    @Override
    public boolean keepsUnusedBits() {
        return true;
    }

    @Override
    public Frame decode(byte[] encoded, ImagePixel image) {
        return NativeCells.read(encoded, 0, image);
    }

    @Override
    public ImagePixel encoded(ImagePixel image) {
        if (image.photometricInterpretation().isSubsampled()) {
            throw new UnsupportedFrameException("Native pixels that share their colours");
        }
        return image;
    }

    @Override
    public byte[] encode(Frame frame) {
        var bytes = NativeCells.write(frame);
        return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }
}
