// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the packets of a tile: which code-blocks get how many passes and bytes (T.800 B.9, B.10).
 */
final class PacketReader {

    private static final int MAX_LENGTH_BITS = 31;
    private static final int BYPASS_AFTER = 10;
    private static final int SINGLE_SEGMENT = Integer.MAX_VALUE;

    private final List<StreamReader> bodies;
    private final List<StreamReader> headers;
    private final List<CodeBlock> included = new ArrayList<>();
    private int body;
    private int header;

    PacketReader(TileParts parts) {
        bodies = parts.bodies();
        headers = parts.packedHeaders();
    }

    /** Whether another packet may follow; false at the end of the last tile-part. */
    boolean hasNext() {
        while (body < bodies.size() && bodies.get(body).remaining() == 0) {
            body++;
        }
        while (header < headers.size() && headers.get(header).remaining() == 0) {
            header++;
        }
        return headers.isEmpty() ? body < bodies.size() : header < headers.size();
    }

    /** Where the next packet is; the end of the last tile-part if there is none. */
    StreamReader source() {
        return bodies.get(Math.min(body, bodies.size() - 1));
    }

    /** Reads the next packet, which is that of a precinct and layer. */
    void read(Precinct precinct, int layer, TileComponent component) {
        var packet = source();
        if (packet.isNext(Marker.SOP)) {
            // SOP may stand where Scod does not announce it, as in streams cut and joined.
            packet.skip(6);
        }
        var source = headers.isEmpty() ? packet : headers.get(header);
        var bits = new PacketBits(source);
        included.clear();
        if (bits.bit() == 1) {
            for (var band : precinct.bands()) {
                readBand(band, layer, component, bits);
            }
        }
        bits.align();
        if (source.isNext(Marker.EPH)) {
            source.skip(2);
        }
        for (var block : included) {
            block.placePieces(packet);
        }
    }

    private void readBand(PrecinctBand band, int layer, TileComponent component, PacketBits bits) {
        int planes = band.band.bitPlanes() + component.roiShift();
        for (int y = 0; y < band.rows; y++) {
            for (int x = 0; x < band.columns; x++) {
                var block = band.blocks[y * band.columns + x];
                if (block.isIncluded()) {
                    if (bits.bit() == 0) {
                        continue;
                    }
                } else {
                    if (!band.inclusion.isBelow(x, y, layer + 1, bits)) {
                        continue;
                    }
                    block.zeroPlanes = band.zeroPlanes.value(x, y, planes, bits);
                }
                readBlock(block, component.style(), bits);
            }
        }
    }

    private void readBlock(CodeBlock block, CodingStyle style, PacketBits bits) {
        int passes = passes(bits);
        while (bits.bit() == 1) {
            if (++block.lengthBits > MAX_LENGTH_BITS) {
                throw bits.malformed("A code-block's length of over 31 bits");
            }
        }
        if (style.has(CodingStyle.HIGH_THROUGHPUT)) {
            readHTLengths(block, passes, bits);
        } else {
            readLengths(block, passes, style, bits);
        }
        included.add(block);
    }

    /** The number of new coding passes (T.800 table B.4). */
    private static int passes(PacketBits bits) {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int few = bits.bits(2);
        if (few < 3) {
            return 3 + few;
        }
        int more = bits.bits(5);
        if (more < 31) {
            return 6 + more;
        }
        return 37 + bits.bits(7);
    }

    private static void readLengths(
            CodeBlock block, int passes, CodingStyle style, PacketBits bits) {
        int left = passes;
        while (left > 0) {
            if (block.segments == 0
                    || block.passes(block.segments - 1) == maxPasses(block.segments - 1, style)) {
                block.openSegment();
            }
            int segment = block.segments - 1;
            int added = Math.min(left, maxPasses(segment, style) - block.passes(segment));
            block.addPiece(added, length(block, added, bits));
            left -= added;
        }
    }

    /** How many passes a segment has when it is full (T.800 table D.9). */
    private static int maxPasses(int segment, CodingStyle style) {
        if (style.has(CodingStyle.TERMINATE_ALL)) {
            return 1;
        }
        if (!style.has(CodingStyle.BYPASS)) {
            return SINGLE_SEGMENT;
        }
        if (segment == 0) {
            return BYPASS_AFTER;
        }
        return segment % 2 == 1 ? 2 : 1;
    }

    /**
     * An HT code-block's passes: placeholders by threes, which stand for bit-planes that are coded
     * further down, then cleanup, then the two of refinement in one segment (T.814 B.3).
     */
    private static void readHTLengths(CodeBlock block, int passes, PacketBits bits) {
        int left = passes;
        if (block.segments == 0) {
            int placeholders = (passes - 1) / 3;
            block.zeroPlanes += placeholders;
            int bitCount =
                    block.lengthBits
                            + Integer.SIZE
                            - 1
                            - Integer.numberOfLeadingZeros(3 * placeholders + 1);
            block.openSegment();
            block.addPiece(1, checkedBits(bitCount, bits));
            left -= 3 * placeholders + 1;
        }
        if (left > 0) {
            if (block.segments == 1) {
                block.openSegment();
            }
            if (block.passes(1) + left > 2) {
                throw bits.malformed("%d HT refinement passes".formatted(block.passes(1) + left));
            }
            block.addPiece(left, length(block, left, bits));
        }
    }

    private static int length(CodeBlock block, int passes, PacketBits bits) {
        int bitCount = block.lengthBits + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(passes);
        return checkedBits(bitCount, bits);
    }

    private static int checkedBits(int bitCount, PacketBits bits) {
        if (bitCount > MAX_LENGTH_BITS) {
            throw bits.malformed("A code-block's length of %d bits".formatted(bitCount));
        }
        return bits.bits(bitCount);
    }
}
