// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Native cells deflated frame by frame: Deflated Image Frame Compression (PS3.5 annex A.4). */
final class DeflatedCodec implements FrameDecoder, FrameEncoder {

    private static final int PIECE = 16 * 1024;

    /** What deflated bytes can become at most. */
    private static final int MAX_RATIO = 1032;

    @Override
    public boolean keepsUnusedBits() {
        return true;
    }

    @Override
    public Frame decode(byte[] encoded, ImagePixel image) {
        long length = NativeCells.bytes(image);
        if (length > (long) encoded.length * MAX_RATIO) {
            throw new MalformedFrameException(
                    encoded.length, "%d bytes for a frame of %d".formatted(encoded.length, length));
        }
        return NativeCells.read(inflated(encoded, Math.toIntExact(length)), 0, image);
    }

    private static byte[] inflated(byte[] encoded, int length) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(encoded);
            var bytes = new byte[length];
            int filled = 0;
            while (filled < length) {
                int count = inflater.inflate(bytes, filled, length - filled);
                if (count == 0) {
                    throw new MalformedFrameException(
                            inflater.getBytesRead(), "The deflated frame ends too early");
                }
                filled += count;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new MalformedFrameException(
                    inflater.getBytesRead(), "The deflated frame is damaged");
        } finally {
            inflater.end();
        }
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
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(NativeCells.write(frame));
            deflater.finish();
            var out = new ByteArrayOutputStream(PIECE);
            var piece = new byte[PIECE];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            if (out.size() % 2 != 0) {
                out.write(0);
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
