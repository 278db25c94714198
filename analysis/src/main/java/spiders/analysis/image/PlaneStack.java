// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.analysis.image.InvalidImageSeriesException.Reason;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Planes of one orientation in their order along the normal, and what is irregular of them. */
final class PlaneStack {

    /** Rounding of positions in their text, in millimetres. */
    private static final double ROUNDING = 0.02;

    /** Of a distance or of a pixel. */
    private static final double SMALL_SHARE = 0.02;

    private static final double SAME_DIRECTION = 1e-4;

    private final List<Plane> planes;
    private final double[][] directions;
    private final double[] offsets; // along the normal, from the first plane on
    private final double[] acrossColumns; // in-plane, from the first plane's first pixel
    private final double[] acrossRows;

    private PlaneStack(List<Plane> planes, double[][] directions) {
        this.planes = planes;
        this.directions = directions;
        offsets = along(directions[2]);
        acrossColumns = along(directions[0]);
        acrossRows = along(directions[1]);
    }

    /**
     * Sorts planes.
     *
     * @throws InvalidImageSeriesException if they have several orientations or pixel spacings, or
     *     two have one place
     */
    static PlaneStack of(List<Plane> unsorted) {
        var first = unsorted.getFirst();
        for (var plane : unsorted) {
            requireLike(first, plane);
        }
        double[][] directions = ImageGrid.directions(first.orientation());
        var sorted = new ArrayList<>(unsorted);
        sorted.sort(Comparator.comparingDouble(plane -> height(plane, directions[2])));
        var stack = new PlaneStack(List.copyOf(sorted), directions);
        for (int i = 1; i < sorted.size(); i++) {
            if (stack.distance(i) < ROUNDING) {
                throw new InvalidImageSeriesException(
                        Reason.DUPLICATE_PLANES,
                        String.format(
                                Locale.ROOT,
                                "planes %d and %d along the normal, %.3f mm apart",
                                i,
                                i + 1,
                                stack.distance(i)));
            }
        }
        return stack;
    }

    private static void requireLike(Plane first, Plane plane) {
        for (int i = 0; i < 6; i++) {
            double turned = Math.abs(plane.orientation()[i] - first.orientation()[i]);
            if (turned > SAME_DIRECTION) {
                throw new InvalidImageSeriesException(
                        Reason.SEVERAL_ORIENTATIONS,
                        "image %d and image %d".formatted(first.object() + 1, plane.object() + 1));
            }
        }
        boolean isLike =
                isSame(first.rowSpacing(), plane.rowSpacing())
                        && isSame(first.columnSpacing(), plane.columnSpacing());
        if (!isLike) {
            throw new InvalidImageSeriesException(
                    Reason.SEVERAL_MATRICES,
                    "image %d and image %d".formatted(first.object() + 1, plane.object() + 1));
        }
        if (!first.rescale().unit().equals(plane.rescale().unit())) {
            throw new InvalidImageSeriesException(Reason.SEVERAL_UNITS, "");
        }
    }

    private static boolean isSame(double a, double b) {
        return Math.abs(a - b) <= 1e-4 * a;
    }

    private static double height(Plane plane, double[] normal) {
        return normal[0] * plane.position(0)
                + normal[1] * plane.position(1)
                + normal[2] * plane.position(2);
    }

    private double[] along(double[] direction) {
        double first = height(planes.getFirst(), direction);
        return planes.stream().mapToDouble(plane -> height(plane, direction) - first).toArray();
    }

    List<Plane> planes() {
        return planes;
    }

    int size() {
        return planes.size();
    }

    /** The last plane that is not beyond an offset, but for the last of all; 0 if none is. */
    int below(double offset) {
        int at = Arrays.binarySearch(offsets, offset);
        return Math.clamp(at >= 0 ? at : -at - 2, 0, Math.max(0, size() - 2));
    }

    double offset(int plane) {
        return offsets[plane];
    }

    double acrossColumns(int plane) {
        return acrossColumns[plane];
    }

    double acrossRows(int plane) {
        return acrossRows[plane];
    }

    double[] orientation() {
        return planes.getFirst().orientation();
    }

    /** A coordinate of the patient, by offsets from the first plane's first pixel. */
    double patient(int axis, double columns, double rows, double normal) {
        return planes.getFirst().position(axis)
                + directions[0][axis] * columns
                + directions[1][axis] * rows
                + directions[2][axis] * normal;
    }

    /** From the plane before. */
    private double distance(int plane) {
        return offsets[plane] - offsets[plane - 1];
    }

    double smallestDistance() {
        return distances()[0];
    }

    double largestDistance() {
        return distances()[size() - 2];
    }

    private double[] distances() {
        var distances = new double[size() - 1];
        for (int i = 1; i < size(); i++) {
            distances[i - 1] = distance(i);
        }
        Arrays.sort(distances);
        return distances;
    }

    /** The mean distance of planes that are even, the median of others, the thickness of one. */
    double spacing() {
        if (size() == 1) {
            double thickness = planes.getFirst().thickness();
            if (thickness == 0) {
                throw new InvalidImageSeriesException(Reason.NO_THICKNESS, "");
            }
            return thickness;
        }
        return isEven() ? mean() : median();
    }

    private double mean() {
        return offsets[size() - 1] / (size() - 1);
    }

    private double median() {
        double[] distances = distances();
        return distances[distances.length / 2];
    }

    private static double tolerance(double distance) {
        return Math.max(ROUNDING, SMALL_SHARE * distance);
    }

    /** Whether each plane is where even distances put it, but for rounding. */
    boolean isEven() {
        for (int i = 1; i < size(); i++) {
            double tolerance = tolerance(mean());
            boolean isClose = Math.abs(distance(i) - mean()) <= tolerance;
            if (!isClose || Math.abs(offsets[i] - i * mean()) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /** How many planes are missing, if that is all that is uneven; 0 if not. */
    int missing() {
        double median = median();
        int missing = 0;
        for (int i = 1; i < size(); i++) {
            long steps = Math.max(1, Math.round(distance(i) / median));
            if (Math.abs(distance(i) - steps * median) > steps * tolerance(median)) {
                return 0;
            }
            missing += (int) Math.min(steps - 1, Integer.MAX_VALUE / 4 / size());
        }
        return missing;
    }

    /** Where the first gap is, in words. */
    String firstGap() {
        double median = median();
        for (int i = 1; i < size(); i++) {
            if (distance(i) > median + tolerance(median)) {
                return String.format(
                        Locale.ROOT,
                        "between planes %d and %d along the normal, %.2f mm apart instead of %.2f",
                        i,
                        i + 1,
                        distance(i),
                        median);
            }
        }
        return "";
    }

    /** How far a plane is shifted against the first, at most. */
    double largestShift() {
        double largest = 0;
        for (int i = 0; i < size(); i++) {
            largest = Math.max(largest, Math.hypot(acrossColumns[i], acrossRows[i]));
        }
        return largest;
    }

    /** Whether planes are shifted by more than rounding. */
    boolean isSheared() {
        var first = planes.getFirst();
        double pixel = Math.min(first.rowSpacing(), first.columnSpacing());
        return largestShift() > Math.max(ROUNDING, SMALL_SHARE * pixel);
    }

    /** Between the normal and the line from the first plane to the last. */
    double tiltDegrees() {
        int last = size() - 1;
        return Math.toDegrees(
                Math.atan2(Math.hypot(acrossColumns[last], acrossRows[last]), offsets[last]));
    }
}
