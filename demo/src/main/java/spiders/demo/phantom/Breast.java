// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.Random;

/** The shadow of a compressed breast, as a 12-bit image for presentation. */
public final class Breast {

    private static final int WHITE = 4095;

    private final long seed;
    private final boolean left;
    private final boolean oblique;
    private final int columns;
    private final int rows;

    /** A view of a breast; {@code oblique} shows the pectoral muscle. */
    public Breast(long seed, boolean left, boolean oblique, int columns, int rows) {
        this.seed = seed;
        this.left = left;
        this.oblique = oblique;
        this.columns = columns;
        this.rows = rows;
    }

    /** The grey values, row by row; {@code mass} adds a spiculated mass. */
    public short[] values(boolean mass) {
        var slow = grid(seed, 14);
        var middle = grid(seed + 1, 46);
        var fine = grid(seed + 2, 190);
        var random = new Random(seed + 3);
        var values = new short[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (left ? column : columns - 1 - column) / (double) columns;
                double y = row / (double) rows;
                double value = skin(x, y);
                if (value > 0) {
                    double gland =
                            0.5 * at(slow, x, y) + 0.32 * at(middle, x, y) + 0.2 * at(fine, x, y);
                    value = shade(x, y, value, gland) + (mass ? mass(x, y) : 0);
                    value += 14 * random.nextGaussian();
                }
                values[row * columns + column] = (short) Math.clamp((int) value, 0, WHITE);
            }
        }
        return values;
    }

    /** The relative thickness: 0 outside, 1 in the middle. */
    private double skin(double x, double y) {
        double droop = oblique ? 0.56 : 0.5;
        double v = (y - droop) / (y < droop ? (oblique ? 0.52 : 0.42) : 0.38);
        double reach = 0.80 * Math.sqrt(Math.max(0, 1 - v * v * Math.abs(v)));
        double depth = (reach - x) * 9;
        return Math.abs(v) >= 1 || depth <= 0 ? 0 : Math.min(1, Math.sqrt(depth));
    }

    private double shade(double x, double y, double thickness, double gland) {
        double dx = (x - 0.36) / 0.34;
        double dy = (y - 0.52) / 0.27;
        double inside = Math.max(0, 1 - dx * dx - dy * dy);
        double value = thickness * (900 + 260 * gland);
        value += inside * thickness * Math.max(0, 1150 + 1350 * gland);
        if (thickness < 0.42) {
            value += 420;
        }
        double pectoral = 0.40 - x - 0.62 * y;
        return oblique && pectoral > 0
                ? Math.max(value, 2000 + 300 * gland + 700 * Math.min(1, pectoral * 12))
                : value;
    }

    private double mass(double x, double y) {
        double dx = (x - 0.42) * 0.8;
        double dy = y - (oblique ? 0.44 : 0.40);
        double radius = Math.sqrt(dx * dx + dy * dy);
        double angle = Math.atan2(dy, dx);
        double edge = 0.022 * (1 + 0.18 * Math.sin(7 * angle) + 0.12 * Math.sin(13 * angle + 1));
        double spikes = Math.pow(Math.abs(Math.sin(9 * angle + 3 * Math.sin(2 * angle))), 14);
        double body = 1 / (1 + Math.exp((radius - edge) * 420));
        double rays = spikes * Math.exp(-Math.max(0, radius - edge) * 60) * 0.5;
        return 1500 * Math.max(body, rays);
    }

    private static float[][] grid(long seed, int cells) {
        var random = new Random(seed);
        var grid = new float[cells + 2][cells + 2];
        for (var line : grid) {
            for (int i = 0; i < line.length; i++) {
                line[i] = (float) random.nextGaussian();
            }
        }
        return grid;
    }

    private static double at(float[][] grid, double x, double y) {
        int cells = grid.length - 2;
        double u = x * cells;
        double v = y * cells;
        int i = (int) u;
        int j = (int) v;
        double s = ease(u - i);
        double t = ease(v - j);
        double above = grid[j][i] * (1 - s) + grid[j][i + 1] * s;
        double below = grid[j + 1][i] * (1 - s) + grid[j + 1][i + 1] * s;
        return above * (1 - t) + below * t;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
