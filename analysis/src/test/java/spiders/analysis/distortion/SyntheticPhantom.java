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
 * share of 27 points of a voxel that are in a ball, shaded by a quarter, with Rician noise.
 */
final class SyntheticPhantom {

    static final double PITCH = 25;
    static final double DIAMETER = 8;

    /** 113 places of a plane within 150 mm, 9 planes: 1017 balls. */
    static final GridPhantom PHANTOM =
            GridPhantom.of(
                    new int[] {13, 13, 9}, new double[] {PITCH, PITCH, PITCH}, DIAMETER, true, 150);

    /** Half of what is shown, along x, y and z. */
    private static final double[] REACH = {174, 174, 122};

    private static final double BRIGHT = 1000;
    private static final double DARK = 80;

    private SyntheticPhantom() {}

    /**
     * How it is imaged.
     *
     * @param noise standard deviation in each of two channels; balls have 1000, else 80
     */
    record Scan(double x, double y, double z, double noise, long seed) {

        /** Voxels of 1.5 by 1.5 by 2 mm, 3 percent of noise. */
        static Scan usual(long seed) {
            return new Scan(1.5, 1.5, 2, 30, seed);
        }

        ImageGrid grid() {
            double[] spacing = {x, y, z};
            var sizes = new int[3];
            var origin = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                sizes[axis] = (int) Math.round(2 * REACH[axis] / spacing[axis]);
                origin[axis] = -spacing[axis] * (sizes[axis] - 1) / 2.0;
            }
            return ImageGrid.of(sizes, origin, new double[] {1, 0, 0, 0, 1, 0}, spacing);
        }

        double spacing(int axis) {
            return axis == 0 ? x : axis == 1 ? y : z;
        }
    }

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
        return Scan.usual(0).grid();
    }

    /** An image of the phantom as it stands, by a distortion from true to seen places. */
    static ImageVolume image(RigidMotion placement, UnaryOperator<Point> distortion, long seed) {
        return image(placement, distortion, Scan.usual(seed));
    }

    static ImageVolume image(RigidMotion placement, UnaryOperator<Point> distortion, Scan scan) {
        var grid = scan.grid();
        var shares = new float[Math.toIntExact(grid.voxels())];
        for (var node : PHANTOM.nodes()) {
            ball(grid, scan, placement.apply(PHANTOM.position(node)), distortion, shares);
        }
        var random = new Random(scan.seed());
        for (int i = 0; i < shares.length; i++) {
            int column = i % grid.columns();
            double shade = 1 - 0.25 * column / grid.columns();
            double signal = shade * (DARK + (BRIGHT - DARK) * shares[i]);
            shares[i] = noisy(signal, scan.noise(), random);
        }
        return ImageVolume.of(grid, new ImageOrigin("MR", "1.2.3", "1.2.4", List.of()), "", shares);
    }

    private static float noisy(double signal, double noise, RandomGenerator random) {
        double real = signal + noise * random.nextGaussian();
        return (float) Math.hypot(real, noise * random.nextGaussian());
    }

    private static void ball(
            ImageGrid grid,
            Scan scan,
            Point middle,
            UnaryOperator<Point> distortion,
            float[] shares) {
        var seen = middle.plus(distortion.apply(middle));
        var low = new int[3];
        var high = new int[3];
        for (int side = 0; side < 3; side++) {
            double at = grid.index(side, seen.x(), seen.y(), seen.z());
            low[side] = (int) Math.floor(at - DIAMETER / scan.spacing(side));
            high[side] = (int) Math.ceil(at + DIAMETER / scan.spacing(side));
        }
        for (int p = low[2]; p <= high[2]; p++) {
            for (int r = low[1]; r <= high[1]; r++) {
                for (int c = low[0]; c <= high[0]; c++) {
                    int inside = 0;
                    for (int part = 0; part < 27; part++) {
                        var at =
                                new Point(
                                        grid.patient(0, c + part % 3 / 3.0 - 1 / 3.0, r, p),
                                        grid.patient(
                                                1,
                                                c,
                                                r + Math.floorDiv(part, 3) % 3 / 3.0 - 1 / 3.0,
                                                p),
                                        grid.patient(
                                                2,
                                                c,
                                                r,
                                                p + Math.floorDiv(part, 9) / 3.0 - 1 / 3.0));
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
