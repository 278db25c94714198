// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.Random;

/** An apical four-chamber view of a beating heart, as ultrasound shows it. */
public final class BeatingHeart {

    private static final double OPENING = Math.toRadians(40);
    private static final int SPECKLE = 512;

    private final int columns;
    private final int rows;
    private final float[] speckle = new float[SPECKLE * SPECKLE];

    /** A heart seen in images of this size. */
    public BeatingHeart(long seed, int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        var random = new Random(seed);
        for (int i = 0; i < speckle.length; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            speckle[i] = (float) Math.sqrt(a * a + b * b);
        }
        Scan.blur(speckle, SPECKLE, SPECKLE);
    }

    /** A frame; {@code phase} runs from 0 (end of diastole) to 1 over one beat. */
    public byte[] frame(double phase) {
        var pixels = new byte[columns * rows];
        double squeeze = 0.5 - 0.5 * Math.cos(2 * Math.PI * phase);
        double top = 0.05 * rows;
        double reach = 0.9 * rows;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double dx = column - columns / 2.0;
                double dy = row - top;
                double depth = Math.hypot(dx, dy) / reach;
                double angle = Math.atan2(dx, dy);
                if (depth < 1 && Math.abs(angle) < OPENING && depth > 0.02) {
                    double echo = echo(dx / reach, dy / reach, squeeze);
                    double grain = grain(angle, depth, echo);
                    double loss = Math.exp(-0.9 * depth);
                    double value = 235 * loss * echo * grain;
                    pixels[row * columns + column] = (byte) Math.clamp((int) value, 0, 255);
                }
            }
        }
        return pixels;
    }

    private double grain(double angle, double depth, double echo) {
        int i = (int) (angle * 260) & (SPECKLE - 1);
        int j = (int) (depth * 420) & (SPECKLE - 1);
        return (echo < 0.2 ? 0.6 : 0.35) + 0.55 * speckle[j * SPECKLE + i];
    }

    /** How bright tissue is: muscle, valves and pericardium, chambers dark. */
    private static double echo(double x, double y, double squeeze) {
        double ventricle = oval(x - 0.09, y - 0.36, 0.105 - 0.035 * squeeze, 0.22 - 0.05 * squeeze);
        double right = oval(x + 0.14, y - 0.36, 0.085 - 0.02 * squeeze, 0.19 - 0.04 * squeeze);
        double atrium = oval(x - 0.085, y - 0.71, 0.10 + 0.02 * squeeze, 0.12 + 0.015 * squeeze);
        double rightAtrium =
                oval(x + 0.13, y - 0.69, 0.095 + 0.02 * squeeze, 0.11 + 0.015 * squeeze);
        double chamber = Math.min(Math.min(ventricle, right), Math.min(atrium, rightAtrium));
        if (valve(x - 0.09, y, squeeze) || valve(x + 0.135, y + 0.02, squeeze)) {
            return 0.95;
        }
        if (chamber < 1) {
            return 0.07;
        }
        double heart = oval(x + 0.02, y - 0.5, 0.32, 0.43);
        if (heart < 1) {
            return 0.52;
        }
        return heart < 1.07 ? 1.0 : 0.26;
    }

    private static boolean valve(double x, double y, double squeeze) {
        double open = 0.07 * Math.max(0, 0.6 - squeeze);
        double leaflet = 0.59 - open * 1.3 * (1 - Math.abs(x) / 0.08) - 0.02 * squeeze;
        return Math.abs(x) < 0.075 && Math.abs(x) > open * 0.6 && Math.abs(y - leaflet) < 0.009;
    }

    private static double oval(double x, double y, double a, double b) {
        return Math.sqrt(x * x / (a * a) + y * y / (b * b));
    }
}
