// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.Samples;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.ArrayList;
import java.util.List;

/** The frame that blocks of samples are put together to, whatever process coded them. */
final class DCTPlanes {

    static final int BLOCK = 8;

    private final FrameHeader header;
    private final Frame frame;
    private final List<ComponentPlane> planes = new ArrayList<>();

    /**
     * @param blocksAByte how many blocks a byte of the code stream can be: a short stream cannot
     *     ask for a big frame
     */
    DCTPlanes(FrameHeader header, ImagePixel image, SegmentReader in, int blocksAByte) {
        if (header.precision() != 8 && header.precision() != 12) {
            throw in.failure("%d bits a sample".formatted(header.precision()));
        }
        if (image.depth().cellBytes() > 2) {
            throw new UnsupportedFrameException(in.at(), "Cells of more than 16 bits");
        }
        this.header = header;
        requireEnough(in, blocksAByte);
        this.frame = Frame.blank(header.cells(image).withPlanar(true));
        for (int i = 0; i < header.components().size(); i++) {
            planes.add(plane(i, image));
        }
    }

    private void requireEnough(SegmentReader in, int blocksAByte) {
        long blocks = 0;
        for (var component : header.components()) {
            long across = ceil((long) header.columns() * component.across(), header.maxAcross());
            long down = ceil((long) header.rows() * component.down(), header.maxDown());
            blocks += ceil(across, BLOCK) * ceil(down, BLOCK);
        }
        if (blocks / blocksAByte > in.data().length) {
            throw in.failure("%d blocks in %d bytes".formatted(blocks, in.data().length));
        }
    }

    private static long ceil(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }

    private ComponentPlane plane(int index, ImagePixel image) {
        var component = header.components().get(index);
        int precision = header.precision();
        int maxAcross = header.maxAcross();
        int maxDown = header.maxDown();
        if (component.across() == maxAcross && component.down() == maxDown) {
            return new ComponentPlane(
                    frame.samples(),
                    index * image.pixels(),
                    header.columns(),
                    header.rows(),
                    precision);
        }
        if (maxAcross % component.across() != 0 || maxDown % component.down() != 0) {
            throw new UnsupportedFrameException("Sampling factors that do not divide each other");
        }
        int width = (int) ceil((long) header.columns() * component.across(), maxAcross);
        int height = (int) ceil((long) header.rows() * component.down(), maxDown);
        Samples cells =
                image.depth().cellBytes() == 1
                        ? new Samples.OfByte(new byte[width * height])
                        : new Samples.OfShort(new short[width * height]);
        return new ComponentPlane(cells, 0, width, height, precision);
    }

    /** The samples of a component, by its index in the frame header. */
    ComponentPlane plane(int index) {
        return planes.get(index);
    }

    /** How many minimum coded units a row of them has, where components are interleaved. */
    int unitsAcross() {
        return Math.ceilDiv(header.columns(), BLOCK * header.maxAcross());
    }

    /** How many rows of such units there are. */
    int unitsDown() {
        return Math.ceilDiv(header.rows(), BLOCK * header.maxDown());
    }

    /**
     * The frame, its colours as the code stream has them, each pixel with its own.
     *
     * @param isYBR whether the code stream says that its colours are YCbCr
     */
    Frame frame(boolean isYBR) {
        for (int i = 0; i < planes.size(); i++) {
            var component = header.components().get(i);
            int across = header.maxAcross() / component.across();
            int down = header.maxDown() / component.down();
            if (across > 1 || down > 1) {
                new Upsampling(planes.get(i), across, down).into(frame, i);
            }
        }
        return new Frame(
                frame.image().withPhotometric(colours(frame.image(), isYBR)), frame.samples());
    }

    private PhotometricInterpretation colours(ImagePixel image, boolean isYBR) {
        return switch (image.photometricInterpretation()) {
            case YBR_FULL_422, YBR_FULL -> PhotometricInterpretation.YBR_FULL;
            // Ultrasound and endoscopy systems write YCbCr and say RGB; the code stream knows, and
            // nobody lets pixels share their red.
            case RGB ->
                    isYBR || !header.isFullySampled()
                            ? PhotometricInterpretation.YBR_FULL
                            : PhotometricInterpretation.RGB;
            default -> image.photometricInterpretation();
        };
    }
}
