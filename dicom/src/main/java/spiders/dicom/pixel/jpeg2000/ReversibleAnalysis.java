// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * One level of the forward reversible 5-3 transform (T.800 F.4.8.1): down the columns in place,
 * then across each row into its two bands.
 */
final class ReversibleAnalysis {

    private final Area area;
    private final int width;
    private final int height;
    private final int[] samples;
    private final int lowWidth;
    private final int highWidth;
    private final int[] row;

    /**
     * @param samples of the area, row by row; changed
     */
    ReversibleAnalysis(Area area, int[] samples) {
        this.area = area;
        this.samples = samples;
        width = area.width();
        height = area.height();
        lowWidth = area.band(1, 0, 0).width();
        highWidth = width - lowWidth;
        row = new int[width];
    }

    /** Fills the four bands. */
    void run(int[] ll, int[] hl, int[] lh, int[] hh) {
        if (height == 1) {
            if ((area.y0() & 1) == 1) {
                for (int i = 0; i < width; i++) {
                    samples[i] <<= 1;
                }
            }
        } else {
            liftColumns();
        }
        for (int y = 0; y < height; y++) {
            boolean isLow = (area.y0() + y & 1) == 0;
            splitRow(y, isLow ? ll : lh, isLow ? hl : hh);
        }
    }

    /** Each high row as soon as it is met, and then the low row before it. */
    private void liftColumns() {
        int firstHigh = 1 - (area.y0() & 1);
        int y = firstHigh;
        for (; y < height; y += 2) {
            liftHigh(y);
            if (y > 0) {
                liftLow(y - 1);
            }
        }
        if (y - 1 < height) {
            liftLow(y - 1);
        }
    }

    private void liftHigh(int y) {
        int at = y * width;
        int above = (y == 0 ? 1 : y - 1) * width;
        int below = (y == height - 1 ? height - 2 : y + 1) * width;
        var values = samples;
        for (int i = 0; i < width; i++) {
            values[at + i] -= (values[above + i] + values[below + i]) >> 1;
        }
    }

    private void liftLow(int y) {
        int at = y * width;
        int above = (y == 0 ? 1 : y - 1) * width;
        int below = (y == height - 1 ? height - 2 : y + 1) * width;
        var values = samples;
        for (int i = 0; i < width; i++) {
            values[at + i] += (values[above + i] + values[below + i] + 2) >> 2;
        }
    }

    private void splitRow(int y, int[] low, int[] high) {
        int lowFrom = (y >> 1) * lowWidth;
        int highFrom = (y >> 1) * highWidth;
        System.arraycopy(samples, y * width, row, 0, width);
        if (width == 1) {
            if (lowWidth == 1) {
                low[lowFrom] = row[0];
            } else {
                high[highFrom] = row[0] << 1;
            }
            return;
        }
        int startsHigh = area.x0() & 1;
        for (int i = 0; i < highWidth; i++) {
            int at = 2 * i + 1 - startsHigh;
            high[highFrom + i] = row[at] - ((row[left(at)] + row[right(at)]) >> 1);
        }
        for (int i = 0; i < lowWidth; i++) {
            int before = high[highFrom + Math.max(i - 1 + startsHigh, 0)];
            int after = high[highFrom + Math.min(i + startsHigh, highWidth - 1)];
            low[lowFrom + i] = row[2 * i + startsHigh] + ((before + after + 2) >> 2);
        }
    }

    private static int left(int at) {
        return at == 0 ? 1 : at - 1;
    }

    private int right(int at) {
        return at == width - 1 ? at - 1 : at + 1;
    }
}
