// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.bolus.Bolus;
import spiders.analysis.bolus.SkinRegion;
import spiders.analysis.geometry.Region;
import spiders.analysis.mesh.SolidField;
import spiders.analysis.mesh.TriangleMesh;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A cut through body, region and bolus. */
final class BolusSlice implements Picture {

    private static final int SAMPLES = 160;
    private static final double MARGIN_MM = 20;
    private static final double LOW = 14;
    private static final double TEXT = 7;
    private static final double THIN = 0.6;
    private static final double THICK = 1.2;
    private static final double BAR_MM = 10;

    private final SolidField body;
    private final SkinRegion region;
    private final TriangleMesh mesh;
    private final PatientPlane plane;
    private final double[] low;
    private final double[] high;

    private BolusSlice(SolidField body, SkinRegion region, TriangleMesh mesh, PatientPlane plane) {
        this.body = body;
        this.region = region;
        this.mesh = mesh;
        this.plane = plane;
        low = bounds(mesh, -1);
        high = bounds(mesh, 1);
    }

    /** The lowest coordinates of a mesh, or the highest. */
    private static double[] bounds(TriangleMesh mesh, int way) {
        var bounds = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double most = way * mesh.at(0, axis);
            for (int i = 1; i < mesh.vertices(); i++) {
                most = Math.max(most, way * mesh.at(i, axis));
            }
            bounds[axis] = way * most;
        }
        return bounds;
    }

    /** The axial plane, the coronal and the sagittal one through the middle of a bolus. */
    static List<BolusSlice> of(Bolus bolus, SolidField body, SkinRegion region) {
        double[] low = bounds(bolus.mesh(), -1);
        double[] high = bounds(bolus.mesh(), 1);
        var slices = new ArrayList<BolusSlice>();
        for (int axis = 2; axis >= 0; axis--) {
            var plane = new PatientPlane(axis, (low[axis] + high[axis]) / 2);
            slices.add(new BolusSlice(body, region, bolus.mesh(), plane));
        }
        return slices;
    }

    String caption() {
        return plane.caption();
    }

    @Override
    public void draw(Canvas canvas) throws IOException {
        int u = plane.right();
        int v = plane.upright();
        double width = high[u] - low[u] + 2 * MARGIN_MM;
        double height = high[v] - low[v] + 2 * MARGIN_MM;
        var view =
                new View(
                        low[u] - MARGIN_MM,
                        low[v] - MARGIN_MM,
                        width,
                        height,
                        Math.min(canvas.width() / width, (canvas.height() - LOW) / height));
        view.outline(canvas, Colour.GREY, view.within(body::at));
        view.outline(canvas, Colour.BLUE, view.within(region::at));
        view.mesh(canvas);
        canvas.text(Colour.GREY, 0, 2, TEXT, "body");
        canvas.text(Colour.BLUE, 5 * TEXT, 2, TEXT, "region");
        canvas.text(Colour.VERMILION, 10 * TEXT, 2, TEXT, "bolus");
        double right = canvas.width() - TEXT;
        double[] bar = {right - BAR_MM * view.scale, right};
        canvas.line(Colour.BLACK, THICK, bar, new double[] {10, 10}, false);
        canvas.text(Colour.BLACK, right - 4 * TEXT, 2, TEXT, "10 mm");
    }

    /** A field that is below 0 within. */
    private interface Field {
        double at(double x, double y, double z);
    }

    /** What is shown of the plane, and how large. */
    private final class View {

        private final double left;
        private final double bottom;
        private final double width;
        private final double height;
        private final double scale;

        View(double left, double bottom, double width, double height, double scale) {
            this.left = left;
            this.bottom = bottom;
            this.width = width;
            this.height = height;
            this.scale = scale;
        }

        /** Where a field is below 0, in the axes of the plane. */
        Region within(Field field) {
            double step = Math.max(width, height) / SAMPLES;
            int columns = (int) Math.ceil(width / step) + 1;
            int rows = (int) Math.ceil(height / step) + 1;
            var samples = new double[columns * rows];
            for (int i = 0; i < samples.length; i++) {
                double u = left + i % columns * step;
                double v = bottom + Math.floorDiv(i, columns) * step;
                var at = plane.point(u, v);
                samples[i] = -field.at(at.x(), at.y(), at.z());
            }
            return Region.ofAtLeast(0, samples, columns, left, bottom, step, step);
        }

        void outline(Canvas canvas, Colour colour, Region region) throws IOException {
            for (var ring : region.rings()) {
                var xs = new double[ring.size()];
                var ys = new double[ring.size()];
                for (int i = 0; i < xs.length; i++) {
                    xs[i] = x(ring.x(i));
                    ys[i] = y(canvas, ring.y(i));
                }
                canvas.line(colour, THIN, xs, ys, true);
            }
        }

        private double x(double u) {
            return (u - left) * scale;
        }

        private double y(Canvas canvas, double v) {
            double up = plane.way() > 0 ? v - bottom : bottom + height - v;
            return canvas.height() - (height - up) * scale;
        }

        /** Where the triangles go through the plane. */
        void mesh(Canvas canvas) throws IOException {
            for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
                var xs = new double[2];
                var ys = new double[2];
                int found = 0;
                for (int corner = 0; corner < 3; corner++) {
                    int from = mesh.corner(triangle, corner);
                    int to = mesh.corner(triangle, (corner + 1) % 3);
                    double before = mesh.at(from, plane.axis()) - plane.position();
                    double after = mesh.at(to, plane.axis()) - plane.position();
                    if (before < 0 != after < 0) {
                        double share = before / (before - after);
                        xs[found] = x(between(from, to, plane.right(), share));
                        ys[found++] = y(canvas, between(from, to, plane.upright(), share));
                    }
                }
                if (found == 2) {
                    canvas.line(Colour.VERMILION, THICK, xs, ys, false);
                }
            }
        }

        private double between(int from, int to, int axis, double share) {
            return mesh.at(from, axis) + (mesh.at(to, axis) - mesh.at(from, axis)) * share;
        }
    }
}
