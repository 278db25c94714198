// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.phantom.Marking;

import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/** Reads from a picture of a viewport which synthetic image it shows. */
final class ScreenReader {

    private static final int SIZE = 512;
    private static final int BRIGHT = 110;
    private static final int SEARCH = 6;

    private final BufferedImage picture;
    private final double scale;
    private final double left;
    private final double top;

    /** A viewport that shows an image of 512 by 512 pixels, as large as fits, in its middle. */
    ScreenReader(BufferedImage picture) {
        this.picture = picture;
        scale = Math.min(picture.getWidth(), picture.getHeight()) / (double) SIZE;
        left = (picture.getWidth() - scale * SIZE) / 2;
        top = (picture.getHeight() - scale * SIZE) / 2;
    }

    /** The number that the squares tell; empty when there are none. */
    OptionalInt number() {
        for (int away = 0; away <= SEARCH; away++) {
            for (int dx = -away; dx <= away; dx++) {
                for (int dy = -away; dy <= away; dy++) {
                    var number = number(dx, dy);
                    if (number.isPresent()) {
                        return number;
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt number(int dx, int dy) {
        int number = 0;
        for (int i = 2; i < Marking.CELLS - 1; i++) {
            number = 2 * number + (cell(i, dx, dy) ? 1 : 0);
        }
        for (int i = 0; i < Marking.CELLS; i++) {
            if (cell(i, dx, dy) != Marking.cell(number, i)) {
                return OptionalInt.empty();
            }
        }
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private boolean cell(int index, int dx, int dy) {
        double x = Marking.MARGIN + (index + 0.5) * Marking.CELL;
        double y = SIZE - Marking.MARGIN - 0.5 * Marking.CELL;
        return grey(left + scale * x + dx, top + scale * y + dy) > BRIGHT;
    }

    private int grey(double x, double y) {
        int column = Math.clamp((int) x, 0, picture.getWidth() - 1);
        int row = Math.clamp((int) y, 0, picture.getHeight() - 1);
        int colour = picture.getRGB(column, row);
        return ((colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255)) / 3;
    }

    /** How alike the picture and an image are, 1 being the same; the margins are left out. */
    double likeness(int[] stored, double centre, double width) {
        int count = 0;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int row = 64; row < SIZE - 64; row += 4) {
            for (int column = 64; column < SIZE - 64; column += 4) {
                double value = stored[row * SIZE + column] - 1024;
                double wanted = 255 * Math.clamp((value - centre) / width + 0.5, 0.0, 1.0);
                double seen = grey(left + scale * (column + 0.5), top + scale * (row + 0.5));
                count++;
                a += wanted;
                b += seen;
                aa += wanted * wanted;
                bb += seen * seen;
                ab += wanted * seen;
            }
        }
        double covariance = ab - a * b / count;
        return covariance / Math.sqrt((aa - a * a / count) * (bb - b * b / count));
    }
}
