// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.analysis.image.InvalidImageSeriesException.Reason;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a regular grid of planes that are uneven or shifted: linear between two planes, and
 * bilinear in them where they are shifted.
 */
final class StackResampler {

    private final PlaneStack stack;
    private final int columns;
    private final int rows;
    private final float[] samples;
    private final double spacing;
    private final boolean isSheared;
    private final double firstColumn; // in millimetres from the first plane's first pixel
    private final double firstRow;
    private final int[] sizes;

    /**
     * Resamples planes.
     *
     * @throws InvalidImageSeriesException if this would make more voxels than the limit
     */
    StackResampler(PlaneStack stack, int columns, int rows, float[] samples, long mostVoxels) {
        this.stack = stack;
        this.columns = columns;
        this.rows = rows;
        this.samples = samples;
        spacing = stack.spacing();
        isSheared = stack.isSheared();
        var first = stack.planes().getFirst();
        double lastColumn = 0;
        double lastRow = 0;
        double lowColumn = 0;
        double lowRow = 0;
        for (int i = 0; isSheared && i < stack.size(); i++) {
            lowColumn = Math.min(lowColumn, stack.acrossColumns(i));
            lastColumn = Math.max(lastColumn, stack.acrossColumns(i));
            lowRow = Math.min(lowRow, stack.acrossRows(i));
            lastRow = Math.max(lastRow, stack.acrossRows(i));
        }
        firstColumn = lowColumn;
        firstRow = lowRow;
        double moreColumns = Math.ceil((lastColumn - lowColumn) / first.columnSpacing() - 1e-6);
        double moreRows = Math.ceil((lastRow - lowRow) / first.rowSpacing() - 1e-6);
        // The outermost plane stands for half a distance beyond it: nothing of it is left out.
        double planes = Math.ceil(stack.offset(stack.size() - 1) / spacing - 0.51) + 1;
        if ((columns + moreColumns) * (rows + moreRows) * planes > mostVoxels) {
            throw new InvalidImageSeriesException(
                    Reason.TOO_LARGE, "limit %d, once resampled".formatted(mostVoxels));
        }
        sizes = new int[] {columns + (int) moreColumns, rows + (int) moreRows, (int) planes};
    }

    ImageVolume volume(ImageOrigin source, String unit) {
        var first = stack.planes().getFirst();
        var origin = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            origin[axis] = stack.patient(axis, firstColumn, firstRow, 0);
        }
        var grid =
                ImageGrid.of(
                        sizes,
                        origin,
                        stack.orientation(),
                        new double[] {first.columnSpacing(), first.rowSpacing(), spacing});
        var resampled = new float[Math.toIntExact(grid.voxels())];
        IntStream.range(0, sizes[2]).parallel().forEach(plane -> fill(plane, resampled));
        return new ImageVolume(grid, source, unit, changes(), resampled);
    }

    private List<VolumeChange> changes() {
        var changes = new ArrayList<VolumeChange>();
        if (isSheared) {
            changes.add(new VolumeChange.Straightened(stack.largestShift(), stack.tiltDegrees()));
        }
        if (!stack.isEven()) {
            int missing = stack.missing();
            changes.add(
                    missing > 0
                            ? new VolumeChange.Interpolated(missing, stack.largestDistance())
                            : new VolumeChange.Evened(
                                    stack.smallestDistance(), stack.largestDistance(), spacing));
        }
        return changes;
    }

    private void fill(int plane, float[] resampled) {
        double offset = plane * spacing;
        int low = stack.below(offset);
        int high = Math.min(low + 1, stack.size() - 1);
        double apart = stack.offset(high) - stack.offset(low);
        double share = apart > 0 ? (offset - stack.offset(low)) / apart : 0;
        // What is a rounding away from a plane is that plane.
        share =
                Math.clamp(
                        Math.abs(share - Math.rint(share)) < 1e-3 ? Math.rint(share) : share, 0, 1);
        int at = plane * sizes[0] * sizes[1];
        for (int row = 0; row < sizes[1]; row++) {
            for (int column = 0; column < sizes[0]; column++) {
                resampled[at++] = (float) mixed(low, high, share, column, row);
            }
        }
    }

    private double mixed(int low, int high, double share, int column, int row) {
        if (share == 0) {
            return inPlane(low, column, row);
        }
        if (share == 1) {
            return inPlane(high, column, row);
        }
        double below = inPlane(low, column, row);
        return below + (inPlane(high, column, row) - below) * share;
    }

    private double inPlane(int plane, int column, int row) {
        var first = stack.planes().getFirst();
        double shiftColumns = isSheared ? firstColumn - stack.acrossColumns(plane) : 0;
        double shiftRows = isSheared ? firstRow - stack.acrossRows(plane) : 0;
        return Interpolation.linear(
                samples,
                columns,
                rows,
                stack.size(),
                column + shiftColumns / first.columnSpacing(),
                row + shiftRows / first.rowSpacing(),
                plane);
    }
}
