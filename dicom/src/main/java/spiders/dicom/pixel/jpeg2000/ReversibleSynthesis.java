// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The inverse of the reversible 5-3 filter (T.800 F.3.8.2.1.1). */
final class ReversibleSynthesis implements Synthesis {

    private static final int LAG = 2;

    private final Area area;
    private final int[] ll;
    private final int[] hl;
    private final int[] lh;
    private final int[] hh;
    private final int[] result;
    private final int width;
    private final int height;
    private final int lowWidth;
    private final int highWidth;

    /**
     * @param area of the result
     * @param result has room for it
     */
    ReversibleSynthesis(Area area, int[] ll, int[] hl, int[] lh, int[] hh, int[] result) {
        this.area = area;
        this.ll = ll;
        this.hl = hl;
        this.lh = lh;
        this.hh = hh;
        this.result = result;
        width = area.width();
        height = area.height();
        lowWidth = area.band(1, 0, 0).width();
        highWidth = width - lowWidth;
    }

    @Override
    public Area area() {
        return area;
    }

    @Override
    public int lag() {
        return LAG;
    }

    @Override
    public void synthesizeRow(int row) {
        boolean isLow = (area.y0() + row & 1) == 0;
        int index = row >> 1;
        var low = isLow ? ll : lh;
        var high = isLow ? hl : hh;
        int lowFrom = index * lowWidth;
        int highFrom = index * highWidth;
        int target = row * width;
        if (width == 1) {
            result[target] = lowWidth == 1 ? low[lowFrom] : high[highFrom] / 2;
        } else if ((area.x0() & 1) == 0) {
            fromLow(low, lowFrom, high, highFrom, target);
        } else {
            fromHigh(low, lowFrom, high, highFrom, target);
        }
    }

    private void fromLow(int[] low, int lowFrom, int[] high, int highFrom, int target) {
        int before = high[highFrom];
        int even = low[lowFrom] - ((2 * before + 2) >> 2);
        int pairs = lowWidth - 1;
        int at = target;
        for (int i = 0; i < pairs; i++) {
            int odd = high[highFrom + i];
            int after = high[highFrom + Math.min(i + 1, highWidth - 1)];
            int next = low[lowFrom + i + 1] - ((odd + after + 2) >> 2);
            result[at] = even;
            result[at + 1] = odd + ((even + next) >> 1);
            even = next;
            at += 2;
        }
        result[at] = even;
        if (highWidth == lowWidth) {
            result[at + 1] = high[highFrom + pairs] + even;
        }
    }

    private void fromHigh(int[] low, int lowFrom, int[] high, int highFrom, int target) {
        int odd = high[highFrom];
        int last = highWidth - 1;
        int even = low[lowFrom] - ((odd + high[highFrom + Math.min(1, last)] + 2) >> 2);
        result[target] = odd + even;
        result[target + 1] = even;
        int at = target + 2;
        for (int i = 1; i < lowWidth; i++) {
            odd = high[highFrom + i];
            int after = high[highFrom + Math.min(i + 1, last)];
            int next = low[lowFrom + i] - ((odd + after + 2) >> 2);
            result[at] = odd + ((even + next) >> 1);
            result[at + 1] = next;
            even = next;
            at += 2;
        }
        if (highWidth > lowWidth) {
            result[at] = high[highFrom + last] + even;
        }
    }

    @Override
    public void lift(int row, int fromColumn, int toColumn) {
        if (height == 1) {
            liftSingle(row, fromColumn, toColumn);
            return;
        }
        if ((area.y0() + row & 1) == 0) {
            return;
        }
        int low = row - 1;
        if (low >= 0 && low < height) {
            int above = (low == 0 ? 1 : low - 1) * width;
            int below = (low == height - 1 ? height - 2 : low + 1) * width;
            liftLow(low * width, above, below, fromColumn, toColumn);
        }
        int high = row - 2;
        if (high >= 0 && high < height) {
            int above = (high == 0 ? 1 : high - 1) * width;
            int below = (high == height - 1 ? height - 2 : high + 1) * width;
            liftHigh(high * width, above, below, fromColumn, toColumn);
        }
    }

    /** A lone row is what it is if low, and half of it if high (T.800 F.3.6). */
    private void liftSingle(int row, int fromColumn, int toColumn) {
        if (row == 0 && (area.y0() & 1) == 1) {
            for (int i = fromColumn; i < toColumn; i++) {
                result[i] /= 2;
            }
        }
    }

    private void liftLow(int at, int above, int below, int from, int to) {
        var values = result;
        for (int i = from; i < to; i++) {
            values[at + i] -= (values[above + i] + values[below + i] + 2) >> 2;
        }
    }

    private void liftHigh(int at, int above, int below, int from, int to) {
        var values = result;
        for (int i = from; i < to; i++) {
            values[at + i] += (values[above + i] + values[below + i]) >> 1;
        }
    }
}
