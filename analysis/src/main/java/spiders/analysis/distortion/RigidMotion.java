// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import java.util.List;

/** A turn and a shift: how a phantom stands in the patient's coordinates. */
public final class RigidMotion {

    private static final int ROUNDS = 500;

    private final double[] turn; // row by row
    private final Point shift;

    private RigidMotion(double[] turn, Point shift) {
        this.turn = turn;
        this.shift = shift;
    }

    /** Shifts by so much and does not turn. */
    public static RigidMotion shift(Point shift) {
        return new RigidMotion(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, shift);
    }

    /**
     * The motion that takes points nearest to others by the sum of squares (Horn 1987, by unit
     * quaternions).
     */
    static RigidMotion between(List<Point> from, List<Point> to) {
        var middleFrom = mean(from);
        var middleTo = mean(to);
        var s = new double[3][3];
        for (int n = 0; n < from.size(); n++) {
            var a = from.get(n).minus(middleFrom);
            var b = to.get(n).minus(middleTo);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    s[i][j] += a.at(i) * b.at(j);
                }
            }
        }
        double[] turn = rotation(quaternion(s));
        var turned = new RigidMotion(turn, Point.ORIGIN).apply(middleFrom);
        return new RigidMotion(turn, middleTo.minus(turned));
    }

    private static Point mean(List<Point> points) {
        var sum = Point.ORIGIN;
        for (var point : points) {
            sum = sum.plus(point);
        }
        return sum.times(1.0 / points.size());
    }

    /** The eigenvector of the largest eigenvalue, by powers of the matrix made positive. */
    private static double[] quaternion(double[][] s) {
        double[][] n = {
            {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
            {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
            {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
            {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
        };
        double bound = 0;
        for (double[] row : n) {
            double sum = 0;
            for (double value : row) {
                sum += Math.abs(value);
            }
            bound = Math.max(bound, sum);
        }
        double[] q = {1, 1e-3, 1e-3, 1e-3};
        for (int round = 0; round < ROUNDS; round++) {
            var next = new double[4];
            double length = 0;
            for (int i = 0; i < 4; i++) {
                next[i] = bound * q[i];
                for (int j = 0; j < 4; j++) {
                    next[i] += n[i][j] * q[j];
                }
                length += next[i] * next[i];
            }
            for (int i = 0; i < 4; i++) {
                q[i] = next[i] / Math.sqrt(length);
            }
        }
        return q;
    }

    private static double[] rotation(double[] q) {
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            1 - 2 * (x * x + z * z),
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            1 - 2 * (x * x + y * y)
        };
    }

    /** Where a point goes. */
    public Point apply(Point p) {
        return new Point(
                turn[0] * p.x() + turn[1] * p.y() + turn[2] * p.z() + shift.x(),
                turn[3] * p.x() + turn[4] * p.y() + turn[5] * p.z() + shift.y(),
                turn[6] * p.x() + turn[7] * p.y() + turn[8] * p.z() + shift.z());
    }

    /** Where a point came from. */
    Point back(Point p) {
        var q = p.minus(shift);
        return new Point(
                turn[0] * q.x() + turn[3] * q.y() + turn[6] * q.z(),
                turn[1] * q.x() + turn[4] * q.y() + turn[7] * q.z(),
                turn[2] * q.x() + turn[5] * q.y() + turn[8] * q.z());
    }

    /** Where the middle of the phantom is. */
    public Point shift() {
        return shift;
    }

    /** How far it is turned, about whatever axis. */
    public double degrees() {
        double cosine = (turn[0] + turn[4] + turn[8] - 1) / 2;
        return Math.toDegrees(Math.acos(Math.clamp(cosine, -1, 1)));
    }
}
