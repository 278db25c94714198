// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.RtData;
import spiders.analysis.geometry.GapTreatment;

/** Tolerances: half a percent or 0.01 cc, as the reference data ask for. */
class ExpectedVolumesTest {

    @ParameterizedTest
    @ValueSource(strings = {"breast", "head_neck"})
    void clinical_rois_have_the_volumes_of_the_reference(String patient) {
        var set = StructureSetReader.read(RtData.dataSet(patient + "/RS_reference"));
        for (var row : RtData.table(patient + "/expected_volumes.csv")) {
            var planes = set.roi(row.text("roi")).orElseThrow().planes();
            var solid = planes.solid(GapTreatment.LEAVE_EMPTY, 1);

            assertThat(planes.sections()).hasSize((int) row.number("planes"));
            assertThat(planes.spacing().orElseThrow())
                    .isCloseTo(row.number("plane_spacing"), within(0.01));
            double slabs = row.number("slab_cc");
            double bare = row.number("no_endcap_trapezoid_cc");
            assertThat(solid.volume() / 1000)
                    .as(row.text("roi"))
                    .isCloseTo(slabs, within(Math.max(0.01, 0.0005 * slabs)));
            assertThat(solid.volumeWithoutEndCaps() / 1000)
                    .as(row.text("roi"))
                    .isCloseTo(bare, within(Math.max(0.01, 0.0005 * bare)));
        }
    }
}
