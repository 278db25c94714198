// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.analysis.RtData;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;

/** A bolus on the body of a patient, as a clinic drew it. */
class PatientBolusTest {

    @Test
    void on_a_patients_breast_it_is_printable_and_fits() {
        var structures = StructureSetReader.read(RtData.dataSet("breast/RS_reference"));
        var body = structures.roi("BODY").orElseThrow().planes().solid(GapTreatment.FILL, 3);
        var breast = structures.roi("Breast").orElseThrow().planes().solid(GapTreatment.FILL, 3);
        // Of the skin, what is in front of the middle of the breast.
        double x = breast.centroid(0);
        double y = breast.centroid(1);
        double z = breast.centroid(2);
        double out = 0;
        while (body.contains(x, y - out, z)) {
            out++;
        }
        var bolus = Bolus.of(body, new SkinRegion.Ball(x, y - out, z, 60), BolusSettings.of(10));

        assertThat(bolus.isPrintable()).isTrue();
        assertThat(bolus.fit().contactGap()).isLessThan(0.3);
        assertThat(bolus.fit().thicknessError()).isLessThan(0.3);
        assertThat(bolus.fit().thinnest()).isGreaterThan(10 - 0.75);
        assertThat(bolus.fit().overlap()).isLessThan(0.6);
    }
}
