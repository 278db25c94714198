// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import static spiders.analysis.geometry.GapTreatment.FILL;

import org.junit.jupiter.api.Test;

import spiders.analysis.contour.Contour;
import spiders.analysis.contour.ContourType;
import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** A ball that is drawn where a scanner of a known distortion shows it, and put back. */
class ContourCorrectionTest {

    private static final RigidMotion PLACED = RigidMotion.shift(Point.ORIGIN);
    private static final double RADIUS = 40;

    private static DisplacementField field() {
        var named = new HashMap<Node, Point>();
        for (var node : SyntheticPhantom.PHANTOM.nodes()) {
            var truth = PLACED.apply(SyntheticPhantom.PHANTOM.position(node));
            named.put(node, truth.plus(SyntheticPhantom.forward(truth)));
        }
        return DistortionMeasurement.of(
                        SyntheticPhantom.PHANTOM, named, 0, PLACED, DistortionSettings.defaults())
                .field();
    }

    /** What the scanner shows of a ball, drawn every 2 mm by looking along 720 directions. */
    private static Solid shown(Point middle) {
        var sections = new ArrayList<Section>();
        for (double z = -50; z <= 50; z += 2) {
            double position = middle.z() + z;
            var xs = new double[720];
            var ys = new double[720];
            boolean isThere = isIn(new Point(middle.x(), middle.y(), position), middle);
            for (int i = 0; i < 720 && isThere; i++) {
                double low = 0;
                double high = 60;
                double c = Math.cos(Math.PI * i / 360);
                double s = Math.sin(Math.PI * i / 360);
                for (int round = 0; round < 40; round++) {
                    double r = (low + high) / 2;
                    var at = new Point(middle.x() + r * c, middle.y() + r * s, position);
                    if (isIn(at, middle)) {
                        low = r;
                    } else {
                        high = r;
                    }
                }
                xs[i] = middle.x() + low * c;
                ys[i] = middle.y() + low * s;
            }
            if (isThere) {
                sections.add(new Section(position, Region.of(Ring.of(xs, ys))));
            }
        }
        return Solid.of(PlaneFrame.AXIAL, sections, GapTreatment.FILL, 2);
    }

    private static boolean isIn(Point seen, Point middle) {
        var truth = seen;
        for (int round = 0; round < 20; round++) {
            truth = seen.minus(SyntheticPhantom.forward(truth));
        }
        return truth.minus(middle).length() < RADIUS;
    }

    @Test
    void a_ball_is_round_again_where_it_was() {
        var middle = new Point(60, -50, 40);
        var drawn = shown(middle);
        double off = drawn.centroid(0) - middle.x();
        assertThat(Math.abs(off) + Math.abs(drawn.centroid(2) - middle.z())).isGreaterThan(0.5);

        var roi = ContourCorrection.corrected(drawn, field(), 4, "CTV", "1.2.4", 1);

        var solid = roi.planes().solid(GapTreatment.FILL, 2);
        double volume = 4 * Math.PI / 3 * RADIUS * RADIUS * RADIUS;
        assertThat(solid.volume()).isCloseTo(volume, within(0.01 * volume));
        for (int axis = 0; axis < 3; axis++) {
            assertThat(solid.centroid(axis)).isCloseTo(middle.at(axis), within(0.2));
        }
        for (var contour : roi.contours()) {
            for (int i = 0; i < contour.size(); i++) {
                double z = contour.at(i, 2) - middle.z();
                if (Math.abs(z) < 30) {
                    double rho =
                            Math.hypot(
                                    contour.at(i, 0) - middle.x(), contour.at(i, 1) - middle.y());
                    assertThat(Math.hypot(rho, z)).isCloseTo(RADIUS, within(0.4));
                }
            }
        }
        assertThat(roi.number()).isEqualTo(4);
        assertThat(roi.frameOfReferenceUID()).isEqualTo("1.2.4");
    }

    @Test
    void points_and_open_lines_are_put_back_point_by_point_and_what_says_the_roi_stays() {
        var truth = new Point(80, -60, 45);
        var seen = truth.plus(SyntheticPhantom.forward(truth));
        double[] at = {seen.x(), seen.y(), seen.z()};
        double[] line = {seen.x(), seen.y(), seen.z(), -20, 30, seen.z()};
        var roi =
                new ROI(
                        7,
                        "Clip",
                        "MARKER",
                        "1.2.4",
                        List.of(
                                Contour.of(ContourType.POINT, at),
                                Contour.of(ContourType.OPEN_PLANAR, line)),
                        0);

        var corrected = ContourCorrection.corrected(roi, roi.planes().solid(FILL, 2), field(), 1);

        assertThat(corrected.number()).isEqualTo(7);
        assertThat(corrected.name()).isEqualTo("Clip");
        assertThat(corrected.interpretedType()).isEqualTo("MARKER");
        assertThat(corrected.contours()).hasSize(2);
        var point = corrected.contours().getFirst();
        assertThat(point.type()).isEqualTo(ContourType.POINT);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(point.at(0, axis)).isCloseTo(truth.at(axis), within(0.1));
        }
        assertThat(corrected.contours().getLast().type()).isEqualTo(ContourType.OPEN_NONPLANAR);

        var far = Contour.of(ContourType.POINT, 0, 0, 140);
        var beyond = new ROI(8, "Far", "", "1.2.4", List.of(far), 0);
        assertThatExceptionOfType(BeyondMarkersException.class)
                .isThrownBy(() ->
                        ContourCorrection.corrected(
                                beyond, beyond.planes().solid(FILL, 2), field(), 1))
                .satisfies(e -> assertThat(e.points()).isEqualTo(1));
    }

    @Test
    void contours_beyond_the_markers_are_refused_and_not_guessed() {
        var drawn = shown(new Point(120, 0, 0));
        assertThatExceptionOfType(BeyondMarkersException.class)
                .isThrownBy(() -> ContourCorrection.corrected(drawn, field(), 1, "CTV", "1.2.4", 1))
                .satisfies(e -> assertThat(e.points()).isPositive());
    }
}
