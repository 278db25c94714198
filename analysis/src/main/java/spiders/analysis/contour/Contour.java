// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

/** Points of a patient in their order, in millimetres of the frame of reference. */
public final class Contour {

    private final ContourType type;
    private final double[] coordinates;

    private Contour(ContourType type, double[] coordinates) {
        this.type = type;
        this.coordinates = coordinates;
    }

    /**
     * A contour.
     *
     * @param coordinates x, y and z of each point in turn
     * @throws IllegalArgumentException if they are no triplets of finite numbers
     */
    public static Contour of(ContourType type, double... coordinates) {
        if (coordinates.length == 0 || coordinates.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "%d numbers are no points".formatted(coordinates.length));
        }
        for (double coordinate : coordinates) {
            if (!Double.isFinite(coordinate)) {
                throw new IllegalArgumentException("A coordinate of a contour is no number");
            }
        }
        return new Contour(type, coordinates.clone());
    }

    public ContourType type() {
        return type;
    }

    /** How many points it has. */
    public int size() {
        return coordinates.length / 3;
    }

    /**
     * A coordinate of a point.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     */
    public double at(int point, int axis) {
        return coordinates[3 * point + axis];
    }

    /**
     * Half the sum of the cross products of neighbours: as long as the area is large, and upright
     * to it (Newell's normal).
     */
    double[] areaVector() {
        double[] sum = new double[3];
        for (int i = 0, j = size() - 1; i < size(); j = i++) {
            for (int axis = 0; axis < 3; axis++) {
                int next = (axis + 1) % 3;
                int last = (axis + 2) % 3;
                // From the first point, so that what is far from the origin loses no digits.
                sum[axis] +=
                        (at(j, next) - at(0, next)) * (at(i, last) - at(0, last))
                                - (at(j, last) - at(0, last)) * (at(i, next) - at(0, next));
            }
        }
        return new double[] {sum[0] / 2, sum[1] / 2, sum[2] / 2};
    }
}
