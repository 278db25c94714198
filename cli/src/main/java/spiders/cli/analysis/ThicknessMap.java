// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.bolus.OuterSide;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.ColourScale;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.Arrays;

/** How thick a bolus is, seen along the axis of the patient that its outer side faces most. */
record ThicknessMap(OuterSide outer, double thickness) implements Picture {

    private static final String[] FROM = {
        "from the patient's right",
        "from the patient's left",
        "from the front",
        "from behind",
        "from the feet",
        "from the head"
    };

    /** A place is wider than the triangles, so that none is left empty. */
    private static final double STEP_MM = 1.5;

    private static final double HIGHEST = 1.25;
    private static final double LOW = 14;
    private static final double TEXT = 7;

    String caption() {
        return "thickness " + FROM[2 * outer.axis() + (outer.isAlong() ? 1 : 0)];
    }

    private PatientPlane plane() {
        return new PatientPlane(outer.axis(), 0);
    }

    private double least(int axis, int way) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < outer.size(); i++) {
            least = Math.min(least, way * outer.at(i, axis));
        }
        return way * least;
    }

    @Override
    public void draw(Canvas canvas) throws IOException {
        if (outer.size() == 0) {
            return;
        }
        var plane = plane();
        double left = least(plane.right(), 1);
        double top = plane.way() > 0 ? least(plane.upright(), -1) : least(plane.upright(), 1);
        int columns = (int) Math.ceil((least(plane.right(), -1) - left) / STEP_MM) + 1;
        double span = least(plane.upright(), -1) - least(plane.upright(), 1);
        int rows = (int) Math.ceil(span / STEP_MM) + 1;
        var sums = new double[columns * rows];
        var counts = new int[columns * rows];
        for (int i = 0; i < outer.size(); i++) {
            int column = (int) ((outer.at(i, plane.right()) - left) / STEP_MM);
            int row = (int) (Math.abs(top - outer.at(i, plane.upright())) / STEP_MM);
            sums[row * columns + column] += outer.distance(i);
            counts[row * columns + column]++;
        }
        var scale = new ColourScale(HIGHEST * thickness, "mm");
        var colours = new int[sums.length];
        Arrays.setAll(colours, i -> scale.rgb(counts[i] == 0 ? Double.NaN : sums[i] / counts[i]));
        double size =
                Math.min(
                        (canvas.width() - ColourScale.WIDTH) / columns,
                        (canvas.height() - LOW) / rows);
        double bottom = canvas.height() - rows * size;
        canvas.pixels(columns, colours, 0, bottom, columns * size, rows * size);
        scale.draw(canvas, columns * size + 6, bottom, rows * size);
        canvas.text(Colour.BLACK, 0, bottom - LOW + 2, TEXT, "without its border, which is grey");
    }
}
