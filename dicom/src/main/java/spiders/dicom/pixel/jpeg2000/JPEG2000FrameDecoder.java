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

    private static final int MAX_SHARED = 4;

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
        if (!image.depth().isWholeIn32Bits()) {
            throw new UnsupportedFrameException("JPEG 2000 of " + image);
        }
        var limits = new JPEG2000Limits(image.columns(), image.rows(), image.samplesPerPixel());
        var decoded = JPEG2000Decoder.decode(ByteBuffer.wrap(encoded), limits, options);
        requireSame(decoded, image);
        var frame = Frame.blank(cells(decoded, colours(decoded, image)));
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            var plane = decoded.planes().get(c);
            if (isFull(plane, image)) {
                for (int row = 0; row < image.rows(); row++) {
                    frame.setRow(c, row, plane.samples(), row * image.columns());
                }
            } else {
                upsample(plane, frame, c);
            }
        }
        return frame;
    }

    private static boolean isFull(JPEG2000Plane plane, ImagePixel image) {
        return plane.width() == image.columns() && plane.height() == image.rows();
    }

    /**
     * Gives every pixel its own sample of a component that has fewer, as slide scanners write
     * YBR_FULL_422 (CP-2650): by repetition.
     */
    private static void upsample(JPEG2000Plane plane, Frame frame, int component) {
        var image = frame.image();
        int across = Math.ceilDiv(image.columns(), plane.width());
        int down = Math.ceilDiv(image.rows(), plane.height());
        var wide = new int[image.columns()];
        for (int row = 0; row < image.rows(); row++) {
            int from = row / down * plane.width();
            for (int x = 0; x < wide.length; x++) {
                wide[x] = plane.samples()[from + x / across];
            }
            frame.setRow(component, row, wide, 0);
        }
    }

    /** The cells of the decoded image: a code stream of the stored bits alone has them aligned. */
    private static ImagePixel cells(JPEG2000Image decoded, ImagePixel image) {
        boolean isOfStoredBits =
                decoded.planes().stream().allMatch(plane -> plane.bits() <= image.depth().stored());
        return isOfStoredBits ? image.withDepth(image.depth().aligned()) : image;
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
            if (!isSampled(plane.width(), image.columns())
                    || !isSampled(plane.height(), image.rows())) {
                throw new UnsupportedFrameException("Subsampled components in JPEG 2000");
            }
            if (plane.bits() > Math.max(image.depth().allocated(), Byte.SIZE)) {
                throw new MalformedFrameException(
                        0, "Samples of %d bits for %s".formatted(plane.bits(), image));
            }
        }
    }

    /** Whether so many samples are those of pixels, or of each two, three or four of them. */
    private static boolean isSampled(int samples, int pixels) {
        int each = Math.ceilDiv(pixels, samples);
        return each <= MAX_SHARED && Math.ceilDiv(pixels, each) == samples;
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
