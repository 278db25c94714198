// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The inverse of the irreversible 9-7 filter (T.800 F.3.8.2.1.2 and table F.4). */
final class IrreversibleSynthesis implements Synthesis {

    private static final int STEPS = 4;
    private static final float K = 1.2301741f;
    // Delta, gamma, beta, alpha: low, high, low, high.
    private static final float[] FACTORS = {-0.44350687f, -0.8829111f, 0.052980117f, 1.5861343f};

    private final Area area;
    private final float[] ll;
    private final float[] hl;
    private final float[] lh;
    private final float[] hh;
    private final float[] result;
    private final int width;
    private final int height;
    private final int lowWidth;
    private final int highWidth;

    /**
     * @param area of the result
     * @param result has room for it
     */
    IrreversibleSynthesis(
            Area area, float[] ll, float[] hl, float[] lh, float[] hh, float[] result) {
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
        return STEPS;
    }

    @Override
    public void synthesizeRow(int row) {
        boolean isLow = (area.y0() + row & 1) == 0;
        int index = row >> 1;
        var low = isLow ? ll : lh;
        var high = isLow ? hl : hh;
        // Both directions' scaling at once; of a lone row or column neither is filtered.
        float vertical = height == 1 ? (isLow ? 1 : 0.5f) : isLow ? K : 1 / K;
        int target = row * width;
        if (width == 1) {
            result[target] = vertical * (lowWidth == 1 ? low[index] : 0.5f * high[index]);
            return;
        }
        interleave(low, index, high, vertical, target);
        boolean startsHigh = (area.x0() & 1) == 1;
        for (int step = 0; step < STEPS; step++) {
            boolean isLowStep = step % 2 == 0;
            liftRow(target, isLowStep == startsHigh ? 1 : 0, FACTORS[step]);
        }
    }

    private void interleave(float[] low, int index, float[] high, float vertical, int target) {
        int startsHigh = area.x0() & 1;
        float lowScale = vertical * K;
        float highScale = vertical / K;
        int lowFrom = index * lowWidth;
        for (int i = 0; i < lowWidth; i++) {
            result[target + 2 * i + startsHigh] = lowScale * low[lowFrom + i];
        }
        int highFrom = index * highWidth;
        for (int i = 0; i < highWidth; i++) {
            result[target + 2 * i + 1 - startsHigh] = highScale * high[highFrom + i];
        }
    }

    /** Adds to every other sample of a row those beside it. */
    private void liftRow(int start, int first, float factor) {
        var values = result;
        int end = start + width;
        int at = start + first;
        if (first == 0) {
            values[at] += 2 * factor * values[at + 1];
            at += 2;
        }
        for (; at < end - 1; at += 2) {
            values[at] += factor * (values[at - 1] + values[at + 1]);
        }
        if (at == end - 1) {
            values[at] += 2 * factor * values[at - 1];
        }
    }

    @Override
    public void lift(int row, int fromColumn, int toColumn) {
        if (height == 1 || (area.y0() + row & 1) == 0) {
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            int lifted = row - 1 - step;
            if (lifted >= 0 && lifted < height) {
                int above = (lifted == 0 ? 1 : lifted - 1) * width;
                int below = (lifted == height - 1 ? height - 2 : lifted + 1) * width;
                liftRows(lifted * width, above, below, fromColumn, toColumn, FACTORS[step]);
            }
        }
    }

    private void liftRows(int at, int above, int below, int from, int to, float factor) {
        var values = result;
        for (int i = from; i < to; i++) {
            values[at + i] += factor * (values[above + i] + values[below + i]);
        }
    }
}
