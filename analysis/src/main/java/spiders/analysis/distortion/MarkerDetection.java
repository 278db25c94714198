// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.analysis.image.ImageGrid;
import spiders.analysis.image.ImageVolume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the markers of a phantom in a volume, and their middles to a fraction of a voxel.
 *
 * <p>Candidates are the highest places of what a marker's box stands above its surroundings of one
 * pitch, no two nearer than half a pitch, that are at least half as high as the median of as many
 * as the phantom has. The middle is the centroid of what the samples are above their surroundings,
 * in a ball a voxel and a half larger than the marker, found again around itself until it stays.
 */
public final class MarkerDetection {

    /** Of the highest: below is noise, whatever the shading. */
    private static final double FLOOR = 0.15;

    /** Three volumes of so many are 1.5 GiB. */
    private static final long MOST_VOXELS = 1L << 27;

    private static final double ENOUGH = 0.5;
    private static final int MOST_ROUNDS = 30;
    private static final double STILL = 1e-4;
    private static final double MARGIN_VOXELS = 1.5;

    private final GridPhantom phantom;
    private final ImageGrid grid;
    private final float[] samples;

    private MarkerDetection(GridPhantom phantom, ImageVolume volume) {
        this.phantom = phantom;
        this.grid = volume.grid();
        if (grid.voxels() > MOST_VOXELS) {
            throw new UnusablePhantomException(
                    Reason.TOO_LARGE, "%d, limit %d".formatted(grid.voxels(), MOST_VOXELS));
        }
        this.samples = volume.samples();
    }

    /**
     * Finds the markers, the highest first.
     *
     * @throws UnusablePhantomException if the voxels are too large for them, or there are none
     */
    public static List<Point> markers(GridPhantom phantom, ImageVolume volume) {
        return new MarkerDetection(phantom, volume).markers();
    }

    private List<Point> markers() {
        for (int side = 0; side < 3; side++) {
            if (grid.size(side) < 3 || grid.spacing(side) > phantom.markerDiameter() * 0.75) {
                throw new UnusablePhantomException(
                        Reason.TOO_COARSE,
                        "%.2f mm for markers of %.2f mm"
                                .formatted(grid.spacing(side), phantom.markerDiameter()));
            }
        }
        prepare();
        float[] heights = heights();
        var kept = apart(candidates(heights));
        int expected = Math.min(kept.size(), phantom.nodes().size());
        if (expected == 0) {
            throw new UnusablePhantomException(Reason.FEW_MARKERS, "none");
        }
        double usual = kept.get(expected / 2).height();
        return kept.stream()
                .filter(candidate -> candidate.height() >= ENOUGH * usual)
                .map(this::refined)
                .filter(point -> !Double.isNaN(point.x()))
                .toList();
    }

