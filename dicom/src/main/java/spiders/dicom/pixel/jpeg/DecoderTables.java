// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import org.jspecify.annotations.Nullable;

import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

/** The tables, and what else is said between the scans (ISO/IEC 10918-1 section B.2.4). */
final class DecoderTables {

    private static final int DESTINATIONS = 4;
    private static final int DC_SIZE = 0xFF;
    private static final int AC_SIZE = 0x0F;

    private final int[] @Nullable [] quantization = new int[DESTINATIONS][];
    private final @Nullable HuffmanTable[] dc = new HuffmanTable[DESTINATIONS];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[DESTINATIONS];
    private int restartInterval;
    private boolean isYBR;

    /** Reads a segment that is no header, tables or not. */
    void read(SegmentReader in, int marker) {
        in.open();
        switch (marker) {
            case Marker.DHT -> huffmanTables(in);
            case Marker.DQT -> quantizationTables(in);
            case Marker.DRI -> restartInterval = in.u16();
            case Marker.DAC -> throw new UnsupportedFrameException(in.at(), "Arithmetic coding");
            case Marker.APP0 -> isYBR = in.left() >= 5 && in.u8() == 'J' && in.u8() == 'F';
            case Marker.APP14 -> adobe(in);
            default -> {}
        }
        in.close();
    }

    private void adobe(SegmentReader in) {
        if (in.left() >= 12 && in.u8() == 'A' && in.u8() == 'd' && in.u8() == 'o') {
            for (int i = 3; i < 11; i++) {
                in.u8();
            }
            isYBR = in.u8() == 1;
        }
    }

    private void huffmanTables(SegmentReader in) {
        while (in.left() > 0) {
            int kind = in.u8();
            int destination = kind & 0xF;
            if (kind >> 4 > 1 || destination >= DESTINATIONS) {
                throw in.failure("A Huffman table of class and destination %02X".formatted(kind));
            }
            if (kind >> 4 == 0) {
                dc[destination] = HuffmanTable.read(in, DC_SIZE);
            } else {
                ac[destination] = HuffmanTable.read(in, AC_SIZE);
            }
        }
    }

    private void quantizationTables(SegmentReader in) {
        while (in.left() > 0) {
            int kind = in.u8();
            int destination = kind & 0xF;
            if (kind >> 4 > 1 || destination >= DESTINATIONS) {
                throw in.failure(
                        "A quantization table of precision and destination %02X".formatted(kind));
            }
            var table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[i] = kind >> 4 == 0 ? in.u8() : in.u16();
            }
            quantization[destination] = table;
        }
    }

    /** In the order of the code stream. */
    int[] quantization(int destination, int offset) {
        var table = destination < DESTINATIONS ? quantization[destination] : null;
        if (table == null) {
            throw new MalformedFrameException(offset, "No quantization table " + destination);
        }
        return table;
    }

    HuffmanTable dc(int destination, int offset) {
        return required(dc, destination, offset);
    }

    HuffmanTable ac(int destination, int offset) {
        return required(ac, destination, offset);
    }

    private static HuffmanTable required(
            @Nullable HuffmanTable[] tables, int destination, int offset) {
        var table = destination < DESTINATIONS ? tables[destination] : null;
        if (table == null) {
            throw new MalformedFrameException(offset, "No Huffman table " + destination);
        }
        return table;
    }

    /** How many minimum coded units come before the next restart marker; 0 for none. */
    int restartInterval() {
        return restartInterval;
    }

    /** Whether an application segment, JFIF's or Adobe's, says that the colours are YCbCr. */
    boolean isYBR() {
        return isYBR;
    }
}
