// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes the sequential processes with Huffman coding (ISO/IEC 10918-1 annex F). */
final class DCTDecoder {

    /** Every block takes two bits at least. */
    private static final int BLOCKS_A_BYTE = 4;

    private final FrameHeader header;
    private final DecoderTables tables;
    private final DCTPlanes planes;
    private final InverseDCT transform;
    private final int[] block = new int[DCTPlanes.BLOCK * DCTPlanes.BLOCK];

    DCTDecoder(FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        this.planes = new DCTPlanes(header, image, in, BLOCKS_A_BYTE);
        this.header = header;
        this.tables = tables;
        this.transform = new InverseDCT(header.precision());
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
                            planes.plane(one.index()),
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
        int across = Math.ceilDiv(component.plane.width(), DCTPlanes.BLOCK);
        int down = Math.ceilDiv(component.plane.height(), DCTPlanes.BLOCK);
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
        int across = planes.unitsAcross();
        int down = planes.unitsDown();
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
        return planes.frame(tables.isYBR());
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
