// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.consensus;

import spiders.analysis.geometry.Box;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The voxels that several solids of one organ are brought onto: the box around all of them with
 * five voxels on every side. Planes are those of the first solid, as far apart as the thinnest slab
 * of all is thick.
 */
public final class VoxelGrid {

    private static final int MARGIN = 5;
    private static final long MOST_VOXELS = 200_000_000;

    private final PlaneFrame frame;
    private final double step;
    private final double spacing;
    private final double x;
    private final double y;
    private final double position;
    private final int columns;
    private final int rows;
    private final int planes;

    /**
     * The grid of solids.
     *
     * @param step the side of a voxel in the plane, in millimetres
     * @throws IllegalArgumentException if all are empty, their planes are not parallel, or there
     *     would be more than 200 million voxels
     */
    public VoxelGrid(List<Solid> solids, double step) {
        var filled = solids.stream().filter(solid -> !solid.isEmpty()).toList();
        if (filled.isEmpty() || !(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("No voxels of nothing, and none of no size");
        }
        var first = filled.getFirst();
        filled.forEach(first::requireParallel);
        var slabs = filled.stream().flatMap(solid -> solid.slabs().stream()).toList();
        var box = slabs.stream().map(slab -> slab.region().box()).reduce(Box::with).orElseThrow();
        double low = slabs.stream().mapToDouble(slab -> slab.from()).min().orElseThrow();
        double high = slabs.stream().mapToDouble(slab -> slab.to()).max().orElseThrow();
        double start = first.slabs().getFirst().position();
        this.frame = first.frame();
        this.step = step;
        this.spacing = slabs.stream().mapToDouble(slab -> slab.thickness()).min().orElseThrow();
        double below = Math.ceil((start - low) / spacing - 0.5) + MARGIN;
        double above = Math.ceil((high - start) / spacing - 0.5) + MARGIN;
        double across = Math.ceil((box.maxX() - box.minX()) / step) + 2 * MARGIN;
        double along = Math.ceil((box.maxY() - box.minY()) / step) + 2 * MARGIN;
        if (across * along * (below + above + 1) > MOST_VOXELS) {
            throw new IllegalArgumentException("More than %d voxels".formatted(MOST_VOXELS));
        }
        this.columns = (int) across;
        this.rows = (int) along;
        this.planes = (int) (below + above) + 1;
        this.x = box.minX() + (0.5 - MARGIN) * step;
        this.y = box.minY() + (0.5 - MARGIN) * step;
        this.position = start - below * spacing;
    }

    public int size() {
        return columns * rows * planes;
    }

    public PlaneFrame frame() {
        return frame;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public int planes() {
        return planes;
    }

    /** The side of a voxel in the plane, in millimetres. */
    public double step() {
        return step;
    }

    /** From plane to plane, in millimetres. */
    public double spacing() {
        return spacing;
    }

    /**
     * A coordinate of the centre of a plane's first voxel in the patient.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     */
    public double origin(int plane, int axis) {
        return frame.patient(axis, x, y, position + plane * spacing);
    }

    /** Cubic millimetres. */
    public double voxelVolume() {
        return step * step * spacing;
    }

    /** The voxels whose centres are in a solid of the same frame. */
    public BitSet mask(Solid solid) {
        var parts =
                IntStream.range(0, planes).parallel().mapToObj(p -> maskOfPlane(solid, p)).toList();
        var mask = new BitSet(size());
        for (int plane = 0; plane < planes; plane++) {
            int first = plane * columns * rows;
            parts.get(plane).stream().forEach(voxel -> mask.set(first + voxel));
        }
        return mask;
    }

    private BitSet maskOfPlane(Solid solid, int plane) {
        var mask = new BitSet(columns * rows);
        for (int voxel = 0; voxel < columns * rows; voxel++) {
            double atX = x + voxel % columns * step;
            double atY = y + Math.floorDiv(voxel, columns) * step;
            if (solid.contains(atX, atY, position + plane * spacing)) {
                mask.set(voxel);
            }
        }
        return mask;
    }

    /**
     * How much of each voxel is in a solid of the same frame, 0 to 1: by the exact area of its
     * contours in the plane, and by how much of the voxel's height its slabs are.
     */
    public float[] coveredShares(Solid solid) {
        var shares = new float[size()];
        IntStream.range(0, planes).parallel().forEach(plane -> cover(solid, plane, shares));
        return shares;
    }

    private void cover(Solid solid, int plane, float[] shares) {
        double middle = position + plane * spacing;
        int first = plane * columns * rows;
        var sum = new double[columns * rows];
        for (var slab : solid.slabs()) {
            double low = Math.max(slab.from(), middle - spacing / 2);
            double high = Math.min(slab.to(), middle + spacing / 2);
            if (high > low) {
                double[] inPlane = slab.region().coveredShares(x, y, step, columns, rows);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += inPlane[i] * (high - low) / spacing;
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            shares[first + i] = (float) Math.min(1, sum[i]);
        }
    }

    /** The solid of a mask, whose boundary is half way between voxels that are in and out of it. */
    public Solid solid(BitSet mask) {
        var sections = new ArrayList<Section>();
        for (int plane = 0; plane < planes; plane++) {
            var samples = new double[columns * rows];
            int first = plane * samples.length;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = mask.get(first + i) ? 1 : 0;
            }
            var region = Region.ofAtLeast(0.5, samples, columns, x, y, step, step);
            if (!region.isEmpty()) {
                sections.add(new Section(position + plane * spacing, region));
            }
        }
        return Solid.of(frame, sections, GapTreatment.LEAVE_EMPTY, new PlaneSpacing.Known(spacing));
    }
}
