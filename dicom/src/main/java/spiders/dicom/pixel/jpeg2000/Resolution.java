// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** One resolution of a tile-component: its bands, and its precincts as they are needed. */
final class Resolution {

    private static final StreamReader NOWHERE = new StreamReader(new byte[0], 0, 0, 0);

    private final Area area;
    private final List<Band> bands;
    private final int levelsBelow;
    private final int widthExponent;
    private final int heightExponent;
    private final int blockWidthExponent;
    private final int blockHeightExponent;
    private final boolean isLowest;
    private final int columns;
    private final int rows;
    private final @Nullable Precinct[] precincts;

    Resolution(Area area, List<Band> bands, CodingStyle style, int index) {
        this.area = area;
        this.bands = List.copyOf(bands);
        this.levelsBelow = style.levels() - index;
        isLowest = index == 0;
        widthExponent = style.precinctWidthExponent(index);
        heightExponent = style.precinctHeightExponent(index);
        int halved = isLowest ? 0 : 1;
        blockWidthExponent = Math.min(style.widthExponent(), widthExponent - halved);
        blockHeightExponent = Math.min(style.heightExponent(), heightExponent - halved);
        columns =
                area.isEmpty()
                        ? 0
                        : ((area.x1() - 1) >> widthExponent) - (area.x0() >> widthExponent) + 1;
        rows =
                area.isEmpty()
                        ? 0
                        : ((area.y1() - 1) >> heightExponent) - (area.y0() >> heightExponent) + 1;
        precincts = new Precinct[columns * rows];
    }

    Area area() {
        return area;
    }

    List<Band> bands() {
        return bands;
    }

    int precincts() {
        return precincts.length;
    }

    /**
     * Where on the reference grid a precinct comes in its turn: row times 2^32 plus column (T.800
     * B.12.1.3).
     */
    long position(int precinct, Area tile, ComponentSize component) {
        int column = precinct % columns;
        int row = precinct / columns;
        long x = (long) ((area.x0() >> widthExponent) + column) << (widthExponent + levelsBelow);
        long y = (long) ((area.y0() >> heightExponent) + row) << (heightExponent + levelsBelow);
        // The first of a row or column may begin before the tile.
        x = Math.max(x * component.dx(), tile.x0());
        y = Math.max(y * component.dy(), tile.y0());
        return y << Integer.SIZE | x;
    }

    /** The precinct; made if it is asked for the first time. */
    Precinct precinct(int index, Budget budget, StreamReader at) {
        var precinct = precincts[index];
        if (precinct == null) {
            precinct = make(index, budget, at);
            precincts[index] = precinct;
        }
        return precinct;
    }

    /** The precinct, of an image of one's own making. */
    Precinct precinct(int index) {
        return precinct(index, Budget.UNLIMITED, NOWHERE);
    }

    /** The precincts that packets were read of. */
    List<Precinct> madePrecincts() {
        var made = new ArrayList<Precinct>();
        for (var precinct : precincts) {
            if (precinct != null) {
                made.add(precinct);
            }
        }
        return made;
    }

    private Precinct make(int index, Budget budget, StreamReader at) {
        int halved = isLowest ? 0 : 1;
        int column = (area.x0() >> widthExponent) + index % columns;
        int row = (area.y0() >> heightExponent) + index / columns;
        budget.take(2, at);
        var parts = new ArrayList<PrecinctBand>();
        for (var band : bands) {
            var all = band.area();
            var part =
                    new Area(
                            edge(column, widthExponent - halved, all.x0(), all.x1()),
                            edge(row, heightExponent - halved, all.y0(), all.y1()),
                            edge(column + 1, widthExponent - halved, all.x0(), all.x1()),
                            edge(row + 1, heightExponent - halved, all.y0(), all.y1()));
            if (!part.isEmpty()) {
                budget.take(blocks(part), at);
                parts.add(new PrecinctBand(band, part, blockWidthExponent, blockHeightExponent));
            }
        }
        return new Precinct(parts);
    }

    private static int edge(int index, int exponent, int min, int max) {
        return Math.clamp((long) index << exponent, min, max);
    }

    private long blocks(Area part) {
        int wide = ((part.x1() - 1) >> blockWidthExponent) - (part.x0() >> blockWidthExponent) + 1;
        int high =
                ((part.y1() - 1) >> blockHeightExponent) - (part.y0() >> blockHeightExponent) + 1;
        return (long) wide * high;
    }
}
