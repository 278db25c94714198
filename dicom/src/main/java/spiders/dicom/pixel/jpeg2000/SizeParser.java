// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;

/** Parses SIZ, and holds it to the limits (T.800 A.5.1). */
final class SizeParser {

    private static final int MAX_TILES = 0xFFFF;
    private static final int SIGNED = 0x80;

    private final StreamReader in;
    private final JPEG2000Limits limits;

    SizeParser(StreamReader in, JPEG2000Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    ImageSize parse() {
        in.skip(2); // Rsiz: what the stream uses says more than what profile it claims.
        int x1 = in.u31("Xsiz");
        int y1 = in.u31("Ysiz");
        int x0 = in.u31("XOsiz");
        int y0 = in.u31("YOsiz");
        long tileWidth = in.u32();
        long tileHeight = in.u32();
        int tileX0 = in.u31("XTOsiz");
        int tileY0 = in.u31("YTOsiz");
        int count = in.u16();
        if (x0 >= x1 || y0 >= y1 || x1 - x0 > limits.width() || y1 - y0 > limits.height()) {
            throw in.malformed(
                    "%d by %d from %d, %d, where %d by %d is the most"
                            .formatted(x1, y1, x0, y0, limits.width(), limits.height()));
        }
        if (count < 1 || count > limits.components()) {
            throw in.malformed(
                    "%d components, where %d is the most".formatted(count, limits.components()));
        }
        if (tileX0 > x0 || tileY0 > y0 || tileX0 + tileWidth <= x0 || tileY0 + tileHeight <= y0) {
            throw in.malformed("The first tile holds nothing of the image");
        }
        var firstTile =
                new Area(tileX0, tileY0, edge(tileX0 + tileWidth), edge(tileY0 + tileHeight));
        var components = new ArrayList<ComponentSize>();
        for (int i = 0; i < count; i++) {
            components.add(component());
        }
        var size = new ImageSize(new Area(x0, y0, x1, y1), firstTile, components);
        if (size.tiles() > MAX_TILES) {
            throw in.malformed("%d tiles".formatted(size.tiles()));
        }
        return size;
    }

    private static int edge(long at) {
        return (int) Math.min(at, Integer.MAX_VALUE);
    }

    private ComponentSize component() {
        int depth = in.u8();
        int dx = in.u8();
        int dy = in.u8();
        int bits = (depth & ~SIGNED) + 1;
        if (bits > ComponentSize.MAX_BITS) {
            throw in.unsupported("Samples of %d bits".formatted(bits));
        }
        if (dx == 0 || dy == 0) {
            throw in.malformed("A component sampled every 0 columns or rows");
        }
        return new ComponentSize(bits, (depth & SIGNED) != 0, dx, dy);
    }
}
