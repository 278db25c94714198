// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Samples on a regular grid in the patient; immutable.
 *
 * <p>A voxel that was padded (PS3.3 section C.7.5.1.1.2) or that no plane covers has no sample,
 * which is not a sample of 0: {@link #sample} is not a number there.
 */
public final class ImageVolume {

    /** What stands for no sample. */
    static final float NONE = Float.NaN;

    private final ImageGrid grid;
    private final ImageOrigin source;
    private final String unit;
    private final List<VolumeChange> changes;
    private final float[] samples;

    /** Takes over the array. */
    ImageVolume(
            ImageGrid grid,
            ImageOrigin source,
            String unit,
            List<VolumeChange> changes,
            float[] samples) {
        this.grid = grid;
        this.source = source;
        this.unit = unit;
        this.changes = List.copyOf(changes);
        this.samples = samples;
    }

    /**
     * A volume of samples that were computed, with columns running fastest, then rows, then planes;
     * they are copied.
     *
     * @throws IllegalArgumentException if there are not as many as the grid has voxels
     */
    public static ImageVolume of(ImageGrid grid, ImageOrigin source, String unit, float[] samples) {
        if (samples.length != grid.voxels()) {
            throw new IllegalArgumentException("%d samples for %s".formatted(samples.length, grid));
        }
        return new ImageVolume(grid, source, unit, List.of(), samples.clone());
    }

    public ImageGrid grid() {
        return grid;
    }

    /** Which series it is of, and which instances. */
    public ImageOrigin source() {
        return source;
    }

    /**
     * What a sample is, as its series says: {@code HU}, {@code BQML}, or what Rescale Type or Units
     * hold; empty where nothing is said, as in most MR.
     */
    public String unit() {
        return unit;
    }

    /** What was done to the planes and samples, in its order; empty if nothing was. */
    public List<VolumeChange> changes() {
        return changes;
    }

    /** The sample of a voxel; not a number where there is none. */
    public float sample(int column, int row, int plane) {
        return samples[grid.at(column, row, plane)];
    }

    /** The sample of a voxel by its place: columns run fastest, then rows, then planes. */
    public float sample(int voxel) {
        return samples[voxel];
    }

    /**
     * The sample of a point of the patient, linear between the middles of voxels; empty beyond the
     * outermost middles, and where one of the eight has none.
     */
    public OptionalDouble value(double x, double y, double z) {
        double value =
                interpolated(
                        grid.index(0, x, y, z), grid.index(1, x, y, z), grid.index(2, x, y, z));
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The sample at a place between voxels, counted in voxels; not a number where none is. */
    public double interpolated(double column, double row, double plane) {
        return Interpolation.linear(
                samples, grid.columns(), grid.rows(), grid.planes(), column, row, plane);
    }

    /**
     * The same with other samples.
     *
     * @param factor that each is multiplied by
     * @param newUnit what they are then
     */
    public ImageVolume scaled(double factor, String newUnit) {
        var scaled = new float[samples.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (samples[i] * factor);
        }
        var all = new ArrayList<>(changes);
        all.add(new VolumeChange.Scaled(factor, newUnit));
        return new ImageVolume(grid, source, newUnit, all, scaled);
    }

    /**
     * Other samples on the same grid, with what was done to them.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    public ImageVolume replaced(float[] others, VolumeChange change) {
        if (others.length != samples.length) {
            throw new IllegalArgumentException("%d samples for %s".formatted(others.length, grid));
        }
        var all = new ArrayList<>(changes);
        all.add(change);
        return new ImageVolume(grid, source, unit, all, others.clone());
    }

    /** The samples in their order, columns fastest, then rows, then planes; a copy. */
    public float[] samples() {
        return samples.clone();
    }

    @Override
    public String toString() {
        return grid + (unit.isEmpty() ? "" : " in " + unit);
    }
}
