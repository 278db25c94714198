// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/** Bends space by a few mm, so that no organ is a perfect ellipsoid. */
final class Warp {

    /** No point moves further along an axis, in mm. */
    static final double GREATEST = 7.5;

    private static final int TABLE = 4096;
    private static final float[] SINE = new float[TABLE];

    private final double phase;

    static {
        for (int i = 0; i < TABLE; i++) {
            SINE[i] = (float) Math.sin(2 * Math.PI * i / TABLE);
        }
    }

    Warp(long seed) {
        this.phase = Math.floorMod(seed * 0x9E3779B97F4A7C15L, 1000L) / 1000.0;
    }

    double x(Point p) {
        return p.x()
                + 2.4 * sine(p.y() / 190 + p.z() / 260 + phase)
                + 1.5 * sine(p.y() / 83 - p.z() / 110 + 0.3)
                + 0.8 * sine(p.y() / 47 + p.x() / 61);
    }

    double y(Point p) {
        return p.y()
                + 2.6 * sine(p.x() / 210 - p.z() / 240 + phase)
                + 1.4 * sine(p.x() / 91 + p.z() / 120 + 0.7)
                + 0.8 * sine(p.x() / 51 + p.y() / 67);
    }

    double z(Point p) {
        return p.z()
                + 2.5 * sine(p.x() / 170 + p.y() / 190 + phase)
                + 1.5 * sine(p.x() / 61 - p.y() / 73 + 0.1);
    }

    private static float sine(double turns) {
        int index = (int) Math.floor(turns * TABLE);
        return SINE[index & (TABLE - 1)];
    }
}
