// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.analysis.RtData;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Against the curves of the planning system that made the doses. Its solids go over from plane to
 * plane and end with the outermost ones; ours have slabs with half a distance of planes beyond. So
 * slabs are held against it for ROIs of at least 5 cc, and what it means by a solid for all.
 */
class PlanningSystemDVHTest {

    private static final double DOSE = 0.01 * 62.5; // 1 % of the maximum
    private static final double SHARE = 0.01;
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9]");

    private static final List<String> ROIS =
            List.of(
                    "BRAIN",
                    "BRSTEM",
                    "CTV",
                    "GTV",
                    "PTV1",
                    "Orbit - left",
                    "Orbit - right",
                    "optBRAIN",
                    "optOptic");

    /** What is between the first and the last plane, by distances every 0.5 mm. */
    private static Solid withoutEnds(Solid drawn) {
        double first = drawn.slabs().getFirst().position();
        double last = drawn.slabs().getLast().position();
        var sections =
                drawn.interpolated(0.5).slabs().stream()
                        .filter(slab ->
                                slab.position() > first - 1e-6 && slab.position() < last + 1e-6)
                        .map(slab -> new Section(slab.position(), slab.region()))
                        .toList();
        return Solid.of(drawn.frame(), sections, GapTreatment.LEAVE_EMPTY, 0.5);
    }

    /** BODY apart, which has no end in the images. */
    @Test
    void all_rois_have_its_curves_once_their_solids_are_made_as_its_are() {
        var set = StructureSetReader.read(RtData.dataSet("head_neck/RS_reference"));
        var grid = DoseGrid.read(RtData.dataSet("head_neck/RD_day1"));
        var rows = RtData.table("head_neck/dvh_Eclipse.csv");
        int rois = 0;
        for (var roi : set.rois()) {
            if (!roi.name().equals("BODY")) {
                rois++;
                var solid = withoutEnds(roi.planes().solid(GapTreatment.FILL, 1));
                var dvh = DVH.of(solid, grid, DVHSettings.defaults());
                assertThat(nearShare(dvh, rows, roi.name()))
                        .as(roi.name())
                        .isGreaterThanOrEqualTo(0.99);
            }
        }
        assertThat(rois).isEqualTo(15);
    }

    private static double nearShare(DVH dvh, List<RtData.Row> rows, String name) {
        int points = 0;
        int near = 0;
        for (var row : rows) {
            var dose = row.text(column(row, name, "Dose"));
            if (!dose.isBlank()) {
                double share = row.number(column(row, name, "Value")) / 100;
                points++;
                near += isNear(dvh, Double.parseDouble(dose), share) ? 1 : 0;
            }
        }
        assertThat(points).as(name).isGreaterThan(500);
        return (double) near / points;
    }

    @Test
    void ninety_nine_percent_of_the_points_are_within_one_percent_of_dose_and_volume() {
        var set = StructureSetReader.read(RtData.dataSet("head_neck/RS_reference"));
        var grid = DoseGrid.read(RtData.dataSet("head_neck/RD_day1"));
        var rows = RtData.table("head_neck/dvh_Eclipse.csv");
        double sum = 0;
        for (var name : ROIS) {
            var planes = set.roi(name).orElseThrow().planes();
            var dvh = DVH.of(planes.solid(GapTreatment.FILL, 1), grid, DVHSettings.defaults());
            double near = nearShare(dvh, rows, name);
            // Optic nerves and chiasm of three and four planes are part of this one: with the ends
            // of the planning system it is as near as the others, as the test above shows.
            double least = name.equals("optOptic") ? 0.9 : 0.99;
            assertThat(near).as(name).isGreaterThanOrEqualTo(least);
            sum += near;
        }
        assertThat(sum / ROIS.size()).isGreaterThan(0.99);
    }

    /** The name of the column, which has no blanks in the ROI's name and its volume after it. */
    private static String column(RtData.Row row, String name, String kind) {
        var start = OTHERS.matcher(name).replaceAll("") + "_DvhArray " + kind;
        return row.cells().keySet().stream()
                .filter(key -> key.regionMatches(true, 0, start, 0, start.length()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Whether a point of the curve is in the ellipse of 1 % dose and 1 % volume around this one.
     */
    private static boolean isNear(DVH dvh, double dose, double share) {
        for (int i = -50; i <= 50; i++) {
            double off = i / 50.0;
            double at = Math.max(0, dose + off * DOSE);
            double difference = (dvh.shareOfAtLeast(at).orElseThrow() - share) / SHARE;
            if (off * off + difference * difference <= 1) {
                return true;
            }
        }
        return false;
    }
}
