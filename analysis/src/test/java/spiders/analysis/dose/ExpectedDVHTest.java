// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.RtData;
import spiders.analysis.contour.StructureSet;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;

import java.util.HashMap;

/** By the tolerances of the reference data: twice as wide below 5 cc; D50 of BODY is not graded. */
class ExpectedDVHTest {

    private static final int[] DOSES = {5, 10, 20, 30, 40, 45, 50, 55, 60};

    /**
     * Where all of a small ROI gets 49.6 to 50.2 Gy, a hundredth of a gray is two points of V50,
     * and the samples of the reference are too few to say more.
     */
    private static final double FLAT = 0.01;

    @ParameterizedTest
    @ValueSource(strings = {"breast", "head_neck"})
    void doses_of_every_roi_are_those_of_the_reference(String patient) {
        var sets = new HashMap<String, StructureSet>();
        var grids = new HashMap<String, DoseGrid>();
        var softly = new SoftAssertions();
        for (var row : RtData.table(patient + "/expected_dvh.csv")) {
            var set =
                    sets.computeIfAbsent(
                            row.text("structure_set"),
                            name -> StructureSetReader.read(RtData.dataSet(file(patient, name))));
            var grid =
                    grids.computeIfAbsent(
                            row.text("dose"),
                            name -> DoseGrid.read(RtData.dataSet(file(patient, name))));
            check(softly, row, set, grid);
        }
        softly.assertAll();
    }

    private static String file(String patient, String name) {
        return patient + "/" + name.replace(".dcm", "");
    }

    private static void check(
            SoftAssertions softly, RtData.Row row, StructureSet set, DoseGrid grid) {
        boolean isBody = row.text("roi").equals("BODY");
        var settings = new DVHSettings(isBody ? 2 : 0.75, 3, OutsideGrid.COUNT_AS_ZERO);
        var solid =
                set.roi(row.text("roi")).orElseThrow().planes().solid(GapTreatment.LEAVE_EMPTY, 1);
        var dvh = DVH.of(solid, grid, settings);
        double factor = row.number("vol_cc") < 5 ? 2 : 1;
        double volume = row.number("vol_cc");
        near(softly, row, "vol_cc", dvh.volume() / 1000, Math.max(0.01, 0.005 * volume));
        // The reference takes half a voxel around the grid's outer points as covered by them.
        near(softly, row, "outside_grid_cc", dvh.volumeOutsideGrid() / 1000, 0.01 * volume);
        near(softly, row, "mean", dvh.mean().orElseThrow(), 0.1 * factor);
        near(softly, row, "D98", dvh.doseToPercent(98).orElseThrow(), 0.5 * factor);
        near(softly, row, "D95", dvh.doseToPercent(95).orElseThrow(), 0.3 * factor);
        if (!isBody) {
            near(softly, row, "D50", dvh.doseToPercent(50).orElseThrow(), 0.15 * factor);
        }
        near(softly, row, "D2", dvh.doseToPercent(2).orElseThrow(), 0.3 * factor);
        if (volume > 1) {
            near(softly, row, "D1cc", dvh.doseToVolume(1000).orElseThrow(), 0.3 * factor);
        }
        for (int dose : DOSES) {
            double expected = row.number("V" + dose + "Gy_percent");
            softly.assertThat(expected)
                    .as(row + " V" + dose)
                    .isBetween(
                            100 * dvh.shareOfAtLeast(dose + FLAT).orElseThrow() - factor,
                            100 * dvh.shareOfAtLeast(dose - FLAT).orElseThrow() + factor);
        }
    }

    private static void near(
            SoftAssertions softly, RtData.Row row, String column, double value, double tolerance) {
        softly.assertThat(value)
                .as(
                        row.text("structure_set")
                                + " "
                                + row.text("dose")
                                + " "
                                + row.text("roi")
                                + " "
                                + column)
                .isCloseTo(row.number(column), within(tolerance));
    }
}
