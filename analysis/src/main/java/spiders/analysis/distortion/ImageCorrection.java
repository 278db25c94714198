// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.image.ImageVolume;
import spiders.analysis.image.VolumeChange;

import java.util.stream.IntStream;

/**
 * Puts an image where it belongs: each voxel gets the sample of where the image shows it, linear
 * between voxels. A voxel beyond the markers has no sample then. Signal that was pressed together
 * or drawn apart keeps its brightness.
 */
public final class ImageCorrection {

    private final ImageVolume image;
    private final DisplacementField field;
    private final float[] samples;
    private final double[] largest;

    private ImageCorrection(ImageVolume image, DisplacementField field) {
        this.image = image;
        this.field = field;
        samples = new float[Math.toIntExact(image.grid().voxels())];
        largest = new double[image.grid().planes()];
    }

    /** The image on the same grid, corrected; its changes tell of it. */
    public static ImageVolume corrected(ImageVolume image, DisplacementField field) {
        var correction = new ImageCorrection(image, field);
        int planes = image.grid().planes();
        IntStream.range(0, planes).parallel().forEach(correction::plane);
        double largest =
                IntStream.range(0, planes).mapToDouble(p -> correction.largest[p]).max().orElse(0);
        var change = new VolumeChange.Unwarped(largest, field.words());
        return image.replaced(correction.samples, change);
    }

    private void plane(int plane) {
        var grid = image.grid();
        int at = plane * grid.rows() * grid.columns();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                var truth =
                        new Point(
                                grid.patient(0, column, row, plane),
                                grid.patient(1, column, row, plane),
                                grid.patient(2, column, row, plane));
                var shift = field.at(truth);
                samples[at++] = shift.isEmpty() ? Float.NaN : sample(plane, truth, shift.get());
            }
        }
    }

    private float sample(int plane, Point truth, Point shift) {
        largest[plane] = Math.max(largest[plane], shift.length());
        var seen = truth.plus(shift);
        return (float) image.value(seen.x(), seen.y(), seen.z()).orElse(Double.NaN);
    }
}
