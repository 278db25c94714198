// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The tissue of every pixel of a plane through a body. Not shared between threads. */
public final class TissueMap {

    private static final Tissue[] TISSUES = Tissue.values();
    private static final double COUCH_RADIUS = 420;

    private final Plane plane;
    private final byte[] labels;
    private final float[] xs;
    private final float[] ys;
    private final float[] zs;

    private TissueMap(Plane plane) {
        int size = plane.columns() * plane.rows();
        this.plane = plane;
        this.labels = new byte[size];
        this.xs = new float[size];
        this.ys = new float[size];
        this.zs = new float[size];
    }

    /** Cuts a body along a plane. */
    public static TissueMap of(Body body, Plane plane) {
        var map = new TissueMap(plane);
        map.locate(new Warp(body.seed()));
        for (var part : body.parts()) {
            map.paint(part);
        }
        return map;
    }

    /** The plane cut along. */
    public Plane plane() {
        return plane;
    }

    /** The tissue of a pixel. */
    public Tissue at(int column, int row) {
        return TISSUES[labels[row * plane.columns() + column]];
    }

    byte label(int index) {
        return labels[index];
    }

    /** Marks the pixels of these tissues; true is in. */
    public boolean[] mask(Set<Tissue> tissues) {
        var mask = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            mask[i] = tissues.contains(TISSUES[labels[i]]);
        }
        return mask;
    }

    /** Marks the pixels inside the skin. */
    public boolean[] bodyMask() {
        return mask(EnumSet.complementOf(EnumSet.of(Tissue.AIR, Tissue.COUCH)));
    }

    /** Lays a curved couch under the patient, where there is air. */
    public void addCouch(double top) {
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < plane.columns(); column++) {
                var point = plane.at(column, row);
                double depth = Math.abs(point.x()) > 215 ? -1 : couchDepth(point, top);
                int index = row * plane.columns() + column;
                if (depth >= 0 && labels[index] == 0 && (depth < 3 || (depth > 19 && depth < 22))) {
                    labels[index] = (byte) Tissue.COUCH.label();
                }
            }
        }
    }

    private static double couchDepth(Point point, double top) {
        double sag = COUCH_RADIUS - Math.sqrt(COUCH_RADIUS * COUCH_RADIUS - point.x() * point.x());
        return point.y() - top + sag * 0.6;
    }

    private void locate(Warp warp) {
        int index = 0;
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < plane.columns(); column++) {
                var point = plane.at(column, row);
                xs[index] = (float) warp.x(point);
                ys[index] = (float) warp.y(point);
                zs[index] = (float) warp.z(point);
                index++;
            }
        }
    }

    private void paint(Part part) {
        var bounds = part.bounds();
        double margin = Warp.GREATEST + plane.spacing();
        double depth = plane.normal().dot(plane.origin());
        double[] across = bounds.extent(plane.normal());
        if (depth < across[0] - margin || depth > across[1] + margin) {
            return;
        }
        int[] columns = range(bounds, plane.right(), plane.columns(), margin);
        int[] rows = range(bounds, plane.down(), plane.rows(), margin);
        boolean[] covered = covered(part);
        byte label = (byte) part.tissue().label();
        var solid = part.solid();
        for (int row = rows[0]; row <= rows[1]; row++) {
            for (int i = row * plane.columns() + columns[0];
                    i <= row * plane.columns() + columns[1];
                    i++) {
                if (covered[labels[i]] && solid.contains(xs[i], ys[i], zs[i])) {
                    labels[i] = label;
                }
            }
        }
    }

    private int[] range(Box bounds, Point direction, int count, double margin) {
        double[] extent = bounds.extent(direction);
        double start = direction.dot(plane.origin());
        int first = (int) Math.floor((extent[0] - margin - start) / plane.spacing());
        int last = (int) Math.ceil((extent[1] + margin - start) / plane.spacing());
        return new int[] {Math.max(0, first), Math.min(count - 1, last)};
    }

    private static boolean[] covered(Part part) {
        var covered = new boolean[TISSUES.length];
        List<Tissue> tissues =
                part.over().isEmpty() ? List.of(TISSUES) : new ArrayList<>(part.over());
        tissues.forEach(tissue -> covered[tissue.label()] = true);
        return covered;
    }
}
