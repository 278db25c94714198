// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameDecoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.nio.ByteBuffer;

/**
 * Decodes frames of JPEG 2000 and of High-Throughput JPEG 2000 (PS3.5 sections A.4.4 and A.4.11).
 *
 * <p>Samples are what the code stream says of them, signed or not; where Pixel Representation says
 * otherwise, the same bits are read as it says.
 */
public final class JPEG2000FrameDecoder implements FrameDecoder {

    private final JPEG2000Options options;

    /** Decodes a frame on its caller's thread. */
    public JPEG2000FrameDecoder() {
        this(1);
    }

    /**
     * @param threads how many share the work of a frame
     */
    public JPEG2000FrameDecoder(int threads) {
        options = JPEG2000Options.DEFAULT.withThreads(threads);
    }

    @Override
    public Frame decode(byte[] encoded, ImagePixel image) {
        if (!image.depth().format().isWhole() || image.depth().cellBytes() > Integer.BYTES) {
            throw new UnsupportedFrameException("JPEG 2000 of " + image);
        }
        var limits = new JPEG2000Limits(image.columns(), image.rows(), image.samplesPerPixel());
        var decoded = JPEG2000Decoder.decode(ByteBuffer.wrap(encoded), limits, options);
        requireSame(decoded, image);
        var frame = Frame.blank(colours(decoded, image));
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            var samples = decoded.planes().get(c).samples();
            for (int row = 0; row < image.rows(); row++) {
                frame.setRow(c, row, samples, row * image.columns());
            }
        }
        return frame;
    }

    private static void requireSame(JPEG2000Image decoded, ImagePixel image) {
        if (decoded.width() != image.columns()
                || decoded.height() != image.rows()
                || decoded.planes().size() != image.samplesPerPixel()) {
            throw new MalformedFrameException(
                    0,
                    "%d by %d by %d samples for %s"
                            .formatted(
                                    decoded.width(),
                                    decoded.height(),
                                    decoded.planes().size(),
                                    image));
        }
        for (var plane : decoded.planes()) {
            if (plane.width() != image.columns() || plane.height() != image.rows()) {
                throw new UnsupportedFrameException("Subsampled components in JPEG 2000");
            }
            if (plane.bits() > Math.max(image.depth().allocated(), Byte.SIZE)) {
                throw new MalformedFrameException(
                        0, "Samples of %d bits for %s".formatted(plane.bits(), image));
            }
        }
    }

    /**
     * Where the code stream has transformed colours, they were red, green and blue, whatever the
     * data set says; and where it has not, its transforms cannot be what they are in.
     */
    private static ImagePixel colours(JPEG2000Image decoded, ImagePixel image) {
        var said = image.photometricInterpretation();
        boolean isTransformed =
                decoded.hasColourTransform()
                        || said == PhotometricInterpretation.YBR_RCT
                        || said == PhotometricInterpretation.YBR_ICT;
        return isTransformed && image.samplesPerPixel() == 3
                ? image.withPhotometric(PhotometricInterpretation.RGB)
                : image;
    }
}
