// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.dose.DoseGrid;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Boxes that move and grow through a dose that rises by a gray with each millimetre of x. */
class MonitoringTest {

    /** 20 by 20 mm and 10 planes of 3 mm, some left out. */
    private static Solid box(double shift, double width, GapTreatment gaps, int missing) {
        var ring =
                Ring.of(
                        new double[] {shift, shift + width, shift + width, shift},
                        new double[] {-10, -10, 10, 10});
        var sections = new ArrayList<Section>();
        for (int plane = 0; plane < 10; plane++) {
            if (plane != missing) {
                sections.add(new Section(-13.5 + 3 * plane, Region.of(ring)));
            }
        }
        return Solid.of(PlaneFrame.AXIAL, sections, gaps, 3);
    }

    private static Solid box(double shift, double width) {
        return box(shift, width, GapTreatment.FILL, -1);
    }

    private static DoseGrid dose() {
        int n = 41;
        var pixels = ByteBuffer.allocate(n * n * n * 2).order(ByteOrder.LITTLE_ENDIAN);
        var offsets = new double[n];
        for (int i = 0; i < n * n * n; i++) {
            pixels.putShort((short) (i % n * 1000));
            offsets[i % n] = 2.0 * (i % n);
        }
        return DoseGrid.read(
                DataSet.builder()
                        .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.481.2")
                        .set(Tags.DoseUnits, "GY")
                        .set(Tags.DoseType, "PHYSICAL")
                        .set(Tags.DoseGridScaling, 0.001)
                        .set(Tags.Columns, n)
                        .set(Tags.Rows, n)
                        .set(Tags.NumberOfFrames, n)
                        .set(Tags.ImagePositionPatient, 0.0, -20.0, -40.0)
                        .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                        .set(Tags.PixelSpacing, 1.0, 1.0)
                        .set(Tags.GridFrameOffsetVector, offsets)
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.PixelRepresentation, 0)
                        .set(Tags.PixelData, VR.OW, pixels.array())
                        .build());
    }

    private static Monitoring moving(GapTreatment gaps, int missing) {
        var dose = List.of(dose());
        return Monitoring.of(
                List.of(
                        new Fraction("1", Map.of("PTV", box(5, 20, gaps, missing)), dose),
                        new Fraction("2", Map.of("PTV", box(7, 20, gaps, missing)), dose),
                        new Fraction("3", Map.of("PTV", box(5, 22, gaps, missing)), dose),
                        new Fraction("4", Map.of(), dose)),
                List.of(10.0));
    }

    private static double value(Monitoring monitoring, int day, Measure measure) {
        return monitoring.measures().get(day).value(measure).orElseThrow();
    }

    @Test
    void a_box_that_moves_and_grows_is_followed_by_closed_forms() {
        for (var gaps : GapTreatment.values()) {
            var monitoring = moving(gaps, gaps == GapTreatment.FILL ? 4 : -1);

            assertThat(value(monitoring, 0, Measure.Shape.DICE)).isCloseTo(1, within(0.005));
            assertThat(value(monitoring, 1, Measure.Shape.DICE)).isCloseTo(0.9, within(0.005));
            assertThat(value(monitoring, 1, Measure.Shape.VOLUME_CHANGE_PERCENT))
                    .isCloseTo(0, within(0.2));
            assertThat(value(monitoring, 1, Measure.Shape.CENTROID_SHIFT))
                    .isCloseTo(2, within(0.2));
            assertThat(value(monitoring, 2, Measure.Shape.VOLUME_CHANGE_PERCENT))
                    .isCloseTo(10, within(0.2));
            assertThat(value(monitoring, 0, Measure.Dose.MEAN)).isCloseTo(15, within(0.1));
            assertThat(value(monitoring, 1, Measure.Dose.MEAN)).isCloseTo(17, within(0.1));
            // A sample is 0.75 mm wide, and the dose rises by a gray with each.
            assertThat(value(monitoring, 0, Measure.Dose.D95)).isCloseTo(6, within(0.3));
            assertThat(value(monitoring, 0, new Measure.ShareOfDose(10)))
                    .isCloseTo(0.75, within(0.01));
        }
    }

    @Test
    void both_treatments_of_gaps_give_the_same_trend() {
        var filled = moving(GapTreatment.FILL, 4);
        var left = moving(GapTreatment.LEAVE_EMPTY, 4);
        for (int day = 0; day < 3; day++) {
            for (var measure :
                    List.of(
                            Measure.Shape.VOLUME_CHANGE_PERCENT,
                            Measure.Shape.CENTROID_SHIFT,
                            Measure.Dose.MEAN)) {
                assertThat(value(left, day, measure))
                        .isCloseTo(value(filled, day, measure), within(0.2));
            }
        }
        assertThat(left.measures().getFirst().gapTreatment()).isEqualTo("LEAVE_EMPTY; LEAVE_EMPTY");
    }

    @Test
    void a_limit_that_is_not_kept_asks_for_a_review_and_no_more() {
        var shift = new Limit("PTV", Measure.Shape.CENTROID_SHIFT, 0, 1.5, false);
        var drift = new Limit("PTV", Measure.Dose.MEAN, -5, 1.5, true);

        var alerts = moving(GapTreatment.FILL, -1).alerts(List.of(shift, drift));

        assertThat(alerts).hasSize(4);
        assertThat(alerts.get(0))
                .isInstanceOfSatisfying(
                        Alert.Outside.class,
                        alert -> {
                            assertThat(alert.fraction()).isEqualTo("2");
                            assertThat(alert.value()).isCloseTo(2, within(0.01));
                            assertThat(alert.words()).isEqualTo("outside your limit, review");
                        });
        assertThat(alerts.get(1)).isEqualTo(new Alert.Undefined("4", shift));
        assertThat(alerts.get(2))
                .isInstanceOfSatisfying(
                        Alert.Outside.class,
                        alert -> assertThat(alert.value()).isCloseTo(2, within(0.05)));
        assertThat(alerts.get(3)).isEqualTo(new Alert.Undefined("4", drift));
    }

    /** The grid begins at x = 0: half of the box is beyond it. */
    @Test
    void the_dose_of_the_part_that_a_grid_covers_is_not_that_of_the_organ() {
        var monitoring =
                Monitoring.of(
                        List.of(
                                new Fraction("1", Map.of("PTV", box(5, 20)), List.of(dose())),
                                new Fraction("2", Map.of("PTV", box(-10, 20)), List.of(dose()))),
                        List.of(1.0));
        var limit = new Limit("PTV", Measure.Dose.D95, 0, 60, false);

        assertThat(value(monitoring, 0, Measure.Dose.OUTSIDE_GRID)).isCloseTo(0, within(1e-9));
        assertThat(value(monitoring, 1, Measure.Dose.OUTSIDE_GRID))
                .as("half of 20 x 20 x 30 mm")
                .isCloseTo(6, within(0.3));
        var second = monitoring.measures().get(1);
        assertThat(second.value(Measure.Dose.MEAN)).isEmpty();
        assertThat(second.value(Measure.Dose.D95)).isEmpty();
        assertThat(second.value(new Measure.ShareOfDose(1))).isEmpty();
        assertThat(monitoring.alerts(List.of(limit)))
                .containsExactly(new Alert.Undefined("2", limit));
    }

    @Test
    void what_is_not_there_is_undefined_and_never_0() {
        var monitoring = moving(GapTreatment.FILL, -1);
        assertThat(monitoring.measures().get(3).values()).isEmpty();
        var without =
                Monitoring.of(
                        List.of(new Fraction("1", Map.of("PTV", box(5, 20)), List.of())),
                        List.of());
        assertThat(without.measures().getFirst().value(Measure.Dose.MEAN)).isEmpty();
        var unknown = new Limit("Rectum", Measure.Dose.MEAN, 0, 40, false);
        assertThat(without.alerts(List.of(unknown)))
                .containsExactly(new Alert.Undefined("1", unknown));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Monitoring.of(List.of(), List.of()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Limit("PTV", Measure.Dose.MEAN, 2, 1, false));
    }
}
