// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.jpeg.FrameHeader.Component;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the progressive processes with Huffman coding (ISO/IEC 10918-1 annex G): coefficients
 * come in bands, and from the highest bits to the lowest.
 *
 * <p>DICOM has retired their transfer syntaxes; photographs that were put into objects as they came
 * are progressive all the same.
 */
final class ProgressiveDecoder {

    /** A block takes a bit at least, in the first scan of its mean. */
    private static final int BLOCKS_A_BYTE = 8;

    /** 64 bands of each of four components, and no more: each may be of next to no bytes. */
    private static final int MAX_SCANS = 256;

    private static final int COEFFICIENTS = 64;
    private static final int MAX_LOW_BIT = 13;
    private static final int LONGEST_RUN = 15;

    private final FrameHeader header;
    private final DecoderTables tables;
    private final DCTPlanes planes;
    private final List<CodedComponent> components = new ArrayList<>();
    private int scans;

    /** How many blocks from the next on have no more coefficients in this scan. */
    private int blocksToSkip;

    ProgressiveDecoder(
            FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        this.planes = new DCTPlanes(header, image, in, BLOCKS_A_BYTE);
        this.header = header;
        this.tables = tables;
        for (int i = 0; i < header.components().size(); i++) {
            components.add(new CodedComponent(header.components().get(i), planes, i));
        }
    }

    /** Decodes a scan whose header was read; returns where it ends. */
    int scan(ScanHeader scan, SegmentReader in) {
        if (++scans > MAX_SCANS) {
            throw in.failure("More than %d scans".formatted(MAX_SCANS));
        }
        requirePossible(scan, in);
        var reader = new HuffmanReader(in.data(), in.at());
        var band = Band.of(scan, tables, in.at());
        var coded = new ArrayList<CodedComponent>();
        for (var one : scan.components()) {
            var component = components.get(one.index());
            component.begin(tables, band, one.dcTable(), in);
            coded.add(component);
        }
        blocksToSkip = 0;
        if (coded.size() == 1) {
            alone(coded.getFirst(), band, reader);
        } else {
            interleaved(coded, band, reader);
        }
        return reader.end();
    }

    private static void requirePossible(ScanHeader scan, SegmentReader in) {
        int first = scan.first();
        int last = scan.last();
        boolean isBand =
                first == 0
                        ? last == 0
                        : first <= last && last < COEFFICIENTS && scan.components().size() == 1;
        int high = scan.approximation() >> 4;
        int low = scan.pointTransform();
        if (!isBand || low > MAX_LOW_BIT || (high != 0 && high != low + 1)) {
            throw in.failure(
                    "Coefficients %d to %d, bits %d to %d".formatted(first, last, high, low));
        }
    }

    /** The coefficients of a scan, and which of their bits are in it. */
    private record Band(int first, int last, int low, boolean isFirst, HuffmanTable ac) {

        /** A table that a scan of means alone does not need. */
        private static final HuffmanTable NONE = HuffmanTable.empty();

        static Band of(ScanHeader scan, DecoderTables tables, int offset) {
            return new Band(
                    scan.first(),
                    scan.last(),
                    scan.pointTransform(),
                    scan.approximation() >> 4 == 0,
                    scan.first() == 0
                            ? NONE
                            : tables.ac(scan.components().getFirst().acTable(), offset));
        }
    }

