// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.image.ImageGrid;
import spiders.analysis.image.ImageOrigin;
import spiders.analysis.image.ImageVolume;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * An image of balls on a lattice by a scanner whose distortion is a formula: brightness by the
 * share of 27 points of a voxel that are in a ball, shaded by a quarter, with Rician noise of 3
 * percent.
 */
final class SyntheticPhantom {

    static final double PITCH = 25;
    static final double DIAMETER = 8;

    /** 113 places of a plane within 150 mm, 9 planes: 1017 balls. */
    static final GridPhantom PHANTOM =
            GridPhantom.of(
                    new int[] {13, 13, 9}, new double[] {PITCH, PITCH, PITCH}, DIAMETER, true, 150);

    private static final double[] SPACING = {1.5, 1.5, 2};
    private static final int[] SIZES = {232, 232, 122};
    private static final double BRIGHT = 1000;
    private static final double DARK = 80;

    private SyntheticPhantom() {}

    /** Third and fifth orders, as gradients are not linear: up to about 6 mm. */
    static Point gradients(Point p) {
        double x = p.x() / 150;
        double y = p.y() / 150;
        double z = p.z() / 150;
        double squared = x * x + y * y + z * z;
        return new Point(
                2.5 * x * squared - 0.8 * x * squared * squared,
                -2 * y * (x * x + y * y) + 0.6 * y * z * z,
                3 * z * squared - x * y * z);
    }

    /** Along x, of second and third order: up to about 2 mm. */
    static Point mainField(Point p) {
        double x = p.x() / 150;
        double y = p.y() / 150;
        double z = p.z() / 150;
        return new Point(1.5 * (z * z - (x * x + y * y) / 2) + 0.7 * y * x * x - 0.5 * z, 0, 0);
    }

    static Point forward(Point p) {
        return gradients(p).plus(mainField(p));
    }

    static Point reverse(Point p) {
        return gradients(p).minus(mainField(p));
    }

    static ImageGrid grid() {
        var origin = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            origin[axis] = -SPACING[axis] * (SIZES[axis] - 1) / 2.0;
        }
        return ImageGrid.of(SIZES, origin, new double[] {1, 0, 0, 0, 1, 0}, SPACING);
    }

    /** Coarse slices: 1 x 1 x 3 mm. */
    static ImageGrid coarse() {
        return ImageGrid.of(
                new int[] {348, 348, 82},
                new double[] {-173.5, -173.5, -121.5},
                new double[] {1, 0, 0, 0, 1, 0},
                new double[] {1, 1, 3});
    }

    /** Slices that are turned by 15 degrees about x. */
    static ImageGrid oblique() {
        double c = Math.cos(Math.toRadians(15));
        double s = Math.sin(Math.toRadians(15));
        double down = -SPACING[1] * 231 / 2;
        double back = -SPACING[2] * 141 / 2;
        return ImageGrid.of(
                new int[] {232, 232, 142},
                new double[] {-SPACING[0] * 231 / 2, down * c - back * s, down * s + back * c},
                new double[] {1, 0, 0, 0, c, s},
                SPACING);
    }

    /** An image of the phantom as it stands, by a distortion from true to seen places. */
    static ImageVolume image(RigidMotion placement, UnaryOperator<Point> distortion, long seed) {
        return image(placement, distortion, seed, grid());
    }

    static ImageVolume image(
            RigidMotion placement, UnaryOperator<Point> distortion, long seed, ImageGrid grid) {
        var shares = new float[Math.toIntExact(grid.voxels())];
        for (var node : PHANTOM.nodes()) {
            ball(grid, placement.apply(PHANTOM.position(node)), distortion, shares);
        }
        var random = new Random(seed);
        for (int i = 0; i < shares.length; i++) {
            int column = i % grid.columns();
            double shade = 1 - 0.25 * column / grid.columns();
            shares[i] = noisy(shade * (DARK + (BRIGHT - DARK) * shares[i]), random);
        }
        return ImageVolume.of(grid, new ImageOrigin("MR", "1.2.3", "1.2.4", List.of()), "", shares);
    }

    private static float noisy(double signal, RandomGenerator random) {
        double real = signal + 30 * random.nextGaussian();
        return (float) Math.hypot(real, 30 * random.nextGaussian());
    }

    private static void ball(
            ImageGrid grid, Point middle, UnaryOperator<Point> distortion, float[] shares) {
        var seen = middle.plus(distortion.apply(middle));
        var low = new int[3];
        var high = new int[3];
        for (int side = 0; side < 3; side++) {
            double at = grid.index(side, seen.x(), seen.y(), seen.z());
            low[side] = (int) Math.floor(at - DIAMETER / grid.spacing(side));
            high[side] = (int) Math.ceil(at + DIAMETER / grid.spacing(side));
        }
        for (int p = low[2]; p <= high[2]; p++) {
            for (int r = low[1]; r <= high[1]; r++) {
                for (int c = low[0]; c <= high[0]; c++) {
                    int inside = 0;
                    for (int part = 0; part < 27; part++) {
                        double column = c + part % 3 / 3.0 - 1 / 3.0;
                        double row = r + Math.floorDiv(part, 3) % 3 / 3.0 - 1 / 3.0;
                        double plane = p + Math.floorDiv(part, 9) / 3.0 - 1 / 3.0;
                        var at =
                                new Point(
                                        grid.patient(0, column, row, plane),
                                        grid.patient(1, column, row, plane),
                                        grid.patient(2, column, row, plane));
                        inside += isIn(at, middle, distortion) ? 1 : 0;
                    }
                    shares[(p * grid.rows() + r) * grid.columns() + c] += inside / 27f;
                }
            }
        }
    }

    private static boolean isIn(Point seen, Point middle, UnaryOperator<Point> distortion) {
        var truth = seen.minus(distortion.apply(seen));
        truth = seen.minus(distortion.apply(truth));
        truth = seen.minus(distortion.apply(truth));
        return truth.minus(middle).length() <= DIAMETER / 2;
    }
}
