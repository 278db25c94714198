// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.Samples;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes the sequential processes with Huffman coding (ISO/IEC 10918-1 annex F). */
final class DCTDecoder {

    private static final int BLOCK = 8;

    private final FrameHeader header;
    private final DecoderTables tables;
    private final Frame frame;
    private final List<ComponentPlane> planes = new ArrayList<>();
    private final InverseDCT transform;
    private final int[] block = new int[BLOCK * BLOCK];

    DCTDecoder(FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        if (header.precision() != 8 && header.precision() != 12) {
            throw in.failure("%d bits a sample".formatted(header.precision()));
        }
        if (image.depth().cellBytes() > 2) {
            throw new UnsupportedFrameException(in.at(), "Cells of more than 16 bits");
        }
        requireEnough(header, in);
        this.header = header;
        this.tables = tables;
        this.transform = new InverseDCT(header.precision());
        this.frame = Frame.blank(header.cells(image).withPlanar(true));
        for (int i = 0; i < header.components().size(); i++) {
            planes.add(plane(i, image));
        }
    }

    /** Every block takes two bits at least: a short stream cannot ask for a big frame. */
    private static void requireEnough(FrameHeader header, SegmentReader in) {
        long blocks = 0;
        for (var component : header.components()) {
            long across = ceil((long) header.columns() * component.across(), header.maxAcross());
            long down = ceil((long) header.rows() * component.down(), header.maxDown());
            blocks += ceil(across, BLOCK) * ceil(down, BLOCK);
        }
        if (blocks / 4 > in.data().length) {
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

    /** Decodes a scan whose header was read; returns where it ends. */
    int scan(ScanHeader scan, SegmentReader in) {
        if (scan.first() != 0 || scan.last() != 63 || scan.approximation() != 0) {
            throw in.failure("Spectral selection in a sequential process");
        }
        var reader = new HuffmanReader(in.data(), in.at());
        var coded = new ArrayList<CodedComponent>();
        for (var one : scan.components()) {
            var component = header.components().get(one.index());
            coded.add(
                    new CodedComponent(
                            planes.get(one.index()),
                            component,
                            tables.dc(one.dcTable(), in.at()),
                            tables.ac(one.acTable(), in.at()),
                            tables.quantization(component.table(), in.at())));
        }
        if (coded.size() == 1) {
            alone(coded.getFirst(), reader);
        } else {
            interleaved(coded, reader);
        }
        return reader.end();
    }

    /** A component of its own is coded block by block (section A.2.2). */
    private void alone(CodedComponent component, HuffmanReader reader) {
        int across = (int) ceil(component.plane.width(), BLOCK);
        int down = (int) ceil(component.plane.height(), BLOCK);
        int interval = tables.restartInterval();
        int units = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++, units++) {
                if (interval > 0 && units > 0 && units % interval == 0) {
                    reader.restart(units / interval - 1);
                    component.mean = 0;
                }
                decode(component, reader, x, y);
            }
        }
    }

    /** Components together are coded in minimum coded units (section A.2.3). */
    private void interleaved(List<CodedComponent> components, HuffmanReader reader) {
        int across = (int) ceil(header.columns(), (long) BLOCK * header.maxAcross());
        int down = (int) ceil(header.rows(), (long) BLOCK * header.maxDown());
        int interval = tables.restartInterval();
        int units = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++, units++) {
                if (interval > 0 && units > 0 && units % interval == 0) {
                    reader.restart(units / interval - 1);
                    components.forEach(component -> component.mean = 0);
                }
                for (var component : components) {
                    unit(component, reader, x, y);
                }
            }
        }
    }

    private void unit(CodedComponent component, HuffmanReader reader, int x, int y) {
        int across = component.header.across();
        int down = component.header.down();
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                decode(component, reader, x * across + j, y * down + i);
            }
        }
    }

    private void decode(CodedComponent component, HuffmanReader reader, int x, int y) {
        component.mean += reader.difference(component.dc);
        int mean = component.mean * component.quantization[0];
        int last = reader.coefficients(component.ac, component.quantization, block);
        if (last == 0) {
            component.plane.fill(x, y, transform.flat(mean));
            return;
        }
        block[0] = mean;
        transform.transform(block);
        component.plane.store(x, y, block);
        Arrays.fill(block, 0);
    }

    /** The frame, its colours as the code stream has them, each pixel with its own. */
    Frame frame() {
        for (int i = 0; i < planes.size(); i++) {
            var component = header.components().get(i);
            int across = header.maxAcross() / component.across();
            int down = header.maxDown() / component.down();
            if (across > 1 || down > 1) {
                new Upsampling(planes.get(i), across, down).into(frame, i);
            }
        }
        return new Frame(frame.image().withPhotometric(colours(frame.image())), frame.samples());
    }

    private PhotometricInterpretation colours(ImagePixel image) {
        return switch (image.photometricInterpretation()) {
            case YBR_FULL_422, YBR_FULL -> PhotometricInterpretation.YBR_FULL;
            // Ultrasound and endoscopy systems write YCbCr and say RGB; the code stream knows, and
            // nobody lets pixels share their red.
            case RGB ->
                    tables.isYBR() || !header.isFullySampled()
                            ? PhotometricInterpretation.YBR_FULL
                            : PhotometricInterpretation.RGB;
            default -> image.photometricInterpretation();
        };
    }

    /** A component within a scan, and its prediction. */
    private static final class CodedComponent {

        private final ComponentPlane plane;
        private final FrameHeader.Component header;
        private final HuffmanTable dc;
        private final HuffmanTable ac;
        private final int[] quantization;
        private int mean;

        CodedComponent(
                ComponentPlane plane,
                FrameHeader.Component header,
                HuffmanTable dc,
                HuffmanTable ac,
                int[] quantization) {
            this.plane = plane;
            this.header = header;
            this.dc = dc;
            this.ac = ac;
            this.quantization = quantization;
        }
    }
}
