// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

/**
 * How far the outer side of a bolus is from the skin, at the middles of its triangles; without what
 * is near the border of the region, where its walls are.
 */
public final class OuterSide {

    private final float[] middles;
    private final float[] distances;
    private final double[] direction;

    /**
     * Takes over the arrays.
     *
     * @param middles x, y and z of each
     * @param direction the sum of the normals
     */
    OuterSide(float[] middles, float[] distances, double[] direction) {
        this.middles = middles;
        this.distances = distances;
        this.direction = direction;
    }

    /** How many places there are; 0 where all is border. */
    public int size() {
        return distances.length;
    }

    /** A coordinate of a place in the patient: 0 for x, 1 for y, 2 for z. */
    public double at(int place, int axis) {
        return middles[3 * place + axis];
    }

    /** How far a place is from the skin, which is how thick the bolus is there; millimetres. */
    public double distance(int place) {
        return distances[place];
    }

    /** The axis of the patient that it faces most, 0 to 2. */
    public int axis() {
        int axis = 0;
        for (int i = 1; i < 3; i++) {
            axis = Math.abs(direction[i]) > Math.abs(direction[axis]) ? i : axis;
        }
        return axis;
    }

    /** Whether it faces along that axis rather than against it. */
    public boolean isAlong() {
        return direction[axis()] > 0;
    }
}
