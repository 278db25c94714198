// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/**
 * The direction that parallel planes are stacked in, and two directions in them, all of unit length
 * and at right angles: how the coordinates of a patient become x, y and a position, and back.
 *
 * <p>It follows from the normal alone, so that equal planes have equal frames. Axial planes keep
 * the x, y and z of the patient.
 */
public final class PlaneFrame {

    /** Planes of constant z. */
    public static final PlaneFrame AXIAL = of(0, 0, 1);

    /** Normals that differ less are the same: 0.05 mm at half a metre. */
    private static final double TOLERANCE = 1e-4;

    private final double[] x;
    private final double[] y;
    private final double[] normal;

    private PlaneFrame(double[] x, double[] y, double[] normal) {
        this.x = x;
        this.y = y;
        this.normal = normal;
    }

    /**
     * The frame of a normal of any length and of either sign.
     *
     * @throws IllegalArgumentException if it has no length
     */
    public static PlaneFrame of(double nx, double ny, double nz) {
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("A normal without a length");
        }
        double[] normal = {snapped(nx / length), snapped(ny / length), snapped(nz / length)};
        int main = 2;
        for (int i = 1; i >= 0; i--) {
            main = Math.abs(normal[i]) > Math.abs(normal[main]) + TOLERANCE ? i : main;
        }
        if (normal[main] < 0) {
            for (int i = 0; i < 3; i++) {
                normal[i] = 0 - normal[i];
            }
        }
        // The next axis, made upright to the normal: x, y, z of the patient in turn.
        double[] seed = new double[3];
        seed[(main + 1) % 3] = 1;
        double[] y = unit(cross(normal, seed));
        return new PlaneFrame(cross(y, normal), y, normal);
    }

    private static double snapped(double component) {
        if (Math.abs(component) < TOLERANCE) {
            return 0;
        }
        return Math.abs(component) > 1 - 2 * TOLERANCE * TOLERANCE
                ? Math.signum(component)
                : component;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {
            a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
        };
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    /** The x in the plane of a point of the patient. */
    public double x(double px, double py, double pz) {
        return x[0] * px + x[1] * py + x[2] * pz;
    }

    /** The y in the plane of a point of the patient. */
    public double y(double px, double py, double pz) {
        return y[0] * px + y[1] * py + y[2] * pz;
    }

    /** The position along the normal of a point of the patient. */
    public double position(double px, double py, double pz) {
        return normal[0] * px + normal[1] * py + normal[2] * pz;
    }

    /**
     * A coordinate of the patient.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     */
    public double patient(int axis, double inX, double inY, double position) {
        return x[axis] * inX + y[axis] * inY + normal[axis] * position;
    }

    /** Whether the planes of both are parallel, and x and y in them the same. */
    public boolean isParallelTo(PlaneFrame other) {
        // Where two axes are as close to a normal, x may be quite another one, or off a little
        // more.
        return isSame(normal, other.normal, TOLERANCE) && isSame(x, other.x, 10 * TOLERANCE);
    }

    private static boolean isSame(double[] a, double[] b, double tolerance) {
        for (int i = 0; i < 3; i++) {
            if (Math.abs(a[i] - b[i]) > tolerance) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "planes across (%.4f, %.4f, %.4f)".formatted(normal[0], normal[1], normal[2]);
    }
}
