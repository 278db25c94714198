// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/**
 * A marker: where it is, and where the image shows it.
 *
 * @param truth where it is, as the phantom stands
 * @param measured its middle in the image
 */
public record Displacement(Node node, Point truth, Point measured) {

    /** From where it is to where it is seen. */
    public Point shift() {
        return measured.minus(truth);
    }
}
