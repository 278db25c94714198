// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.Arrays;

/**
 * A closed line in a plane: the last point is joined to the first, which is not said twice.
 *
 * <p>It may turn either way, touch itself and cross itself. Points that repeat the one before are
 * left out.
 */
public final class Ring {

    private final double[] xs;
    private final double[] ys;

    private Ring(double[] xs, double[] ys) {
        this.xs = xs;
        this.ys = ys;
    }

    /**
     * A ring through these points.
     *
     * @throws IllegalArgumentException if the arrays differ in length or hold what is no number
     */
    public static Ring of(double[] xs, double[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException(
                    "A ring has %d x and %d y".formatted(xs.length, ys.length));
        }
        var keptX = new double[xs.length];
        var keptY = new double[xs.length];
        int size = 0;
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
                throw new IllegalArgumentException("A point of a ring is no number");
            }
            if (size == 0 || xs[i] != keptX[size - 1] || ys[i] != keptY[size - 1]) {
                keptX[size] = xs[i];
                keptY[size++] = ys[i];
            }
        }
        while (size > 1 && keptX[size - 1] == keptX[0] && keptY[size - 1] == keptY[0]) {
            size--;
        }
        return new Ring(Arrays.copyOf(keptX, size), Arrays.copyOf(keptY, size));
    }

    public int size() {
        return xs.length;
    }

    public double x(int point) {
        return xs[point];
    }

    public double y(int point) {
        return ys[point];
    }

    /**
     * The area it winds around, positive if it turns from x to y; of a ring that crosses itself,
     * parts count against each other.
     */
    public double signedArea() {
        double twice = 0;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            twice += (xs[j] - xs[0]) * (ys[i] - ys[0]) - (xs[i] - xs[0]) * (ys[j] - ys[0]);
        }
        return twice / 2;
    }
}
