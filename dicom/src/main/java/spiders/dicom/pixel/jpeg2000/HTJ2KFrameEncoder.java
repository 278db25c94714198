// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Encodes frames as High-Throughput JPEG 2000 without loss, as the transfer syntax with RPCL wants
 * it (PS3.5 section 10.18); red, green and blue are stored as YBR_RCT.
 */
public final class HTJ2KFrameEncoder implements FrameEncoder {

    private final int threads;

    /** Encodes a frame on its caller's thread. */
    public HTJ2KFrameEncoder() {
        this(1);
    }

    /**
     * @param threads how many share the work of a frame
     */
    public HTJ2KFrameEncoder(int threads) {
        this.threads = threads;
    }

    @Override
    public ImagePixel encoded(ImagePixel image) {
        var depth = image.depth();
        var colours = image.photometricInterpretation();
        if (!depth.format().isWhole()
                || depth.stored() > ComponentSize.MAX_BITS
                || depth.allocated() < Byte.SIZE
                || colours.isSubsampled()
                || colours == PhotometricInterpretation.YBR_RCT
                || colours == PhotometricInterpretation.YBR_ICT) {
            throw new UnsupportedFrameException("High-Throughput JPEG 2000 of " + image);
        }
        var aligned = image.withDepth(depth.aligned()).withPlanar(false);
        return colours == PhotometricInterpretation.RGB
                ? aligned.withPhotometric(PhotometricInterpretation.YBR_RCT)
                : aligned;
    }

    @Override
    public byte[] encode(Frame frame) {
        var image = frame.image();
        boolean isTransformed =
                encoded(image).photometricInterpretation() == PhotometricInterpretation.YBR_RCT;
        var planes = new ArrayList<JPEG2000Plane>();
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            var samples = new int[image.pixels()];
            for (int row = 0; row < image.rows(); row++) {
                frame.row(c, row, samples, row * image.columns());
            }
            planes.add(
                    JPEG2000Plane.of(
                            image.columns(),
                            image.rows(),
                            image.depth().stored(),
                            image.depth().isSigned(),
                            samples));
        }
        var bytes = HTJ2KEncoder.encode(planes, isTransformed, threads);
        return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }
}
