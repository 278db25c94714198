// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Map;
import java.util.TreeMap;

/** Parses main and tile-part headers, and finds the packets of each tile (T.800 annex A). */
final class CodeStreamParser {

    private static final int SOT_LENGTH = 12;
    private static final int PART_15 = 1 << 17;
    private static final int MULTIPLE_HT_SETS = 1 << 13;

    private final StreamReader in;
    private final JPEG2000Limits limits;
    private final PackedHeaders packedHeaders = new PackedHeaders();

    CodeStreamParser(StreamReader in, JPEG2000Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    CodeStream parse() {
        if (in.u16() != Marker.SOC || in.u16() != Marker.SIZ) {
            throw in.malformed("No JPEG 2000 code stream");
        }
        var size = new SizeParser(in.segment(), limits).parse();
        var parameters = new Parameters(size.components().size());
        parseMainHeader(parameters);
        if (!parameters.isComplete()) {
            throw in.malformed("The main header lacks coding styles or step sizes");
        }
        var tiles = new TreeMap<Integer, TileParts>();
        while (in.remaining() >= SOT_LENGTH && in.isNext(Marker.SOT)) {
            parseTilePart(size, parameters, tiles);
        }
        // What follows the last tile-part is EOC, a padding byte, or cut off; none of it is needed.
        if (tiles.size() < size.tiles()) {
            throw in.malformed("%d of %d tiles".formatted(tiles.size(), size.tiles()));
        }
        return new CodeStream(in, size, parameters, tiles);
    }

    private void parseMainHeader(Parameters parameters) {
        var parser = new ParameterParser(parameters);
        while (!in.isNext(Marker.SOT)) {
            int marker = in.u16();
            if (marker < 0xFF01 || marker == Marker.SOD || marker == Marker.EOC) {
                throw in.malformed("Marker %04X in the main header".formatted(marker));
            }
            if (hasNoSegment(marker)) {
                continue;
            }
            if (marker >= Marker.FIRST_OF_PART_2 && marker <= Marker.LAST_OF_PART_2) {
                throw in.unsupported("Marker %04X of Part 2".formatted(marker));
            }
            var segment = in.segment();
            if (ParameterParser.parses(marker)) {
                parser.parse(marker, segment);
            } else if (marker == Marker.PPM) {
                packedHeaders.add(segment);
            } else if (marker == Marker.CAP) {
                parseCapabilities(segment);
            }
        }
    }

    private static boolean hasNoSegment(int marker) {
        return marker >= 0xFF30 && marker <= 0xFF3F;
    }

    private static void parseCapabilities(StreamReader segment) {
        if (segment.u32() != PART_15) {
            throw segment.unsupported("Capabilities beyond parts 1 and 15");
        }
        if ((segment.u16() & MULTIPLE_HT_SETS) != 0) {
            throw segment.unsupported("Several HT sets a code-block");
        }
    }

    private void parseTilePart(
            ImageSize size, Parameters mainHeader, Map<Integer, TileParts> tiles) {
        int start = in.position();
        in.skip(4);
        int index = in.u16();
        long length = in.u32();
        int part = in.u8();
        in.skip(1);
        if (index >= size.tiles()) {
            throw in.malformed("Tile %d of %d".formatted(index, size.tiles()));
        }
        var tile = tiles.computeIfAbsent(index, _ -> new TileParts(mainHeader));
        if (part != tile.parts()) {
            throw in.malformed(
                    "Part %d of tile %d where part %d should be"
                            .formatted(part, index, tile.parts()));
        }
        int end = start + partLength(length);
        parseTilePartHeader(tile, end);
        if (!packedHeaders.isEmpty()) {
            tile.addPackedHeaders(packedHeaders.next(in));
        }
        tile.add(in.slice(end - in.position()));
    }

    private int partLength(long length) {
        int available = SOT_LENGTH + in.remaining();
        if (length == 0) {
            // The last tile-part, to the end of the stream (T.800 A.4.2); EOC is no packet.
            return available;
        }
        if (length < SOT_LENGTH + 2 || length > available) {
            throw in.malformed("A tile-part of %d bytes, %d left".formatted(length, available));
        }
        return (int) length;
    }

    private void parseTilePartHeader(TileParts tile, int end) {
        ParameterParser parser = null;
        while (true) {
            int marker = in.u16();
            if (marker == Marker.SOD) {
                break;
            }
            if (marker < 0xFF01 || marker == Marker.SOT || marker == Marker.EOC) {
                throw in.malformed("Marker %04X in a tile-part header".formatted(marker));
            }
            if (hasNoSegment(marker)) {
                continue;
            }
            var segment = in.segment();
            if (ParameterParser.parses(marker)) {
                if (tile.parts() > 0 && marker != Marker.POC) {
                    throw segment.malformed("Coding parameters after a tile's first part");
                }
                parser = parser == null ? new ParameterParser(tile.ownParameters()) : parser;
                parser.parse(marker, segment);
            } else if (marker == Marker.PPT) {
                tile.addPackedHeaders(segment.u8(), segment);
            }
        }
        if (in.position() > end) {
            throw in.malformed("A tile-part shorter than its header");
        }
        if (!tile.parameters().isComplete()) {
            throw in.malformed("A tile lacks step sizes");
        }
    }
}
