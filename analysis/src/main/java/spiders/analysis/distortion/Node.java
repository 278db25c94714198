// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/** A place of a lattice, counted along x, y and z. */
public record Node(int i, int j, int k) {

    Node plus(Node other) {
        return new Node(i + other.i, j + other.j, k + other.k);
    }

    Node minus(Node other) {
        return new Node(i - other.i, j - other.j, k - other.k);
    }

    /** The neighbour one step along an axis, forward or back. */
    Node step(int axis, int way) {
        return new Node(
                i + (axis == 0 ? way : 0), j + (axis == 1 ? way : 0), k + (axis == 2 ? way : 0));
    }
}
