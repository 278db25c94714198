// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.geometry.Solid;
import spiders.analysis.image.ImageGrid;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.radiomics.MaskBox.Range;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A region of an image as features take it: voxels whose middles are in a solid.
 *
 * <p>Held is what lies so near to the region that features can depend on it; the grid is that of
 * the whole image, as interpolation aligns the middles of whole grids.
 *
 * @param image intensities; a voxel without a sample, outside of the region, has the lowest held
 * @param mask 1 in the region, 0 elsewhere
 * @param voxels in the region
 * @param unsampled voxels that were held and had no sample
 * @param isCut whether the solid reaches beyond the image
 */
public record RegionImage(Volume image, Volume mask, long voxels, long unsampled, boolean isCut) {

    private static final double HALF = 0.5;

    /**
     * The region of a solid of the image's frame of reference.
     *
     * @param settings the features are computed by: they say how much around it is needed
     * @throws UnusableRegionException where no voxel's middle is in the solid, or one that is has
     *     no sample
     * @throws RegionTooLargeException where the box around it is too large
     */
    public static RegionImage of(ImageVolume volume, Solid solid, Settings settings) {
        var grid = volume.grid();
        var reach = new Reach(grid, solid);
        if (solid.isEmpty() || reach.isBeyond()) {
            throw new UnusableRegionException(UnusableRegionException.Reason.EMPTY_MASK);
        }
        var axes = new Volume.Axis[3];
        var inner = new Range[3];
        var outer = new Range[3];
        for (int side = 0; side < 3; side++) {
            axes[side] = new Volume.Axis(grid.size(side), grid.spacing(side), 0);
            inner[side] = reach.range(side);
            int margin = Preparation.margin(axes[side], side, settings);
            outer[side] = inner[side].with(margin, grid.size(side));
        }
        var box = new MaskBox(outer[0], outer[1], outer[2]);
        long held = (long) outer[0].size() * outer[1].size() * outer[2].size();
        RegionTooLargeException.require(
                RegionTooLargeException.Bound.VOLUME_VOXELS, held, Volume.MAX_VOXELS);
        float[] inside = mask(grid, solid, box, new MaskBox(inner[0], inner[1], inner[2]));
        var samples = new float[inside.length];
        long unsampled = fill(volume, box, inside, samples);
        long voxels = IntStream.range(0, inside.length).filter(i -> inside[i] > 0).count();
        return new RegionImage(
                Volume.ofPart(axes[0], axes[1], axes[2], box, samples),
                Volume.ofPart(axes[0], axes[1], axes[2], box, inside),
                voxels,
                unsampled,
                reach.isCut());
    }

    private static float[] mask(ImageGrid grid, Solid solid, MaskBox box, MaskBox inner) {
        var mask = new float[box.x().size() * box.y().size() * box.z().size()];
        IntStream.rangeClosed(inner.z().first(), inner.z().last())
                .forEach(k -> maskOfPlane(grid, solid, box, inner, k, mask));
        return mask;
    }

    private static void maskOfPlane(
            ImageGrid grid, Solid solid, MaskBox box, MaskBox inner, int k, float[] mask) {
        var frame = solid.frame();
        for (int j = inner.y().first(); j <= inner.y().last(); j++) {
            int row = (box.z().index(k) * box.y().size() + box.y().index(j)) * box.x().size();
            for (int i = inner.x().first(); i <= inner.x().last(); i++) {
                double x = grid.patient(0, i, j, k);
                double y = grid.patient(1, i, j, k);
                double z = grid.patient(2, i, j, k);
                if (solid.contains(frame.x(x, y, z), frame.y(x, y, z), frame.position(x, y, z))) {
                    mask[row + box.x().index(i)] = 1;
                }
            }
        }
    }

    /** Returns how many voxels have no sample; they get the lowest of the others. */
    private static long fill(ImageVolume volume, MaskBox box, float[] mask, float[] samples) {
        int next = 0;
        long unsampled = 0;
        float lowest = Float.POSITIVE_INFINITY;
        for (int k = box.z().first(); k <= box.z().last(); k++) {
            for (int j = box.y().first(); j <= box.y().last(); j++) {
                for (int i = box.x().first(); i <= box.x().last(); i++) {
                    float sample = volume.sample(i, j, k);
                    if (Float.isNaN(sample)) {
                        unsampled++;
                    } else {
                        lowest = Math.min(lowest, sample);
                    }
                    samples[next++] = sample;
                }
            }
        }
        for (int i = 0; unsampled > 0 && i < samples.length; i++) {
            // One in the region stays as it is, and is refused.
            samples[i] = Float.isNaN(samples[i]) && mask[i] == 0 ? lowest : samples[i];
        }
        return unsampled;
    }

    /** Between which voxels of a grid a solid lies. */
    private static final class Reach {

        private final ImageGrid grid;
        private final double[] low = new double[3];
        private final double[] high = new double[3];

        Reach(ImageGrid grid, Solid solid) {
            this.grid = grid;
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            Arrays.fill(high, Double.NEGATIVE_INFINITY);
            for (var slab : solid.slabs()) {
                var box = slab.region().box();
                for (int corner = 0; corner < 8; corner++) {
                    include(
                            solid,
                            (corner & 1) == 0 ? box.minX() : box.maxX(),
                            (corner & 2) == 0 ? box.minY() : box.maxY(),
                            (corner & 4) == 0 ? slab.from() : slab.to());
                }
            }
        }

        private void include(Solid solid, double x, double y, double position) {
            var frame = solid.frame();
            double px = frame.patient(0, x, y, position);
            double py = frame.patient(1, x, y, position);
            double pz = frame.patient(2, x, y, position);
            for (int side = 0; side < 3; side++) {
                double index = grid.index(side, px, py, pz);
                low[side] = Math.min(low[side], index);
                high[side] = Math.max(high[side], index);
            }
        }

        /** Whether nothing of it is on the grid. */
        boolean isBeyond() {
            return IntStream.range(0, 3)
                    .anyMatch(side -> high[side] < 0 || low[side] > grid.size(side) - 1);
        }

        /** Whether some of it is beyond the outermost voxels, half a voxel of which is theirs. */
        boolean isCut() {
            return IntStream.range(0, 3)
                    .anyMatch(side ->
                            low[side] < -HALF - 1e-3 || high[side] > grid.size(side) - HALF + 1e-3);
        }

        Range range(int side) {
            int last = grid.size(side) - 1;
            int first = Math.clamp((long) Math.floor(low[side]), 0, last);
            return new Range(first, Math.clamp((long) Math.ceil(high[side]), first, last));
        }
    }
}
