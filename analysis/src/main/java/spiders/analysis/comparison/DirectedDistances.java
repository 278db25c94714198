// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import spiders.analysis.geometry.Solid;
import spiders.analysis.geometry.SolidSurface;
import spiders.analysis.geometry.TooManySamplesException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The distances from the surface of one solid to that of another, each with its area. */
final class DirectedDistances {

    private final double[] distances;
    private final double[] areas;
    private final double greatestAtCorners;

    private DirectedDistances(double[] distances, double[] areas, double greatestAtCorners) {
        this.distances = distances;
        this.areas = areas;
        this.greatestAtCorners = greatestAtCorners;
    }

    static DirectedDistances of(Solid from, Solid to, double step) {
        return of(from, to, step, SolidSurface.MOST_PIECES);
    }

    /**
     * @throws TooManySamplesException if there are more pieces than the limit and a batch a slab
     */
    static DirectedDistances of(Solid from, Solid to, double step, long limit) {
        var surface = new SolidSurface(from, step);
        var pieces = new LongAdder();
        var parts =
                IntStream.range(0, from.slabs().size())
                        .parallel()
                        .mapToObj(slab -> new Probe(to, pieces, limit).part(surface, slab))
                        .toList();
        return joined(parts);
    }

    private static DirectedDistances joined(List<DirectedDistances> parts) {
        int size = parts.stream().mapToInt(part -> part.distances.length).sum();
        var distances = new double[size];
        var areas = new double[size];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.distances, 0, distances, at, part.distances.length);
            System.arraycopy(part.areas, 0, areas, at, part.areas.length);
            at += part.distances.length;
        }
        double greatest =
                parts.stream().mapToDouble(DirectedDistances::greatestAtCorners).max().orElse(0);
        return new DirectedDistances(distances, areas, greatest);
    }

    DirectedDistances with(DirectedDistances other) {
        return joined(List.of(this, other));
    }

    /** The greatest of the distances. */
    double greatest() {
        return Arrays.stream(distances).max().orElse(0);
    }

    /** The greatest of the distances and of those of the corners. */
    double greatestAtCorners() {
        return greatestAtCorners;
    }

    double area() {
        return Arrays.stream(areas).sum();
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            sum += distances[i] * areas[i];
        }
        return sum / area();
    }

    double areaBeyond(double tolerance) {
        double beyond = 0;
        for (int i = 0; i < distances.length; i++) {
            beyond += distances[i] > tolerance ? areas[i] : 0;
        }
        return beyond;
    }

    /** The least distance that so much of the area does not exceed. */
    double percentile(double share) {
        // Distances are not negative, so their bits as floats sort as they do; the lower half of
        // each number says which distance it is.
        var keys = new long[distances.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) Float.floatToIntBits((float) distances[i]) << 32) | i;
        }
        Arrays.sort(keys);
        double wanted = share * area();
        double sum = 0;
        for (long key : keys) {
            sum += areas[(int) key];
            if (sum >= wanted) {
                return distances[(int) key];
            }
        }
        return greatest();
    }

    /**
     * Measures point after point. A distance is no greater than that of the last point and the way
     * from there, which spares most of the search.
     */
    private static final class Probe {

        private static final int BATCH = 1024;

        private final Solid to;
        private final LongAdder pieces; // of all slabs
        private final long limit;
        private double[] distances = new double[BATCH];
        private double[] areas = new double[BATCH];
        private int size;
        private double x;
        private double y;
        private double position;
        private double last = Double.POSITIVE_INFINITY;
        private double greatest;

        Probe(Solid to, LongAdder pieces, long limit) {
            this.to = to;
            this.pieces = pieces;
            this.limit = limit;
        }

        DirectedDistances part(SolidSurface surface, int slab) {
            surface.visit(slab, this::piece);
            surface.visitCorners(slab, this::corner);
            return new DirectedDistances(
                    Arrays.copyOf(distances, size), Arrays.copyOf(areas, size), greatest);
        }

        private void piece(double px, double py, double at, double area) {
            measure(px, py, at, bound(px, py, at));
            if (size > 0 && size % BATCH == 0) {
                count();
            }
            if (size == distances.length) {
                distances = Arrays.copyOf(distances, 2 * size);
                areas = Arrays.copyOf(areas, 2 * size);
            }
            distances[size] = last;
            areas[size++] = area;
        }

        /** After each batch: what was an estimate before is held to while it is done. */
        private void count() {
            pieces.add(BATCH);
            if (pieces.sum() > limit) {
                throw new TooManySamplesException(pieces.sum(), limit);
            }
        }

        /** A corner counts for the greatest distance alone, if it can be that. */
        private void corner(double px, double py, double at, double area) {
            double bound = bound(px, py, at);
            if (bound > greatest) {
                measure(px, py, at, bound);
            }
        }

        private double bound(double px, double py, double at) {
            double dx = px - x;
            double dy = py - y;
            double dz = at - position;
            return last + Math.sqrt(dx * dx + dy * dy + dz * dz);
        }

        private void measure(double px, double py, double at, double bound) {
            last = to.distanceToSurface(px, py, at, bound);
            x = px;
            y = py;
            position = at;
            greatest = Math.max(greatest, last);
        }
    }
}
