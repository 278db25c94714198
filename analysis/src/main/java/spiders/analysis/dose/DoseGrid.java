// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import spiders.analysis.geometry.PlaneFrame;
import spiders.dicom.data.DataSet;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Doses on a grid in the patient (PS3.3 section C.8.8.3), linear between its points, and undefined
 * outside of them: a point that the grid does not cover has no dose, not a dose of 0.
 */
public final class DoseGrid {

    /** What stands for no dose within this package. */
    static final double NONE = Double.NaN;

    /** Millimetres. */
    private static final double SAME_POINT = 1e-3;

    private final String frameOfReferenceUID;
    private final double[] origin;
    private final double[][] directions; // of columns, rows and planes, of unit length
    private final Axis[] axes;
    private final float[] doses; // by plane, row, column

    DoseGrid(
            String frameOfReferenceUID,
            double[] origin,
            double[][] directions,
            Axis[] axes,
            float[] doses) {
        this.frameOfReferenceUID = frameOfReferenceUID;
        this.origin = origin;
        this.directions = directions;
        this.axes = axes;
        this.doses = doses;
    }

    /**
     * Reads an RT Dose.
     *
     * @throws InvalidDoseException if it is none, or none of gray on a grid
     */
    public static DoseGrid read(DataSet dataSet) {
        return new DoseGridReader(dataSet).grid();
    }

    /** The frame of reference that its coordinates are of; may be empty. */
    public String frameOfReferenceUID() {
        return frameOfReferenceUID;
    }

    public int columns() {
        return axes[0].size();
    }

    public int rows() {
        return axes[1].size();
    }

    public int planes() {
        return axes[2].size();
    }

    /** The dose of a point of the grid; planes rise along the normal. */
    public double at(int column, int row, int plane) {
        return doses[(plane * rows() + row) * columns() + column];
    }

    /** How far a column is from the first, in millimetres. */
    public double distance(int column) {
        return axes[0].at(column);
    }

    /** The dose here of a point of another grid of this frame of reference, if this covers it. */
    public OptionalDouble doseAt(DoseGrid other, int column, int row, int plane) {
        other.requireFrameOfReference(frameOfReferenceUID);
        return dose(
                other.patient(0, column, row, plane),
                other.patient(1, column, row, plane),
                other.patient(2, column, row, plane));
    }

    /** The highest dose; 0 if no point has one above. */
    public double maximum() {
        float maximum = 0;
        for (float dose : doses) {
            maximum = dose > maximum ? dose : maximum;
        }
        return maximum;
    }

    /**
     * The sum of this dose and another, at the points of this grid. Where the other has none, the
     * sum is as undefined as outside the grid, and counts as such.
     *
     * @throws FrameOfReferenceMismatchException if the two are of different frames of reference
     */
    public DoseGrid plus(DoseGrid other) {
        other.requireFrameOfReference(frameOfReferenceUID);
        var sums = new float[doses.length];
        IntStream.range(0, planes()).parallel().forEach(plane -> addPlane(other, plane, sums));
        return new DoseGrid(frameOfReferenceUID, origin, directions, axes, sums);
    }

