// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.analysis.RtData;
import spiders.analysis.comparison.ContourComparison.Compared;
import spiders.analysis.contour.StructureSet;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;

/**
 * Clinical contours against four vendors' that differ in a known way, by the bands and tolerances
 * of the reference data.
 */
class ExpectedPairMetricsTest {

    @ParameterizedTest
    @CsvSource({
        "breast,alpha", "breast,beta", "breast,gamma", "breast,delta",
        "head_neck,alpha", "head_neck,beta", "head_neck,gamma", "head_neck,delta"
    })
    void every_metric_of_every_organ_is_in_its_band(String patient, String vendor) {
        var reference = StructureSetReader.read(RtData.dataSet(patient + "/RS_reference"));
        var test = StructureSetReader.read(RtData.dataSet(patient + "/RS_vendor_" + vendor));
        var rows =
                RtData.table(patient + "/expected_pair_metrics.csv").stream()
                        .filter(row -> row.text("vendor").equals(vendor))
                        .toList();

        assertThat(rows).isNotEmpty();
        var softly = new SoftAssertions();
        for (var row : rows) {
            check(softly, row, compare(reference, test, row));
        }
        softly.assertAll();
    }

    private static Compared compare(StructureSet reference, StructureSet test, RtData.Row row) {
        var gaps = row.text("gaps").equals("fill") ? GapTreatment.FILL : GapTreatment.LEAVE_EMPTY;
        return (Compared)
                ContourComparison.of(
                        reference.roi(row.text("reference")).orElseThrow().planes().solid(gaps, 1),
                        test.roi(row.text("vendor_roi")).orElseThrow().planes().solid(gaps, 1),
                        ComparisonSettings.defaults());
    }

    private static void check(SoftAssertions softly, RtData.Row row, Compared result) {
        var what = row.text("reference") + " " + row.text("gaps") + " ";
        double volume = row.number("vol_vendor_cc");
        softly.assertThat(result.testVolume() / 1000)
                .as(what + "volume")
                .isCloseTo(volume, within(Math.max(0.01, 0.005 * volume)));
        near(softly, row, "dice", result.dice().orElseThrow(), 0.005);
        near(softly, row, "jaccard", result.jaccard().orElseThrow(), 0.008);
        near(softly, row, "volume_ratio", result.volumeRatio().orElseThrow(), 0.01);
        var surfaces = result.surfaces();
        near(softly, row, "hd_mm", surfaces.hausdorff(), 0.5);
        near(softly, row, "hd95_pooled_mm", surfaces.pooled95(), 0.5);
        near(softly, row, "msd_mm", surfaces.meanSymmetric(), 0.15);
        near(softly, row, "msd_ref_to_vendor", surfaces.meanReferenceToTest(), 0.15);
        near(softly, row, "msd_vendor_to_ref", surfaces.meanTestToReference(), 0.15);
        near(softly, row, "centroid_dx", result.offset().dx(), 0.2);
        near(softly, row, "centroid_dy", result.offset().dy(), 0.2);
        near(softly, row, "centroid_dz", result.offset().dz(), 0.2);
        near(softly, row, "area_ref_mm2", surfaces.referenceArea(), 0.01);
        near(softly, row, "area_vendor_mm2", surfaces.testArea(), 0.01);
        softly.assertThat(surfaces.hausdorff95())
                .as(what + "hd95")
                .isBetween(row.number("hd95_lo"), row.number("hd95_hi"));
        for (int i = 0; i < 3; i++) {
            var column = "sdsc_" + (i + 1) + "mm";
            softly.assertThat(surfaces.dice().get(i).value())
                    .as(what + column)
                    .isBetween(row.number(column + "_lo"), row.number(column + "_hi"));
        }
    }

    /** Areas are told by their relative error. */
    private static void near(
            SoftAssertions softly, RtData.Row row, String column, double value, double tolerance) {
        double expected = row.number(column);
        double allowed = column.startsWith("area") ? tolerance * expected : tolerance;
        softly.assertThat(value)
                .as(row.text("reference") + " " + row.text("gaps") + " " + column)
                .isCloseTo(expected, within(allowed));
    }
}
