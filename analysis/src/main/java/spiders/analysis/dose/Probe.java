// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import spiders.analysis.geometry.PlaneFrame;

/** Looks doses up by the coordinates of a frame: the way there is linear, and made once. */
final class Probe {

    /** A direction so near to an axis is on it: over a metre it is off by a nanometre. */
    private static final double ROUNDING = 1e-9;

    /** Steps that a stretch may be beyond an end of the grid by rounding. */
    private static final double SLACK = 1e-6;

    private final DoseGrid grid;
    private final double[] byX = new double[3];
    private final double[] byY = new double[3];
    private final double[] byPosition = new double[3];
    private final double[] constant = new double[3];

    /** The axis of the grid that the frame's x runs along, or -1. */
    private final int along;

    Probe(DoseGrid grid, PlaneFrame frame) {
        this.grid = grid;
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < 3; i++) {
                double direction = grid.direction(axis, i);
                byX[axis] += direction * frame.patient(i, 1, 0, 0);
                byY[axis] += direction * frame.patient(i, 0, 1, 0);
                byPosition[axis] += direction * frame.patient(i, 0, 0, 1);
                constant[axis] -= direction * grid.origin(i);
            }
        }
        int found = -1;
        for (int axis = 0; axis < 3; axis++) {
            boolean isAlone =
                    Math.abs(byX[(axis + 1) % 3]) < ROUNDING
                            && Math.abs(byX[(axis + 2) % 3]) < ROUNDING;
            found = isAlone ? axis : found;
        }
        along = found;
    }

    /** The dose, or {@link DoseGrid#NONE}. */
    double dose(double x, double y, double position) {
        return grid.interpolated(
                place(0, x, y, position), place(1, x, y, position), place(2, x, y, position));
    }

    private double place(int axis, double x, double y, double position) {
        return constant[axis] + byX[axis] * x + byY[axis] * y + byPosition[axis] * position;
    }

    /** Whether rows of the frame run along an axis of the grid, so that stretches can be added. */
    boolean isAlongGrid() {
        return along >= 0;
    }

    /**
     * Adds a stretch of a row to a histogram, with all its doses.
     *
     * @param section what a millimetre of it stands for, in square millimetres
     */
    void stretch(
            double y, double from, double to, double position, double section, DoseHistogram sum) {
        var axis = grid.axis(along);
        double one = place(along, from, y, position);
        double other = place(along, to, y, position);
        double low = axis.within(Math.min(one, other));
        double high = axis.within(Math.max(one, other));
        double length = to - from;
        int b = (along + 1) % 3;
        int c = (along + 2) % 3;
        double placeB = grid.axis(b).place(place(b, from, y, position));
        double placeC = grid.axis(c).place(place(c, from, y, position));
        if (placeB < 0 || placeC < 0 || high <= low) {
            sum.addOutside(length * section);
            return;
        }
        double beyond = length - (high - low);
        if (beyond > SLACK * axis.length(0)) {
            sum.addOutside(beyond * section);
        }
        int cellB = Math.min((int) placeB, grid.axis(b).size() - 2);
        int cellC = Math.min((int) placeC, grid.axis(c).size() - 2);
        var row =
                new Row(
                        cellB * grid.stride(b) + cellC * grid.stride(c),
                        grid.stride(along),
                        grid.stride(b),
                        grid.stride(c),
                        placeB - cellB,
                        placeC - cellC);
        double start = axis.place(low);
        double end = axis.place(high);
        int cell = Math.min((int) start, axis.size() - 2);
        double before = row.dose(grid, cell);
        for (double at = start; at < end; at = ++cell) {
            double after = row.dose(grid, cell + 1);
            double until = Math.min(end, cell + 1);
            double volume = (until - at) * axis.length(cell) * section;
            double rise = after - before;
            if (Double.isNaN(rise)) {
                sum.addOutside(volume);
            } else {
                sum.addBetween(before + rise * (at - cell), before + rise * (until - cell), volume);
            }
            before = after;
        }
    }

    /** A line along the grid between four rows of its points. */
    private record Row(int first, int stride, int b, int c, double shareB, double shareC) {

        double dose(DoseGrid grid, int cell) {
            int at = first + cell * stride;
            double low = mix(grid.dose(at), grid.dose(at + b), shareB);
            double high = mix(grid.dose(at + c), grid.dose(at + c + b), shareB);
            return mix(low, high, shareC);
        }

        private static double mix(double one, double other, double share) {
            return one + (other - one) * share;
        }
    }
}
