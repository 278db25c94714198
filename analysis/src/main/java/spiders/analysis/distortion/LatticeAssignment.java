// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Says which marker is which: from the middle outwards, each is looked for where its neighbours let
 * it be expected, so that a distortion of several pitches is followed as long as it changes slowly.
 * The axes of the phantom are those of the patient but for some 15 degrees.
 */
final class LatticeAssignment {

    /** Of the pitch: how far off a marker may be from where it is expected. */
    private static final double REACH = 0.35;

    /** Of the pitch: the usual step is no farther off, whatever the distortion. */
    private static final double PITCH_TOLERANCE = 0.1;

    private static final int FEWEST = 8;

    private final GridPhantom phantom;
    private final List<Point> markers;
    private final PointCells cells;
    private final Map<Node, Integer> taken = new HashMap<>();
    private final HashSet<Integer> used = new HashSet<>();

    private LatticeAssignment(GridPhantom phantom, List<Point> markers) {
        this.phantom = phantom;
        this.markers = markers;
        cells = new PointCells(phantom.smallestPitch());
        markers.forEach(cells::add);
    }

    /**
     * The markers of nodes that the phantom has.
     *
     * @throws UnusablePhantomException if they are on no such lattice, or it is not clear on which
     *     part of it
     */
    static Map<Node, Point> assign(GridPhantom phantom, List<Point> markers) {
        if (markers.size() < FEWEST) {
            throw new UnusablePhantomException(Reason.FEW_MARKERS, String.valueOf(markers.size()));
        }
        var assignment = new LatticeAssignment(phantom, markers);
        assignment.grow(assignment.middlemost());
        return assignment.named();
    }

    private int middlemost() {
        var sum = Point.ORIGIN;
        for (var marker : markers) {
            sum = sum.plus(marker);
        }
        var middle = sum.times(1.0 / markers.size());
        int best = 0;
        for (int i = 1; i < markers.size(); i++) {
            double distance = markers.get(i).minus(middle).length();
            best = distance < markers.get(best).minus(middle).length() ? i : best;
        }
        return best;
    }

    private record Expected(Node node, double fromSeed) {}

    private void grow(int seed) {
        var start = new Node(0, 0, 0);
        take(start, seed);
        var queue = new PriorityQueue<>(Comparator.comparingDouble(Expected::fromSeed));
        enqueue(queue, start, markers.get(seed));
        // A node whose neighbours are known later is looked for again then.
        while (!queue.isEmpty()) {
            var node = queue.remove().node();
            if (!taken.containsKey(node)) {
                int marker = cells.nearest(expected(node), REACH * phantom.smallestPitch());
                if (marker >= 0 && !used.contains(marker)) {
                    take(node, marker);
                    enqueue(queue, node, markers.get(seed));
                }
            }
        }
    }

    private void take(Node node, int marker) {
        taken.put(node, marker);
        used.add(marker);
    }

    private void enqueue(PriorityQueue<Expected> queue, Node from, Point seed) {
        for (int axis = 0; axis < 3; axis++) {
            for (int way = -1; way <= 1; way += 2) {
                var node = from.step(axis, way);
                if (!taken.containsKey(node)) {
                    queue.add(new Expected(node, expected(node).minus(seed).length()));
                }
            }
        }
    }

