// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.analysis.RtData;
import spiders.analysis.contour.StructureSet;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whole curves of slabs by an independent program, of both patients and both days, with the
 * settings a user has who sets none. A line of the table is a curve.
 */
class DVHCurvesTest {

    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern BLANK = Pattern.compile(" ");

    private static List<List<String>> curves() throws IOException {
        var name = "/spiders/analysis/rt/expected_dvh_curves.csv";
        try (var in = Objects.requireNonNull(DVHCurvesTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(SEMICOLON.split(line)))
                    .toList();
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(BLANK.split(text)).mapToDouble(Double::parseDouble).toArray();
    }

    /** BODY is left out for its time: its numbers are those of another test. */
    @Test
    void ninety_nine_percent_of_the_points_of_every_roi_are_within_one_percent()
            throws IOException {
        var sets = new HashMap<String, StructureSet>();
        var grids = new HashMap<String, DoseGrid>();
        int rois = 0;
        for (var curve : curves()) {
            if (curve.get(1).equals("BODY")) {
                continue;
            }
            rois++;
            var folder = curve.get(0).substring(0, curve.get(0).indexOf('/') + 1);
            var set =
                    sets.computeIfAbsent(
                            folder,
                            of -> StructureSetReader.read(RtData.dataSet(of + "RS_reference")));
            var grid = grids.computeIfAbsent(curve.get(0), of -> DoseGrid.read(RtData.dataSet(of)));
            var solid = set.roi(curve.get(1)).orElseThrow().planes().solid(GapTreatment.FILL, 1);
            var dvh = DVH.of(solid, grid, DVHSettings.defaults());
            double near = nearShare(dvh, grid.maximum(), curve);
            assertThat(near).as(curve.get(0) + " " + curve.get(1)).isGreaterThanOrEqualTo(0.99);
            assertThat(dvh.volumeOutsideGrid()).isLessThan(1e-6 * dvh.volume());
        }
        assertThat(rois).isEqualTo(38);
    }

    private static double nearShare(DVH dvh, double maximum, List<String> curve) {
        double[] doses = numbers(curve.get(2));
        double[] percents = numbers(curve.get(3));
        int near = 0;
        for (int i = 0; i < doses.length; i++) {
            near += isNear(dvh, doses[i], percents[i], maximum / 100) ? 1 : 0;
        }
        assertThat(doses).hasSameSizeAs(percents).hasSizeGreaterThan(100);
        return (double) near / doses.length;
    }

    /** In the ellipse of 1 % of the dose and 1 % of the volume. */
    private static boolean isNear(DVH dvh, double dose, double percent, double onePercent) {
        for (int i = -50; i <= 50; i++) {
            double off = i / 50.0;
            double at = Math.max(0, dose + off * onePercent);
            double difference = dvh.shareOfAtLeast(at).orElseThrow() * 100 - percent;
            if (off * off + difference * difference <= 1) {
                return true;
            }
        }
        return false;
    }
}
