// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes the markers of a code stream of HT code-blocks, of one tile in parts (T.800 annex A). */
final class CodeStreamWriter {

    private static final int PART_15_PROFILE = 0x4000;
    private static final int PART_15 = 1 << 17;
    private static final int SOT_LENGTH = 12;
    private static final int TLM_ENTRY = 5;
    private static final int TLM_ENTRIES = 0x50; // An index of one byte, a length of four.
    private static final int MAX_PLT = 0xFFFF - 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Area area;
    private final List<ComponentSize> sizes;
    private final Parameters parameters;

    /** The packets of a part of the tile, and how long each is. */
    record TilePart(ByteArrayOutputStream packets, List<Integer> lengths) {

        TilePart {
            lengths = List.copyOf(lengths);
        }
    }

    CodeStreamWriter(Area area, List<ComponentSize> sizes, Parameters parameters) {
        this.area = area;
        this.sizes = sizes;
        this.parameters = parameters;
    }

    byte[] write(List<TilePart> parts) {
        u16(Marker.SOC);
        writeSize();
        writeCapabilities();
        writeCodingStyle();
        writeQuantization();
        var headers = parts.stream().map(CodeStreamWriter::packetLengths).toList();
        writeTilePartLengths(parts, headers);
        for (int i = 0; i < parts.size(); i++) {
            u16(Marker.SOT);
            u16(SOT_LENGTH - 2);
            u16(0);
            u32(length(parts.get(i), headers.get(i)));
            u8(i);
            u8(parts.size());
            out.writeBytes(headers.get(i));
            u16(Marker.SOD);
            out.writeBytes(parts.get(i).packets().toByteArray());
        }
        u16(Marker.EOC);
        return out.toByteArray();
    }

    private void writeSize() {
        u16(Marker.SIZ);
        u16(38 + 3 * sizes.size());
        u16(PART_15_PROFILE);
        u32(area.width());
        u32(area.height());
        u32(0);
        u32(0);
        u32(area.width());
        u32(area.height());
        u32(0);
        u32(0);
        u16(sizes.size());
        for (var size : sizes) {
            u8(size.bits() - 1 | (size.isSigned() ? 0x80 : 0));
            u8(size.dx());
            u8(size.dy());
        }
    }

    /** All code-blocks are HT, in one set, of the reversible transform (T.814 A.3). */
    private void writeCapabilities() {
        int planes = 0;
        for (int band = 0; band <= 3 * parameters.style(0).levels(); band++) {
            planes = Math.max(planes, parameters.quantization(0).bitPlanes(band));
        }
        int magnitudes = planes <= 8 ? 0 : planes < 28 ? planes - 8 : 13 + planes / 4;
        u16(Marker.CAP);
        u16(8);
        u32(PART_15);
        u16(magnitudes);
    }

    private void writeCodingStyle() {
        var style = parameters.style(0);
        u16(Marker.COD);
        u16(12);
        u8(0);
        u8(parameters.order().code());
        u16(parameters.layers());
        u8(parameters.hasColourTransform() ? 1 : 0);
        u8(style.levels());
        u8(style.widthExponent() - 2);
        u8(style.heightExponent() - 2);
        u8(style.blockStyle());
        u8(style.isReversible() ? 1 : 0);
    }

    private void writeQuantization() {
        var quantization = parameters.quantization(0);
        int bands = 3 * parameters.style(0).levels() + 1;
        u16(Marker.QCD);
        u16(3 + bands);
        u8(quantization.guardBits() << 5);
        for (int band = 0; band < bands; band++) {
            u8(quantization.exponent(band) << 3);
        }
    }

    private void writeTilePartLengths(List<TilePart> parts, List<byte[]> headers) {
        u16(Marker.TLM);
        u16(4 + TLM_ENTRY * parts.size());
        u8(0);
        u8(TLM_ENTRIES);
        for (int i = 0; i < parts.size(); i++) {
            u8(0);
            u32(length(parts.get(i), headers.get(i)));
        }
    }

    private static int length(TilePart part, byte[] header) {
        return SOT_LENGTH + header.length + 2 + part.packets().size();
    }

    /** The PLT segments of a part: seven bits a byte, the highest set if more follow. */
    private static byte[] packetLengths(TilePart part) {
        var all = new ByteArrayOutputStream();
        var segment = new ByteArrayOutputStream();
        int index = 0;
        for (int length : part.lengths()) {
            if (segment.size() > MAX_PLT - Integer.BYTES - 1) {
                writeSegment(all, index++, segment);
            }
            int shift = 7 * ((Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length | 1)) / 7);
            for (; shift > 0; shift -= 7) {
                segment.write((length >> shift & 0x7F) | 0x80);
            }
            segment.write(length & 0x7F);
        }
        writeSegment(all, index, segment);
        return all.toByteArray();
    }

    private static void writeSegment(
            ByteArrayOutputStream all, int index, ByteArrayOutputStream segment) {
        int length = segment.size() + 3;
        all.write(Marker.PLT >> 8);
        all.write(Marker.PLT);
        all.write(length >> 8);
        all.write(length);
        all.write(index);
        all.writeBytes(segment.toByteArray());
        segment.reset();
    }

    private void u8(int value) {
        out.write(value);
    }

    private void u16(int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }
}
