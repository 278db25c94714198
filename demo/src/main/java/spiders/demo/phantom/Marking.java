// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.Locale;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * What is burned into every image: that it is synthetic, and its number as squares.
 *
 * <p>The squares are {@value #CELL} pixels wide: white, black, then the bits of the number from 512
 * to 1 (white is one), then a white square if the bits are an odd number of ones. A program that
 * sees the image on a screen reads from it which slice it is.
 */
public final class Marking {

    /** The side of a square of the number, in pixels. */
    public static final int CELL = 8;

    /** How many bits the number has. */
    public static final int BITS = 10;

    /** How many squares there are. */
    public static final int CELLS = BITS + 3;

    /** The distance of text and squares from the left and lower edges, in pixels. */
    public static final int MARGIN = 10;

    private static final int GLYPH_WIDTH = 5;
    private static final int GLYPH_HEIGHT = 7;
    private static final int BAND = 4;

    /** Five columns a letter, the lowest bit on top. */
    private static final Map<Character, String> FONT =
            Map.ofEntries(
                    Map.entry(' ', "0000000000"),
                    Map.entry('-', "0808080808"),
                    Map.entry('/', "2010080402"),
                    Map.entry('.', "0060600000"),
                    Map.entry('0', "3e5149453e"),
                    Map.entry('1', "00427f4000"),
                    Map.entry('2', "4261514946"),
                    Map.entry('3', "2141454b31"),
                    Map.entry('4', "1814127f10"),
                    Map.entry('5', "2745454539"),
                    Map.entry('6', "3c4a494930"),
                    Map.entry('7', "0171090503"),
                    Map.entry('8', "3649494936"),
                    Map.entry('9', "064949291e"),
                    Map.entry('A', "7e1111117e"),
                    Map.entry('B', "7f49494936"),
                    Map.entry('C', "3e41414122"),
                    Map.entry('D', "7f4141221c"),
                    Map.entry('E', "7f49494941"),
                    Map.entry('F', "7f09090901"),
                    Map.entry('G', "3e4149497a"),
                    Map.entry('H', "7f0808087f"),
                    Map.entry('I', "00417f4100"),
                    Map.entry('K', "7f08142241"),
                    Map.entry('L', "7f40404040"),
                    Map.entry('M', "7f020c027f"),
                    Map.entry('N', "7f0408107f"),
                    Map.entry('O', "3e4141413e"),
                    Map.entry('P', "7f09090906"),
                    Map.entry('R', "7f09192946"),
                    Map.entry('S', "4649494931"),
                    Map.entry('T', "01017f0101"),
                    Map.entry('U', "3f4040403f"),
                    Map.entry('V', "1f2040201f"),
                    Map.entry('W', "3f4038403f"),
                    Map.entry('Y', "0708700807"));

    private final int columns;
    private final int rows;
    private final Dot dot;

    /** Sets a pixel to the darkest or the brightest value. */
    @FunctionalInterface
    public interface Dot {
        /** Sets the pixel at an index, row by row. */
        void set(int index, boolean bright);
    }

    /** A marking of images of this size. */
    public Marking(int columns, int rows, Dot dot) {
        this.columns = columns;
        this.rows = rows;
        this.dot = dot;
    }

    /** Burns the words and the number of the image. */
    public void burn(String legend, int number) {
        int zoom = Math.max(1, Math.min(columns, rows) / 400);
        int line = (GLYPH_HEIGHT + 3) * zoom;
        text("SYNTHETIC - DEMO", MARGIN, MARGIN, zoom);
        text(legend.toUpperCase(Locale.ROOT), MARGIN, MARGIN + line, zoom);
        squares(number, zoom);
    }

    private void squares(int number, int zoom) {
        int side = CELL * zoom;
        int top = rows - MARGIN - side;
        for (int i = 0; i < CELLS; i++) {
            fill(MARGIN + i * side, top, side, side, cell(number, i));
        }
        fill(MARGIN, top - BAND, CELLS * side, BAND, false);
    }

    /** Whether a square of a number is white. */
    public static boolean cell(int number, int index) {
        if (index < 2) {
            return index == 0;
        }
        return index == CELLS - 1
                ? Integer.bitCount(number) % 2 == 1
                : (number >> (BITS - 1 - (index - 2)) & 1) == 1;
    }

    private void text(String words, int left, int top, int zoom) {
        for (int i = 0; i < words.length(); i++) {
            var columnsOfGlyph = FONT.getOrDefault(words.charAt(i), "0000000000");
            glyph(columnsOfGlyph, left + i * (GLYPH_WIDTH + 1) * zoom, top, zoom);
        }
    }

    private void glyph(String hex, int left, int top, int zoom) {
        IntBinaryOperator bit = (x, y) -> Integer.parseInt(hex, 2 * x, 2 * x + 2, 16) >> y & 1;
        for (int x = 0; x < GLYPH_WIDTH; x++) {
            for (int y = 0; y < GLYPH_HEIGHT; y++) {
                if (bit.applyAsInt(x, y) == 1) {
                    fill(left + x * zoom, top + y * zoom, zoom, zoom, true);
                }
            }
        }
    }

    private void fill(int left, int top, int width, int height, boolean bright) {
        for (int y = Math.max(0, top); y < Math.min(rows, top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(columns, left + width); x++) {
                dot.set(y * columns + x, bright);
            }
        }
    }
}