    /** Whether its points are those of another grid, to a thousandth of a millimetre. */
    boolean hasPointsOf(DoseGrid other) {
        if (columns() != other.columns() || rows() != other.rows() || planes() != other.planes()) {
            return false;
        }
        for (int corner = 0; corner < 4; corner++) {
            int column = (corner & 1) * (columns() - 1);
            int row = (corner >> 1 & 1) * (rows() - 1);
            for (int plane = 0; plane < planes(); plane++) {
                for (int axis = 0; axis < 3; axis++) {
                    double off =
                            patient(axis, column, row, plane)
                                    - other.patient(axis, column, row, plane);
                    if (Math.abs(off) > SAME_POINT) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void addPlane(DoseGrid other, int plane, float[] sums) {
        int index = plane * rows() * columns();
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                double theirs =
                        other.doseOrNone(
                                patient(0, column, row, plane),
                                patient(1, column, row, plane),
                                patient(2, column, row, plane));
                sums[index] = (float) (doses[index] + theirs);
                index++;
            }
        }
    }

    /** A dose of the same points that follows from this one's, point by point. */
    public DoseGrid map(DoubleUnaryOperator change) {
        var changed = new float[doses.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (float) change.applyAsDouble(doses[i]);
        }
        return new DoseGrid(frameOfReferenceUID, origin, directions, axes, changed);
    }

    /**
     * @throws FrameOfReferenceMismatchException if this is not the grid's frame of reference
     */
    public void requireFrameOfReference(String uid) {
        if (!frameOfReferenceUID.equals(uid)) {
            throw new FrameOfReferenceMismatchException(frameOfReferenceUID, uid);
        }
    }

    /** A coordinate of a point of the grid in the patient: 0 for x, 1 for y, 2 for z. */
    double patient(int axis, int column, int row, int plane) {
        return origin[axis]
                + directions[0][axis] * axes[0].at(column)
                + directions[1][axis] * axes[1].at(row)
                + directions[2][axis] * axes[2].at(plane);
    }

    /** The direction of columns (0), rows (1) or planes (2) along an axis of the patient. */
    double direction(int side, int axis) {
        return directions[side][axis];
    }

    /** The dose of a point of the patient, if the grid covers it. */
    public OptionalDouble dose(double x, double y, double z) {
        double dose = doseOrNone(x, y, z);
        return Double.isNaN(dose) ? OptionalDouble.empty() : OptionalDouble.of(dose);
    }

    /** The dose of a point of the patient, or {@link #NONE}. */
    double doseOrNone(double x, double y, double z) {
        return interpolated(along(0, x, y, z), along(1, x, y, z), along(2, x, y, z));
    }

    private double along(int axis, double x, double y, double z) {
        var direction = directions[axis];
        return direction[0] * (x - origin[0])
                + direction[1] * (y - origin[1])
                + direction[2] * (z - origin[2]);
    }

    /**
     * The volume of the points of the grid that get so much, each standing for the cuboid half way
     * to its neighbours; cubic millimetres.
     */
    public double volumeOfAtLeast(double dose) {
        double volume = 0;
        int index = 0;
        for (int plane = 0; plane < planes(); plane++) {
            for (int row = 0; row < rows(); row++) {
                double area = axes[2].extent(plane) * axes[1].extent(row);
                for (int column = 0; column < columns(); column++) {
                    volume += doses[index++] >= dose ? area * axes[0].extent(column) : 0;
                }
            }
        }
        return volume;
    }

    /** The dose at coordinates of the grid, or {@link #NONE}. */
    double interpolated(double alongColumns, double alongRows, double alongPlanes) {
        double column = axes[0].place(alongColumns);
        double row = axes[1].place(alongRows);
        double plane = axes[2].place(alongPlanes);
        if (column < 0 || row < 0 || plane < 0) {
            return NONE;
        }
        int c = Math.min((int) column, columns() - 2);
        int r = Math.min((int) row, rows() - 2);
        int p = Math.min((int) plane, planes() - 2);
        int first = (p * rows() + r) * columns() + c;
        double low = bilinear(first, column - c, row - r);
        double high = bilinear(first + rows() * columns(), column - c, row - r);
        return low + (high - low) * (plane - p);
    }

    private double bilinear(int first, double column, double row) {
        int next = first + columns();
        double near = doses[first] + (doses[first + 1] - doses[first]) * column;
        double far = doses[next] + (doses[next + 1] - doses[next]) * column;
        return near + (far - near) * row;
    }

    /** Where points of a frame are in this grid. */
    Probe probe(PlaneFrame frame) {
        return new Probe(this, frame);
    }

    Axis axis(int axis) {
        return axes[axis];
    }

    /** How far apart in {@link #dose(int)} neighbours along an axis are. */
    int stride(int axis) {
        return axis == 0 ? 1 : axis == 1 ? columns() : rows() * columns();
    }

    /** The dose of a point by its place among all, planes last. */
    double dose(int index) {
        return doses[index];
    }

    /** A coordinate of the first point in the patient. */
    double origin(int axis) {
        return origin[axis];
    }
}
