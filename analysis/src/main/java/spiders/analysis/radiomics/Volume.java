// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/**
 * A regular grid of intensities or of mask fractions; immutable.
 *
 * <p>Axes are the grid's own: spacing in mm along each, origin in mm of the first voxel's centre.
 * Values are kept as 32-bit floats, as IBSI reads its phantoms: whole numbers are exact up to 2^24.
 */
public final class Volume {

    static final long MAX_VOXELS = 1L << 26;

    private final Axis x;
    private final Axis y;
    private final Axis z;
    private final MaskBox held;
    private final int width;
    private final int height;
    private final float[] values;

    private Volume(Axis x, Axis y, Axis z, MaskBox held, float[] values) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.held = held;
        this.width = held.x().size();
        this.height = held.y().size();
        this.values = values;
    }

    /**
     * One axis of a grid.
     *
     * @param size voxels, at least 1
     * @param spacing mm between centres, above 0
     * @param origin mm, centre of the first voxel
     */
    public record Axis(int size, double spacing, double origin) {

        public Axis {
            if (size < 1) {
                throw new IllegalArgumentException("axis without voxels: " + size);
            }
            if (!(spacing > 0) || !Double.isFinite(spacing) || !Double.isFinite(origin)) {
                throw new IllegalArgumentException("spacing or origin is no length");
            }
        }

        boolean matches(Axis other) {
            double tolerance = 1e-4 * spacing;
            return size == other.size
                    && Math.abs(spacing - other.spacing) <= tolerance / size
                    && Math.abs(origin - other.origin) <= tolerance;
        }
    }

    /**
     * Copies values, x running fastest, then y, then z.
     *
     * @throws RegionTooLargeException above {@value #MAX_VOXELS} voxels; cut the image first
     * @throws UnusableRegionException where a value is not finite
     */
    public static Volume of(Axis x, Axis y, Axis z, float[] values) {
        return ofPart(x, y, z, MaskBox.whole(x, y, z), values.clone());
    }

    /**
     * Of a grid of any size only what is in a box; beyond it the nearest voxel of the box stands.
     * The array is taken over.
     */
    static Volume ofPart(Axis x, Axis y, Axis z, MaskBox held, float[] values) {
        long count = (long) held.x().size() * held.y().size() * held.z().size();
        RegionTooLargeException.require(
                RegionTooLargeException.Bound.VOLUME_VOXELS, count, MAX_VOXELS);
        if (count != values.length) {
            throw new IllegalArgumentException(
                    "%d values for %d voxels".formatted(values.length, count));
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new UnusableRegionException(UnusableRegionException.Reason.NOT_FINITE);
            }
        }
        return new Volume(x, y, z, held, values);
    }

    /** The fastest axis. */
    public Axis x() {
        return x;
    }

    /** The second axis. */
    public Axis y() {
        return y;
    }

    /** The slowest axis, across slices. */
    public Axis z() {
        return z;
    }

    /** The value at indices from 0. */
    public double value(int i, int j, int k) {
        int column = held.x().index(i);
        int row = held.y().index(j);
        return values[(held.z().index(k) * height + row) * width + column];
    }

    /** Puts the values of a part of a row into an array; as {@link #value} has them. */
    void row(int from, int count, int j, int k, double[] to, int at) {
        int start = (held.z().index(k) * height + held.y().index(j)) * width;
        for (int n = 0; n < count; n++) {
            to[at + n] = values[start + held.x().index(from + n)];
        }
    }

    /** The first place above 0 of a row that is held, from its start, or -1. */
    int firstAboveZero(int row) {
        for (int i = 0; i < width; i++) {
            if (values[row * width + i] > 0) {
                return i;
            }
        }
        return -1;
    }

    /** The last one. */
    int lastAboveZero(int row) {
        for (int i = width - 1; i >= 0; i--) {
            if (values[row * width + i] > 0) {
                return i;
            }
        }
        return -1;
    }

    /** The box whose values are held. */
    MaskBox held() {
        return held;
    }

    boolean hasGridOf(Volume other) {
        return x.matches(other.x) && y.matches(other.y) && z.matches(other.z);
    }
}
