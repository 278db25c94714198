// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/**
 * The outline of a trunk from the ischium (z = 0) to the neck (z = 640).
 *
 * @param size 1 is a man of 1.75 m and 75 kg
 */
public record Physique(double size, double fatness) {

    private static final double STEP = 40;
    private static final double[] WIDTH = {
        176, 184, 185, 180, 172, 165, 160, 158, 160, 163, 166, 168, 170, 170, 166, 150, 118, 100
    };
    private static final double[] DEPTH = {
        104, 112, 115, 113, 109, 105, 104, 105, 109, 113, 116, 117, 116, 112, 105, 94, 82, 76
    };
    private static final double[] FAT = {
        26, 26, 24, 22, 20, 18, 17, 16, 14, 12, 11, 10, 10, 9, 9, 9, 8, 8
    };

    double halfWidth(double z) {
        return size * at(WIDTH, z);
    }

    double halfDepth(double z) {
        return size * at(DEPTH, z);
    }

    double fat(double z) {
        return fatness * at(FAT, z);
    }

    double greatestHalfWidth() {
        return size * 185;
    }

    private static double at(double[] table, double z) {
        double place = Math.clamp(z / STEP, 0.0, table.length - 1.001);
        int index = (int) place;
        double rest = place - index;
        return table[index] * (1 - rest) + table[index + 1] * rest;
    }
}
