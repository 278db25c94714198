// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import spiders.analysis.dose.InvalidDoseException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Reads the grid of an RT Dose (PS3.3 sections C.8.8.3, C.7.6.2). */
final class DoseGridReader {

    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.481.2";

    /** What is a dose; the third type is an error between two (PS3.3 section C.8.8.3). */
    private static final Set<String> TYPES = Set.of("PHYSICAL", "EFFECTIVE");

    /** 200 million points, which are 800 MB. */
    private static final long POINT_LIMIT = 200_000_000;

    private static final double SAME = 1e-3;

    private final DataSet dataSet;

    DoseGridReader(DataSet dataSet) {
        this.dataSet = dataSet;
    }

    DoseGrid grid() {
        require(SOP_CLASS.equals(dataSet.string(Tags.SOPClassUID).orElse("")), Reason.NOT_A_DOSE);
        require("GY".equals(dataSet.string(Tags.DoseUnits).orElse("")), Reason.RELATIVE_UNITS);
        require(TYPES.contains(dataSet.string(Tags.DoseType).orElse("")), Reason.TYPE);
        int columns = dataSet.integer(Tags.Columns).orElse(0);
        int rows = dataSet.integer(Tags.Rows).orElse(0);
        int planes = dataSet.integer(Tags.NumberOfFrames).orElse(1);
        require(columns > 1 && rows > 1 && planes > 1, Reason.TOO_SMALL);
        require((long) columns * rows <= POINT_LIMIT / planes, Reason.TOO_LARGE);
        double[] origin = triplet(dataSet.reals(Tags.ImagePositionPatient));
        double[][] directions = directions();
        double[] spacing = dataSet.reals(Tags.PixelSpacing);
        require(spacing.length == 2 && isSize(spacing[0]) && isSize(spacing[1]), Reason.GEOMETRY);
        double[] offsets = offsets(planes, origin, directions[2]);
        boolean isDescending = offsets[planes - 1] < offsets[0];
        Axis[] axes = {
            Axis.even(columns, spacing[1]),
            Axis.even(rows, spacing[0]),
            new Axis(isDescending ? reversed(offsets) : offsets)
        };
        return new DoseGrid(
                dataSet.string(Tags.FrameOfReferenceUID).orElse(""),
                origin,
                directions,
                axes,
                doses(columns * rows, planes, isDescending));
    }

    private static void require(boolean condition, Reason reason) {
        if (!condition) {
            throw new InvalidDoseException(reason);
        }
    }

    private static boolean isSize(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    private static double[] triplet(double[] values) {
        require(values.length == 3, Reason.GEOMETRY);
        for (double value : values) {
            require(Double.isFinite(value), Reason.GEOMETRY);
        }
        return values;
    }

    private double[][] directions() {
        double[] o = dataSet.reals(Tags.ImageOrientationPatient);
        require(o.length == 6, Reason.GEOMETRY);
        double[] along = triplet(new double[] {o[0], o[1], o[2]});
        double[] down = triplet(new double[] {o[3], o[4], o[5]});
        boolean isUpright =
                Math.abs(dot(along, along) - 1) < SAME
                        && Math.abs(dot(down, down) - 1) < SAME
                        && Math.abs(dot(along, down)) < SAME;
        require(isUpright, Reason.GEOMETRY);
        double[] normal = {
            along[1] * down[2] - along[2] * down[1],
            along[2] * down[0] - along[0] * down[2],
            along[0] * down[1] - along[1] * down[0]
        };
        return new double[][] {along, down, normal};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /**
     * How far the planes are from the first one along the normal. The values begin at 0, or for
     * planes across z at the z of the position (PS3.3 section C.8.8.3.2).
     */
    private double[] offsets(int planes, double[] origin, double[] normal) {
        double[] offsets = dataSet.reals(Tags.GridFrameOffsetVector);
        require(offsets.length == planes, Reason.PLANE_OFFSETS);
        double first = offsets[0];
        boolean isAxial = Math.abs(Math.abs(normal[2]) - 1) < SAME;
        boolean isAbsolute = first != 0 && isAxial && Math.abs(first - origin[2]) < SAME;
        require(first == 0 || isAbsolute, Reason.PLANE_OFFSETS);
        double way = offsets[1] - first;
        for (int i = 0; i < planes; i++) {
            require(Double.isFinite(offsets[i]), Reason.PLANE_OFFSETS);
            require(i == 0 || (offsets[i] - offsets[i - 1]) * way > 0, Reason.PLANE_OFFSETS);
        }
        double sign = isAbsolute ? Math.signum(normal[2]) : 1;
        for (int i = 0; i < planes; i++) {
            offsets[i] = sign * (offsets[i] - first);
        }
        return offsets;
    }

    private static double[] reversed(double[] values) {
        var reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }

    private float[] doses(int points, int planes, boolean isDescending) {
        double scaling = dataSet.real(Tags.DoseGridScaling).orElse(Double.NaN);
        require(isSize(scaling), Reason.SCALING);
        int bits = dataSet.integer(Tags.BitsAllocated).orElse(0);
        boolean isSigned = dataSet.integer(Tags.PixelRepresentation).orElse(0) == 1;
        var bytes =
                dataSet.bytes(Tags.PixelData).map(b -> b.buffer()).orElse(ByteBuffer.allocate(0));
        boolean isWhole = bytes.remaining() >= (long) points * planes * (bits / 8);
        require((bits == 16 || bits == 32) && isWhole, Reason.SAMPLES);
        var words = bytes.order(ByteOrder.LITTLE_ENDIAN);
        var doses = new float[points * planes];
        for (int plane = 0; plane < planes; plane++) {
            int from = points * (isDescending ? planes - 1 - plane : plane);
            for (int i = 0; i < points; i++) {
                long value = bits == 16 ? words.getShort() : words.getInt();
                long mask = bits == 16 ? 0xFFFFL : 0xFFFF_FFFFL;
                doses[from + i] = (float) ((isSigned ? value : value & mask) * scaling);
            }
        }
        return doses;
    }
}