    /** Makes markers bright, and what has no sample the lowest there is. */
    private void prepare() {
        float lowest = Float.POSITIVE_INFINITY;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = phantom.isBright() ? samples[i] : -samples[i];
            lowest = samples[i] < lowest ? samples[i] : lowest;
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Float.isNaN(samples[i]) ? lowest : samples[i];
        }
    }

    /** How far the mean of a marker's box stands above that of a pitch. */
    private float[] heights() {
        var filter = new BoxFilter(grid.columns(), grid.rows(), grid.planes());
        float[] near = samples.clone();
        float[] far = samples.clone();
        filter.apply(near, reach(phantom.markerDiameter() * 0.4));
        filter.apply(far, reach(phantom.smallestPitch() / 2));
        for (int i = 0; i < near.length; i++) {
            near[i] -= far[i];
        }
        return near;
    }

    private int[] reach(double length) {
        return IntStream.range(0, 3)
                .map(side -> (int) Math.max(1, Math.round(length / grid.spacing(side) - 0.25)))
                .toArray();
    }

    private record Candidate(double height, Point place) {}

    /** Places higher than all around them. */
    private List<Candidate> candidates(float[] heights) {
        float highest = 0;
        for (float height : heights) {
            highest = Math.max(highest, height);
        }
        double floor = highest * FLOOR;
        var found = new ArrayList<Candidate>();
        for (int p = 0; p < grid.planes(); p++) {
            for (int r = 0; r < grid.rows(); r++) {
                for (int c = 0; c < grid.columns(); c++) {
                    float height = heights[index(c, r, p)];
                    if (height > floor && isHighest(heights, c, r, p)) {
                        found.add(new Candidate(height, point(c, r, p)));
                    }
                }
            }
        }
        return found;
    }

    private int index(int column, int row, int plane) {
        return (plane * grid.rows() + row) * grid.columns() + column;
    }

    private Point point(double column, double row, double plane) {
        return new Point(
                grid.patient(0, column, row, plane),
                grid.patient(1, column, row, plane),
                grid.patient(2, column, row, plane));
    }

    private boolean isHighest(float[] heights, int c, int r, int p) {
        float height = heights[index(c, r, p)];
        for (int dp = -1; dp <= 1; dp++) {
            for (int dr = -1; dr <= 1; dr++) {
                for (int dc = -1; dc <= 1; dc++) {
                    boolean isWithin = isIn(0, c + dc) && isIn(1, r + dr) && isIn(2, p + dp);
                    if (isWithin && heights[index(c + dc, r + dr, p + dp)] > height) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isIn(int side, int index) {
        return index >= 0 && index < grid.size(side);
    }

    /** The highest, without those that are nearer than half a pitch to a higher one. */
    private List<Candidate> apart(List<Candidate> candidates) {
        candidates.sort(Comparator.comparingDouble(Candidate::height).reversed());
        double least = phantom.smallestPitch() / 2;
        var cells = new PointCells(least);
        var kept = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            if (cells.nearest(candidate.place(), least) < 0) {
                cells.add(candidate.place());
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** The centroid, or no numbers if it wanders off or the image ends before its ball. */
    private Point refined(Candidate candidate) {
        double largest = Math.max(grid.spacing(0), Math.max(grid.spacing(1), grid.spacing(2)));
        double radius =
                Math.min(
                        phantom.markerDiameter() / 2 + MARGIN_VOXELS * largest,
                        phantom.smallestPitch() * 0.45);
        var at = candidate.place();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var next = centroid(at, radius);
            double moved = next.minus(at).length();
            at = next;
            if (!(moved >= STILL)) {
                break;
            }
        }
        boolean isNear = at.minus(candidate.place()).length() < Math.max(largest * 2, radius / 2);
        return isNear ? at : new Point(Double.NaN, Double.NaN, Double.NaN);
    }

    private Point centroid(Point middle, double radius) {
        var sums = new CentroidSums();
        double background = visit(middle, radius, Double.NaN, sums);
        if (Double.isNaN(background)) {
            return new Point(Double.NaN, Double.NaN, Double.NaN);
        }
        visit(middle, radius, background, sums);
        return point(sums.column / sums.weight, sums.row / sums.weight, sums.plane / sums.weight);
    }

    private static final class CentroidSums {
        private double column;
        private double row;
        private double plane;
        private double weight;
    }

    /**
     * Visits a ball and the shell of a voxel around it: without a background it returns the mean of
     * the shell, or not a number where the image ends; with one it sums what the ball is above it.
     */
    private double visit(Point middle, double radius, double background, CentroidSums sums) {
        var centre = new double[3];
        var low = new int[3];
        var high = new int[3];
        double outer = radius;
        for (int side = 0; side < 3; side++) {
            centre[side] = grid.index(side, middle.x(), middle.y(), middle.z());
            outer = Math.max(outer, radius + grid.spacing(side));
        }
        for (int side = 0; side < 3; side++) {
            low[side] = (int) Math.ceil(centre[side] - outer / grid.spacing(side));
            high[side] = (int) Math.floor(centre[side] + outer / grid.spacing(side));
            if (!isIn(side, low[side]) || !isIn(side, high[side])) {
                return Double.NaN;
            }
        }
        double shell = 0;
        int count = 0;
        for (int p = low[2]; p <= high[2]; p++) {
            for (int r = low[1]; r <= high[1]; r++) {
                for (int c = low[0]; c <= high[0]; c++) {
                    double distance =
                            Math.sqrt(
                                    squared(0, c - centre[0])
                                            + squared(1, r - centre[1])
                                            + squared(2, p - centre[2]));
                    float sample = samples[index(c, r, p)];
                    if (distance > radius && distance <= outer) {
                        shell += sample;
                        count++;
                    } else if (distance <= radius && !Double.isNaN(background)) {
                        double weight = sample - background;
                        sums.column += weight * c;
                        sums.row += weight * r;
                        sums.plane += weight * p;
                        sums.weight += weight;
                    }
                }
            }
        }
        return count == 0 ? Double.NaN : shell / count;
    }

    private double squared(int side, double voxels) {
        double length = voxels * grid.spacing(side);
        return length * length;
    }
}