    private void alone(CodedComponent component, Band band, HuffmanReader reader) {
        int across = Math.ceilDiv(component.plane.width(), DCTPlanes.BLOCK);
        int down = Math.ceilDiv(component.plane.height(), DCTPlanes.BLOCK);
        int interval = tables.restartInterval();
        int units = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++, units++) {
                if (interval > 0 && units > 0 && units % interval == 0) {
                    restart(List.of(component), reader, units / interval - 1);
                }
                decode(component, band, reader, component.at(x, y));
            }
        }
    }

    private void interleaved(List<CodedComponent> coded, Band band, HuffmanReader reader) {
        int across = planes.unitsAcross();
        int units = across * planes.unitsDown();
        int interval = tables.restartInterval();
        for (int unit = 0; unit < units; unit++) {
            if (interval > 0 && unit > 0 && unit % interval == 0) {
                restart(coded, reader, unit / interval - 1);
            }
            for (var component : coded) {
                int x = unit % across * component.header.across();
                int y = unit / across * component.header.down();
                for (int i = 0; i < component.header.down(); i++) {
                    for (int j = 0; j < component.header.across(); j++) {
                        decode(component, band, reader, component.at(x + j, y + i));
                    }
                }
            }
        }
    }

    private void restart(List<CodedComponent> coded, HuffmanReader reader, int number) {
        reader.restart(number);
        coded.forEach(component -> component.mean = 0);
        blocksToSkip = 0;
    }

    private void decode(CodedComponent component, Band band, HuffmanReader reader, int at) {
        var coefficients = component.coefficients;
        if (band.first == 0) {
            if (band.isFirst) {
                component.mean += reader.difference(component.dc);
                coefficients[at] = (short) (component.mean << band.low);
            } else {
                coefficients[at] |= (short) (reader.raw(1) << band.low);
            }
        } else if (band.isFirst) {
            readBand(coefficients, band, reader, at);
        } else {
            refineBand(coefficients, band, reader, at);
        }
    }

    /** The highest bits of a band (section G.1.2.2). */
    private void readBand(short[] coefficients, Band band, HuffmanReader reader, int at) {
        if (blocksToSkip > 0) {
            blocksToSkip--;
            return;
        }
        for (int k = band.first; k <= band.last; k++) {
            int next = reader.coefficient(band.ac);
            int run = next >> 4 & 0xF;
            if ((next & 0xF) == 0) {
                if (run < LONGEST_RUN) {
                    blocksToSkip = (1 << run) - 1 + reader.raw(run);
                    return;
                }
                k += LONGEST_RUN;
                continue;
            }
            k += run;
            if (k > band.last) {
                throw reader.failure("A coefficient beyond its band");
            }
            coefficients[at + k] = (short) (next >> 8 << band.low);
        }
    }

    /** One more bit of a band, and coefficients that become other than 0 by it (G.1.2.3). */
    private void refineBand(short[] coefficients, Band band, HuffmanReader reader, int at) {
        int k = band.first;
        if (blocksToSkip == 0) {
            for (; k <= band.last; k++) {
                int next = reader.coefficient(band.ac);
                int run = next >> 4 & 0xF;
                int size = next & 0xF;
                if (size > 1) {
                    throw reader.failure("A refinement of %d bits".formatted(size));
                }
                if (size == 0 && run < LONGEST_RUN) {
                    blocksToSkip = (1 << run) + reader.raw(run);
                    break;
                }
                k = refineRun(coefficients, band, reader, at, k, run);
                if (size == 1) {
                    if (k > band.last) {
                        throw reader.failure("A coefficient beyond its band");
                    }
                    coefficients[at + k] = (short) ((next >> 8) << band.low);
                }
            }
        }
        if (blocksToSkip > 0) {
            refineRun(coefficients, band, reader, at, k, COEFFICIENTS);
            blocksToSkip--;
        }
    }

    /**
     * Refines the coefficients that are not 0, up to so many that are, and one more.
     *
     * @return the place of that one; behind the band if there is none
     */
    private static int refineRun(
            short[] coefficients, Band band, HuffmanReader reader, int at, int from, int zeros) {
        int left = zeros;
        for (int k = from; k <= band.last; k++) {
            int value = coefficients[at + k];
            if (value == 0) {
                if (left-- == 0) {
                    return k;
                }
            } else if (reader.raw(1) == 1 && (value >> band.low & 1) == 0) {
                int more = 1 << band.low;
                coefficients[at + k] += (short) (value > 0 ? more : -more);
            }
        }
        return band.last + 1;
    }

    /** The frame, its colours as the code stream has them, each pixel with its own. */
    Frame frame(SegmentReader in) {
        var transform = new InverseDCT(header.precision());
        var block = new int[COEFFICIENTS];
        for (var component : components) {
            if (component.scans == 0) {
                throw in.failure("Components without a scan");
            }
            component.store(transform, block);
        }
        return planes.frame(tables.isYBR());
    }

    /** A component, and its coefficients so far: block by block, in the order of the stream. */
    private static final class CodedComponent {

        private final Component header;
        private final ComponentPlane plane;
        private final int blocksAcross;
        private final short[] coefficients;
        private int[] quantization = {};
        private HuffmanTable dc = Band.NONE;
        private int mean;
        private int scans;

        CodedComponent(Component header, DCTPlanes planes, int index) {
            this.header = header;
            this.plane = planes.plane(index);
            this.blocksAcross = planes.unitsAcross() * header.across();
            int blocks = blocksAcross * planes.unitsDown() * header.down();
            this.coefficients = new short[Math.multiplyExact(blocks, COEFFICIENTS)];
        }

        /** Where a block begins in the coefficients. */
        int at(int x, int y) {
            return (y * blocksAcross + x) * COEFFICIENTS;
        }

        void begin(DecoderTables tables, Band band, int dcTable, SegmentReader in) {
            if (scans++ == 0) {
                quantization = tables.quantization(header.table(), in.at());
            }
            if (band.first == 0 && band.isFirst) {
                dc = tables.dc(dcTable, in.at());
            }
            mean = 0;
        }

        void store(InverseDCT transform, int[] block) {
            int across = Math.ceilDiv(plane.width(), DCTPlanes.BLOCK);
            int down = Math.ceilDiv(plane.height(), DCTPlanes.BLOCK);
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    int at = at(x, y);
                    for (int k = 0; k < COEFFICIENTS; k++) {
                        block[ZigZag.NATURAL[k]] = coefficients[at + k] * quantization[k];
                    }
                    transform.transform(block);
                    plane.store(x, y, block);
                }
            }
        }
    }
}
