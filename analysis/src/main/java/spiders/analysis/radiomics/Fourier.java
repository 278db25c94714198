// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;

/**
 * Discrete Fourier transforms along the axes of a grid whose sizes have the factors 2, 3 and 5
 * (Stockham's order, which needs no reversal of digits).
 */
final class Fourier {

    private final int[] size;
    private double[] re;
    private double[] im;
    private double[] otherRe;
    private double[] otherIm;

    private Fourier(int[] size, double[] re, double[] im) {
        this.size = size;
        this.re = re;
        this.im = im;
        otherRe = new double[re.length];
        otherIm = new double[im.length];
    }

    /** The spectrum of a grid, x fastest; the arrays given are used up. */
    static final class Spectrum {

        final double[] re;
        final double[] im;

        private Spectrum(double[] re, double[] im) {
            this.re = re;
            this.im = im;
        }
    }

    /** The least size from {@code atLeast} that a transform can have. */
    static int size(int atLeast) {
        int size = atLeast;
        while (rest(size) != 1) {
            size++;
        }
        return size;
    }

    private static int rest(int size) {
        int rest = size;
        for (int factor : new int[] {2, 3, 5}) {
            while (rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest;
    }

    static Spectrum transform(int[] size, double[] re, double[] im) {
        return transform(size, re, im, new int[] {0, 1, 2});
    }

    /** Along some axes only; the others may have any size. */
    static Spectrum transform(int[] size, double[] re, double[] im, int[] axes) {
        var fourier = new Fourier(size, re, im);
        for (int axis : axes) {
            int stride = axis == 0 ? 1 : axis == 1 ? size[0] : size[0] * size[1];
            fourier.alongAxis(axis, stride);
        }
        return new Spectrum(fourier.re, fourier.im);
    }

    /** Transforms lines that lie interleaved: as many at once as the axis has stride. */
    private void alongAxis(int axis, int stride) {
        int n = size[axis];
        int block = n * stride;
        int length = n;
        int s = stride;
        while (length > 1) {
            int radix = length % 4 == 0 ? 4 : length % 2 == 0 ? 2 : length % 3 == 0 ? 3 : 5;
            double[] turns = turns(length, radix);
            for (int base = 0; base < re.length; base += block) {
                if (isNothing(base, base + block)) {
                    Arrays.fill(otherRe, base, base + block, 0);
                    Arrays.fill(otherIm, base, base + block, 0);
                } else {
                    stage(base, length, s, radix, turns);
                }
            }
            swap();
            length /= radix;
            s *= radix;
        }
    }

    private void swap() {
        double[] keptRe = re;
        double[] keptIm = im;
        re = otherRe;
        im = otherIm;
        otherRe = keptRe;
        otherIm = keptIm;
    }

    /** Of nothing the transform is nothing: three quarters of a padded grid's lines are. */
    private boolean isNothing(int from, int end) {
        for (int i = from; i < end; i++) {
            if (re[i] != 0 || im[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Cosines and sines of a stage: {@link #turnsOf} for each of its places. */
    private static double[] turns(int length, int radix) {
        int m = length / radix;
        var turns = new double[m * turnsOf(radix)];
        int at = 0;
        for (int q = 0; q < m; q++) {
            double angle = -2 * Math.PI * q / length;
            if (radix == 2 || radix == 4) {
                for (int times = 1; times < radix; times++) {
                    turns[at++] = Math.cos(times * angle);
                    turns[at++] = Math.sin(times * angle);
                }
            } else {
                for (int u = 0; u < radix; u++) {
                    for (int t = 0; t < radix; t++) {
                        double turn = -2 * Math.PI * (u * t % radix) / radix + u * angle;
                        turns[at++] = Math.cos(turn);
                        turns[at++] = Math.sin(turn);
                    }
                }
            }
        }
        return turns;
    }

    private static int turnsOf(int radix) {
        return radix == 2 || radix == 4 ? 2 * (radix - 1) : 2 * radix * radix;
    }

    private void stage(int base, int length, int s, int radix, double[] turns) {
        int m = length / radix;
        for (int q = 0; q < m; q++) {
            int from = base + s * q;
            int to = base + s * radix * q;
            int turn = q * turnsOf(radix);
            switch (radix) {
                case 2 -> two(from, s * m, to, s, turns, turn);
                case 4 -> four(from, s * m, to, s, turns, turn);
                default -> any(from, s * m, to, s, turns, turn, radix);
            }
        }
    }

    private void two(int from, int gap, int to, int s, double[] turns, int turn) {
        double c = turns[turn];
        double d = turns[turn + 1];
        for (int r = 0; r < s; r++) {
            double ar = re[from + r];
            double ai = im[from + r];
            double br = re[from + gap + r];
            double bi = im[from + gap + r];
            otherRe[to + r] = ar + br;
            otherIm[to + r] = ai + bi;
            otherRe[to + s + r] = (ar - br) * c - (ai - bi) * d;
            otherIm[to + s + r] = (ar - br) * d + (ai - bi) * c;
        }
    }

    private void four(int from, int gap, int to, int s, double[] turns, int turn) {
        double c1 = turns[turn];
        double d1 = turns[turn + 1];
        double c2 = turns[turn + 2];
        double d2 = turns[turn + 3];
        double c3 = turns[turn + 4];
        double d3 = turns[turn + 5];
        for (int r = from; r < from + s; r++) {
            double sumRe = re[r] + re[r + 2 * gap];
            double sumIm = im[r] + im[r + 2 * gap];
            double offRe = re[r] - re[r + 2 * gap];
            double offIm = im[r] - im[r + 2 * gap];
            double oddRe = re[r + gap] + re[r + 3 * gap];
            double oddIm = im[r + gap] + im[r + 3 * gap];
            // The odd difference turned by a quarter: times -i.
            double turnedRe = im[r + gap] - im[r + 3 * gap];
            double turnedIm = re[r + 3 * gap] - re[r + gap];
            int at = to + r - from;
            otherRe[at] = sumRe + oddRe;
            otherIm[at] = sumIm + oddIm;
            double ar = offRe + turnedRe;
            double ai = offIm + turnedIm;
            otherRe[at + s] = ar * c1 - ai * d1;
            otherIm[at + s] = ar * d1 + ai * c1;
            double br = sumRe - oddRe;
            double bi = sumIm - oddIm;
            otherRe[at + 2 * s] = br * c2 - bi * d2;
            otherIm[at + 2 * s] = br * d2 + bi * c2;
            double er = offRe - turnedRe;
            double ei = offIm - turnedIm;
            otherRe[at + 3 * s] = er * c3 - ei * d3;
            otherIm[at + 3 * s] = er * d3 + ei * c3;
        }
    }

    private void any(int from, int gap, int to, int s, double[] turns, int turn, int radix) {
        for (int u = 0; u < radix; u++) {
            int at = to + u * s;
            Arrays.fill(otherRe, at, at + s, 0);
            Arrays.fill(otherIm, at, at + s, 0);
            for (int t = 0; t < radix; t++) {
                int place = turn + 2 * (u * radix + t);
                addTurned(from + t * gap, at, s, turns[place], turns[place + 1]);
            }
        }
    }

    /** In a loop of its own, which the compiler makes one of many numbers at once. */
    private void addTurned(int from, int to, int s, double c, double d) {
        for (int r = 0; r < s; r++) {
            double x = re[from + r];
            double y = im[from + r];
            otherRe[to + r] += x * c - y * d;
            otherIm[to + r] += x * d + y * c;
        }
    }
}