    /** The mean of what each known neighbour says. */
    private Point expected(Node node) {
        var sum = Point.ORIGIN;
        int count = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int way = -1; way <= 1; way += 2) {
                var neighbour = node.step(axis, -way);
                if (taken.containsKey(neighbour)) {
                    sum = sum.plus(at(neighbour)).plus(stride(neighbour, axis, way));
                    count++;
                }
            }
        }
        return sum.times(1.0 / count);
    }

    private Point at(Node node) {
        return markers.get(taken.getOrDefault(node, 0));
    }

    /** One step on from a node: as the last step was, or one beside it, or as the phantom is. */
    private Point stride(Node from, int axis, int way) {
        var before = from.step(axis, -way);
        if (taken.containsKey(before)) {
            return at(from).minus(at(before));
        }
        for (int other = 1; other < 3; other++) {
            for (int side = -1; side <= 1; side += 2) {
                var beside = from.step((axis + other) % 3, side);
                if (taken.containsKey(beside) && taken.containsKey(beside.step(axis, way))) {
                    return at(beside.step(axis, way)).minus(at(beside));
                }
            }
        }
        double pitch = way * phantom.pitch(axis);
        return new Point(axis == 0 ? pitch : 0, axis == 1 ? pitch : 0, axis == 2 ? pitch : 0);
    }

    /** By the shift that puts the most on nodes of the phantom. */
    private Map<Node, Point> named() {
        if (taken.size() < FEWEST) {
            throw new UnusablePhantomException(
                    Reason.NO_LATTICE, "only %d follow each other".formatted(taken.size()));
        }
        for (int axis = 0; axis < 3; axis++) {
            requirePitch(axis);
        }
        var shifts = shifts();
        var best = shifts.getFirst();
        long most = fitting(best);
        int ties = 0;
        for (var shift : shifts.subList(1, shifts.size())) {
            long count = fitting(shift);
            if (count > most) {
                most = count;
                best = shift;
                ties = 0;
            } else if (count == most) {
                ties++;
            }
        }
        if (ties > 0 || most < FEWEST) {
            throw new UnusablePhantomException(
                    ties > 0 ? Reason.AMBIGUOUS : Reason.NO_LATTICE,
                    "%d of %d markers".formatted(most, markers.size()));
        }
        var named = new LinkedHashMap<Node, Point>();
        for (var entry : taken.entrySet()) {
            var node = entry.getKey().plus(best);
            if (phantom.nodes().contains(node)) {
                named.put(node, markers.get(entry.getValue()));
            }
        }
        return named;
    }

    /** Half of all steps are longer than the usual one; a phantom of one plane has none across. */
    private void requirePitch(int axis) {
        double[] steps =
                taken.keySet().stream()
                        .filter(node -> taken.containsKey(node.step(axis, 1)))
                        .mapToDouble(node -> at(node.step(axis, 1)).minus(at(node)).length())
                        .sorted()
                        .toArray();
        double pitch = phantom.pitch(axis);
        if (steps.length > 0
                && Math.abs(steps[steps.length / 2] - pitch) > PITCH_TOLERANCE * pitch) {
            throw new UnusablePhantomException(
                    Reason.NO_LATTICE,
                    String.format(
                            Locale.ROOT,
                            "markers are %.2f mm apart along axis %d, not %.2f",
                            steps[steps.length / 2],
                            axis + 1,
                            pitch));
        }
    }

    private long fitting(Node shift) {
        return taken.keySet().stream()
                .filter(node -> phantom.nodes().contains(node.plus(shift)))
                .count();
    }

    /** Those that put the outermost on the outermost, give or take two. */
    private List<Node> shifts() {
        var theirs = lowest(phantom.nodes());
        var ours = lowest(taken.keySet());
        var middle = theirs.minus(ours);
        var shifts = new ArrayList<Node>();
        shifts.add(middle);
        for (int around = 0; around < 125; around++) {
            var shift = middle.plus(new Node(around % 5 - 2, around / 5 % 5 - 2, around / 25 - 2));
            if (!shift.equals(middle)) {
                shifts.add(shift);
            }
        }
        return shifts;
    }

    private static Node lowest(Iterable<Node> nodes) {
        int i = Integer.MAX_VALUE;
        int j = Integer.MAX_VALUE;
        int k = Integer.MAX_VALUE;
        for (var node : nodes) {
            i = Math.min(i, node.i());
            j = Math.min(j, node.j());
            k = Math.min(k, node.k());
        }
        return new Node(i, j, k);
    }
}
