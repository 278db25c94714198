// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/**
 * How a distortion is measured.
 *
 * @param alignmentRadius the phantom is put where its markers within so many millimetres of its
 *     middle are seen, by least squares: a scanner is true near its middle; infinity for all
 *     markers
 * @param model of the field
 * @param degree of the model
 * @param shellWidth of the ranges of distance in which displacements are told, in millimetres
 */
public record DistortionSettings(
        double alignmentRadius, FieldModel model, int degree, double shellWidth) {

    public DistortionSettings {
        if (!(alignmentRadius > 0) || !(shellWidth >= 1)) {
            throw new IllegalArgumentException("A radius or a width of no millimetres");
        }
    }

    /** Aligned within 75 mm, polynomials of degree 5, shells of 50 mm. */
    public static DistortionSettings defaults() {
        return new DistortionSettings(
                75, FieldModel.POLYNOMIAL, DisplacementField.USUAL_DEGREE, 50);
    }
}
