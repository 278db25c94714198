// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.Arrays;
import java.util.Optional;

/**
 * How many hertz of the main field shift an image by how many millimetres along its read-out.
 *
 * <p>Pixel Bandwidth (0018,0095) is hertz for each pixel that was sampled (PS3.3 section C.8.3.1).
 * Where an image was interpolated to more pixels the Acquisition Matrix (0018,1310) tells how many
 * there were; without it the pixels of the image are taken.
 *
 * @param hertz for each sampled pixel, above 0
 * @param pixel of that, in millimetres along the read-out
 */
public record ReadOutBandwidth(double hertz, double pixel) {

    /** A direction is along a pixel axis if it is within about three degrees of it. */
    private static final double ALONG = 0.9986;

    public ReadOutBandwidth {
        if (!(hertz > 0 && hertz < 1e7) || !(pixel > 0 && pixel < 1000)) {
            throw new IllegalArgumentException(
                    "A read-out of %s Hz for %s mm".formatted(hertz, pixel));
        }
    }

    /**
     * What an image says of its read-out; empty if it says no bandwidth, or has no pixel axis along
     * the direction.
     *
     * @throws IllegalArgumentException if the image says that its read-out is along the other axis
     *     (In-plane Phase Encoding Direction, 0018,1312)
     */
    public static Optional<ReadOutBandwidth> of(DataSet image, Point direction) {
        double[] hertz = image.reals(Tags.PixelBandwidth);
        double[] spacing = image.reals(Tags.PixelSpacing);
        double[] orientation = image.reals(Tags.ImageOrientationPatient);
        if (hertz.length != 1
                || !(hertz[0] > 0)
                || spacing.length != 2
                || orientation.length != 6) {
            return Optional.empty();
        }
        boolean isRow = isAlong(orientation, 0, direction);
        if (!isRow && !isAlong(orientation, 3, direction)) {
            return Optional.empty();
        }
        // Phases by column: the read-out is along the rows.
        var phases = image.string(Tags.InPlanePhaseEncodingDirection).orElse("");
        if (phases.equals(isRow ? "ROW" : "COL")) {
            throw new IllegalArgumentException(
                    "The images say phases by %s, which is not this read-out".formatted(phases));
        }
        // Pixel Spacing is that of rows first, along the columns (PS3.3 section 10.7.1.3).
        double shown = isRow ? spacing[1] : spacing[0];
        double pixels = image.integer(isRow ? Tags.Columns : Tags.Rows).orElse(0);
        double sampled = sampled(image);
        double pixel = sampled > 0 && pixels > 0 ? shown * pixels / sampled : shown;
        return Optional.of(new ReadOutBandwidth(hertz[0], pixel));
    }

    private static boolean isAlong(double[] orientation, int at, Point direction) {
        double cosine =
                orientation[at] * direction.x()
                        + orientation[at + 1] * direction.y()
                        + orientation[at + 2] * direction.z();
        return Math.abs(cosine) >= ALONG * direction.length();
    }

    /** Along the read-out: frequency rows and columns, of which one is 0; 0 if nothing is said. */
    private static double sampled(DataSet image) {
        double[] matrix = image.reals(Tags.AcquisitionMatrix);
        return matrix.length == 4 ? Arrays.stream(matrix, 0, 2).max().orElse(0) : 0;
    }

    /** The shift of the field that shifts the image by so much along its read-out. */
    public double hertzOf(double millimetres) {
        return millimetres / pixel * hertz;
    }
}
