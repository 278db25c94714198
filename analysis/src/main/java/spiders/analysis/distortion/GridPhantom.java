// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A phantom of markers at places of a lattice, as its maker gives it.
 *
 * @param pitchX from marker to marker along x, in millimetres; so y and z
 * @param markerDiameter in millimetres, less than half the smallest pitch
 * @param isBright whether markers are brighter than what is around them
 * @param nodes where a marker is; their middle is that of the phantom
 */
public record GridPhantom(
        double pitchX,
        double pitchY,
        double pitchZ,
        double markerDiameter,
        boolean isBright,
        Set<Node> nodes) {

    /** No phantom has more. */
    public static final int MOST_MARKERS = 20_000;

    private static final int FEWEST_MARKERS = 8;

    public GridPhantom {
        nodes = Set.copyOf(nodes);
        double pitch = Math.min(pitchX, Math.min(pitchY, pitchZ));
        boolean isLattice = pitch > 0 && Math.max(pitchX, Math.max(pitchY, pitchZ)) < 1000;
        if (!isLattice || !(markerDiameter > 0) || !(markerDiameter <= pitch / 2)) {
            throw new IllegalArgumentException(
                    "Markers of %s mm at %s, %s and %s mm"
                            .formatted(markerDiameter, pitchX, pitchY, pitchZ));
        }
        if (nodes.size() < FEWEST_MARKERS || nodes.size() > MOST_MARKERS) {
            throw new IllegalArgumentException("A phantom of %d markers".formatted(nodes.size()));
        }
    }

    /**
     * A lattice of so many markers along x, y and z.
     *
     * @param radius where a marker farther from the middle, in x and y, is left out; infinity for a
     *     box
     */
    public static GridPhantom of(
            int[] counts,
            double[] pitches,
            double markerDiameter,
            boolean isBright,
            double radius) {
        long all = (long) counts[0] * counts[1] * counts[2];
        if (counts[0] < 1 || counts[1] < 1 || counts[2] < 1 || all > MOST_MARKERS) {
            throw new IllegalArgumentException("A phantom of %d markers".formatted(all));
        }
        var nodes = new LinkedHashSet<Node>();
        for (int k = 0; k < counts[2]; k++) {
            for (int j = 0; j < counts[1]; j++) {
                for (int i = 0; i < counts[0]; i++) {
                    double x = (i - (counts[0] - 1) / 2.0) * pitches[0];
                    double y = (j - (counts[1] - 1) / 2.0) * pitches[1];
                    if (Math.hypot(x, y) <= radius) {
                        nodes.add(new Node(i, j, k));
                    }
                }
            }
        }
        return new GridPhantom(pitches[0], pitches[1], pitches[2], markerDiameter, isBright, nodes);
    }

    double smallestPitch() {
        return Math.min(pitchX, Math.min(pitchY, pitchZ));
    }

    double pitch(int axis) {
        return axis == 0 ? pitchX : axis == 1 ? pitchY : pitchZ;
    }

    /** Where a node is from the middle of the phantom, by its own axes. */
    public Point position(Node node) {
        return position(node, middle());
    }

    private Point position(Node node, Point middle) {
        return new Point(
                node.i() * pitchX - middle.x(),
                node.j() * pitchY - middle.y(),
                node.k() * pitchZ - middle.z());
    }

    /** Where all nodes are. */
    public Map<Node, Point> positions() {
        var middle = middle();
        return nodes.stream().collect(Collectors.toMap(n -> n, n -> position(n, middle)));
    }

    /** Half way between the outermost nodes, from node (0, 0, 0). */
    private Point middle() {
        var i = nodes.stream().mapToInt(Node::i).summaryStatistics();
        var j = nodes.stream().mapToInt(Node::j).summaryStatistics();
        var k = nodes.stream().mapToInt(Node::k).summaryStatistics();
        return new Point(
                (i.getMin() + i.getMax()) / 2.0 * pitchX,
                (j.getMin() + j.getMax()) / 2.0 * pitchY,
                (k.getMin() + k.getMax()) / 2.0 * pitchZ);
    }
}
