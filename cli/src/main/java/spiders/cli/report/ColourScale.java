// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.io.IOException;
import java.util.Locale;

/**
 * Numbers from 0 up to a highest as colours, from dark to light, so that they stay in order in grey
 * and to the colour-blind.
 *
 * @param highest above 0; what is above has its colour
 * @param unit of the numbers
 */
public record ColourScale(double highest, String unit) {

    /** What stands for no number. */
    public static final int NONE = 0xF2F2F2;

    /** Between them colours go over evenly: dark violet, blue, teal, green, yellow. */
    private static final int[] STOPS = {0x2D0B59, 0x3B528B, 0x21908D, 0x5DC963, 0xFDE725};

    private static final int BITS = 8;
    private static final int MASK = 0xFF;
    private static final int STEPS = 64;
    private static final double TEXT = 7;
    private static final double BAR = 9;

    /** How wide the bar with its numbers is, in points. */
    public static final double WIDTH = 40;

    public ColourScale {
        if (!(highest > 0) || Double.isInfinite(highest)) {
            throw new IllegalArgumentException("A scale up to " + highest);
        }
    }

    /** The colour of a number, as 0xRRGGBB; {@link #NONE} if it is none. */
    public int rgb(double number) {
        if (Double.isNaN(number)) {
            return NONE;
        }
        double place = Math.clamp(number / highest, 0, 1) * (STOPS.length - 1);
        int stop = Math.min((int) place, STOPS.length - 2);
        int rgb = 0;
        for (int shift = 2 * BITS; shift >= 0; shift -= BITS) {
            double low = STOPS[stop] >> shift & MASK;
            double high = STOPS[stop + 1] >> shift & MASK;
            rgb |= (int) Math.round(low + (high - low) * (place - stop)) << shift;
        }
        return rgb;
    }

    /** Draws a bar with its numbers, from a point upwards. */
    public void draw(Canvas canvas, double x, double y, double height) throws IOException {
        var bar = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            bar[i] = rgb(highest * (STEPS - 1 - i) / (STEPS - 1));
        }
        canvas.pixels(1, bar, x, y, BAR, height);
        for (int i = 0; i <= 2; i++) {
            var number =
                    String.format(Locale.ROOT, highest < 10 ? "%.2f" : "%.1f", highest * i / 2);
            double at = y + height * i / 2 - (i == 2 ? TEXT : i == 1 ? TEXT / 2 : 0);
            canvas.text(Colour.BLACK, x + BAR + 2, at, TEXT, number);
        }
        canvas.text(Colour.BLACK, x, y - 1.4 * TEXT, TEXT, unit);
    }
}
