// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.RtData;
import spiders.analysis.contour.ContourWarning.Kind;
import spiders.analysis.geometry.GapTreatment;

import java.util.ArrayList;
import java.util.List;

class ROITest {

    private static final double[] SQUARE = {0, 0, 5, 10, 0, 5, 10, 10, 5, 0, 10, 5};

    private static Contour closed(double... coordinates) {
        return Contour.of(ContourType.CLOSED_PLANAR, coordinates);
    }

    private static ROI roi(Contour... contours) {
        return new ROI(4, "ROI", "ORGAN", "1.2.3", List.of(contours), 0);
    }

    @Test
    void points_open_lines_and_lines_without_area_are_left_out_and_told() {
        var planes =
                roi(
                                Contour.of(ContourType.POINT, 1, 2, 3),
                                closed(SQUARE),
                                Contour.of(ContourType.OPEN_PLANAR, 0, 0, 5, 1, 1, 5),
                                closed(0, 0, 5, 10, 0, 5, 20, 0, 5))
                        .planes();

        assertThat(planes.sections()).hasSize(1);
        assertThat(planes.sections().getFirst().region().area()).isCloseTo(100, within(1e-9));
        assertThat(planes.warnings())
                .containsExactly(
                        new ContourWarning(Kind.POINT, 0),
                        new ContourWarning(Kind.OPEN, 2),
                        new ContourWarning(Kind.ZERO_AREA, 3));
    }

    @Test
    void a_line_drawn_twice_does_not_cancel_itself_wherever_it_starts_and_however_it_turns() {
        var again = closed(10, 10, 5, 10, 0, 5, 0, 0, 5, 0, 10, 5);

        var planes = roi(closed(SQUARE), again).planes();

        assertThat(planes.sections().getFirst().region().area()).isCloseTo(100, within(1e-9));
        assertThat(planes.warnings()).containsExactly(new ContourWarning(Kind.DUPLICATE, 1));
    }

    @Test
    void an_exclusive_contour_is_a_hole_and_one_of_a_tenth_of_a_millimetre_harms_no_plane() {
        var hole = Contour.of(ContourType.CLOSEDPLANAR_XOR, 2, 2, 5, 4, 2, 5, 4, 4, 5, 2, 4, 5);
        var island = closed(20, 20, 5, 20.12, 20, 5, 20.12, 20.12, 5, 20, 20.12, 5);

        var planes = roi(closed(SQUARE), hole, island).planes();

        assertThat(planes.sections().getFirst().region().area())
                .isCloseTo(96 + 0.0144, within(1e-9));
        assertThat(planes.warnings()).isEmpty();
    }

    @Test
    void sagittal_and_oblique_planes_enclose_as_much_as_axial_ones() {
        double c = Math.cos(0.3);
        double s = Math.sin(0.3);
        var sagittal = new ArrayList<Contour>();
        var oblique = new ArrayList<Contour>();
        for (int i = 0; i < 5; i++) {
            double at = 3.0 * i;
            sagittal.add(closed(at, 0, 0, at, 10, 0, at, 10, 20, at, 0, 20));
            double[] turned = new double[12];
            double[][] corners = {{0, 0}, {10, 0}, {10, 20}, {0, 20}};
            for (int p = 0; p < 4; p++) {
                turned[3 * p] = corners[p][0];
                turned[3 * p + 1] = c * corners[p][1] - s * at;
                turned[3 * p + 2] = s * corners[p][1] + c * at;
            }
            oblique.add(closed(turned));
        }
        for (var contours : List.of(sagittal, oblique)) {
            var planes = new ROI(1, "", "", "", contours, 0).planes();
            assertThat(planes.spacing().orElseThrow()).isCloseTo(3, within(1e-3));
            assertThat(planes.solid(GapTreatment.FILL, 1).volume()).isCloseTo(3000, within(0.5));
        }
    }

    @Test
    void contours_without_a_common_direction_are_refused_by_name() {
        var upright = closed(5, 0, 0, 5, 4, 0, 5, 4, 4, 5, 0, 4);
        var bent = closed(0, 0, 8, 4, 0, 8, 4, 4, 9, 0, 4, 8);

        for (var odd : List.of(upright, bent)) {
            assertThatExceptionOfType(MixedPlanesException.class)
                    .isThrownBy(() -> roi(closed(SQUARE), odd).planes())
                    .satisfies(e -> assertThat(e.number()).isEqualTo(4))
                    .satisfies(e -> assertThat(e.contour()).isEqualTo(1));
        }
    }

    @Test
    void an_roi_without_contours_has_no_planes_and_an_empty_solid() {
        assertThat(roi().planes().sections()).isEmpty();
        assertThat(roi().planes().spacing()).isEmpty();
        assertThat(roi().planes().solid(GapTreatment.FILL, 1).isEmpty()).isTrue();
    }

    @Test
    void the_missing_plane_the_point_and_the_flat_ring_of_a_vendor_are_found() {
        var set = StructureSetReader.read(RtData.dataSet("breast/RS_vendor_delta"));
        var planes = set.roi("BREAST LT").orElseThrow().planes();

        assertThat(planes.warnings())
                .extracting(ContourWarning::kind)
                .containsExactlyInAnyOrder(Kind.POINT, Kind.ZERO_AREA);
        assertThat(planes.solid(GapTreatment.FILL, 1).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.isFilled()).isTrue());
    }
}
