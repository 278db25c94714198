// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.analysis.dose.InvalidDoseException.Reason;
import spiders.analysis.dose.SyntheticDose.Encoding;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Locale;
import java.util.Random;

class DoseGridTest {

    private static final DataSet GOOD =
            SyntheticDose.cube(10, 2, Encoding.RELATIVE_16, (x, y, z) -> 40 + x + y / 2 + z / 4);

    @ParameterizedTest
    @EnumSource
    void between_its_points_a_linear_dose_stays_linear_in_every_encoding(Encoding encoding) {
        var grid =
                DoseGrid.read(
                        SyntheticDose.cube(10, 2, encoding, (x, y, z) -> 40 + x + y / 2 + z / 4));

        assertThat(grid.dose(1.3, -4.7, 9.1).orElseThrow())
                .isCloseTo(40 + 1.3 - 2.35 + 2.275, within(0.002));
        assertThat(grid.dose(-10, -10, -10).orElseThrow()).isCloseTo(22.5, within(0.002));
        assertThat(grid.dose(10, 10, 10).orElseThrow()).isCloseTo(57.5, within(0.002));
        assertThat(grid.maximum()).isCloseTo(57.5, within(0.002));
        assertThat(grid.frameOfReferenceUID()).isEqualTo("1.2.3");
    }

    /** The sum of an origin and a length, less the origin, may be more than the length. */
    @Test
    void the_far_faces_are_covered_wherever_the_grid_begins() {
        var random = new Random(2);
        for (int i = 0; i < 100; i++) {
            var text = String.format(Locale.ROOT, "%.3f", 300 * random.nextDouble() - 150);
            double first = Double.parseDouble(text);
            var even = GOOD.with(Tags.ImagePositionPatient, text, text, text);
            var uneven =
                    even.toBuilder()
                            .set(Tags.GridFrameOffsetVector, 0, 1, 4, 6, 8, 10, 12, 14, 16, 18, 20)
                            .build();
            for (var dataSet : List.of(even, uneven)) {
                var grid = DoseGrid.read(dataSet);

                assertThat(grid.dose(first + 20, first + 20, first + 20).orElse(-1))
                        .isCloseTo(57.5, within(0.002));
                assertThat(grid.dose(first, first, first).orElse(-1))
                        .isCloseTo(22.5, within(0.002));
                assertThat(grid.dose(first + 20.001, first, first)).isEmpty();
            }
        }
    }

    @Test
    void outside_there_is_no_dose_and_not_a_dose_of_zero() {
        var grid = DoseGrid.read(GOOD);

        assertThat(grid.dose(10.01, 0, 0)).isEmpty();
        assertThat(grid.dose(0, -10.01, 0)).isEmpty();
        assertThat(grid.dose(0, 0, Double.NaN)).isEmpty();
    }

    @Test
    void doses_above_half_the_range_of_16_bits_are_not_negative() {
        var grid = DoseGrid.read(SyntheticDose.cube(4, 2, Encoding.RELATIVE_16, (_, _, _) -> 65));

        assertThat(grid.dose(0, 0, 0).orElseThrow()).isCloseTo(65, within(0.001));
    }

    @Test
    void uneven_planes_are_kept_where_they_are() {
        var offsets = new double[11];
        for (int k = 0; k < 11; k++) {
            offsets[k] = k * k * 0.2;
        }
        var grid = DoseGrid.read(GOOD.toBuilder().set(Tags.GridFrameOffsetVector, offsets).build());

        // Plane k has the dose of z = -10 + 2 k; half way between planes 2 and 3, that of -5.
        assertThat(grid.dose(0, 0, -10 + (0.8 + 1.8) / 2).orElseThrow())
                .isCloseTo(40 - 5 / 4.0, within(0.002));
    }

    @Test
    void the_volume_of_an_isodose_counts_the_points_that_get_it() {
        var grid = DoseGrid.read(GOOD);

        assertThat(grid.volumeOfAtLeast(0)).isCloseTo(22 * 22 * 22, within(1e-6));
        assertThat(grid.volumeOfAtLeast(60)).isZero();
    }

    @Test
    void what_is_no_dose_of_gray_on_a_grid_is_refused_by_its_reason() {
        refuses(Reason.NOT_A_DOSE, GOOD.with(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2"));
        refuses(Reason.RELATIVE_UNITS, GOOD.with(Tags.DoseUnits, "RELATIVE"));
        refuses(Reason.TYPE, GOOD.with(Tags.DoseType, "ERROR"));
        refuses(Reason.TYPE, GOOD.without(Tags.DoseType));
        refuses(Reason.SCALING, GOOD.without(Tags.DoseGridScaling));
        refuses(Reason.GEOMETRY, GOOD.without(Tags.ImagePositionPatient));
        refuses(Reason.GEOMETRY, GOOD.without(Tags.ImageOrientationPatient));
        refuses(Reason.GEOMETRY, GOOD.with(Tags.PixelSpacing, "0", "2"));
        refuses(
                Reason.GEOMETRY,
                GOOD.with(Tags.ImageOrientationPatient, "1", "0", "0", "1", "0", "0"));
        refuses(Reason.PLANE_OFFSETS, GOOD.with(Tags.GridFrameOffsetVector, "0", "2"));
        refuses(
                Reason.PLANE_OFFSETS,
                GOOD.with(
                        Tags.GridFrameOffsetVector,
                        "0",
                        "2",
                        "4",
                        "6",
                        "8",
                        "10",
                        "12",
                        "14",
                        "16",
                        "18",
                        "18"));
        refuses(
                Reason.PLANE_OFFSETS,
                GOOD.with(
                        Tags.GridFrameOffsetVector,
                        "5",
                        "7",
                        "9",
                        "11",
                        "13",
                        "15",
                        "17",
                        "19",
                        "21",
                        "23",
                        "25"));
        refuses(Reason.TOO_SMALL, GOOD.with(Tags.NumberOfFrames, 1));
        refuses(
                Reason.TOO_LARGE,
                GOOD.with(Tags.NumberOfFrames, 2_000_000_000).with(Tags.Rows, 65_535));
        refuses(Reason.SAMPLES, GOOD.with(Tags.BitsAllocated, 8));
        refuses(Reason.SAMPLES, GOOD.with(Tags.BitsAllocated, 32));
        refuses(
                Reason.SAMPLES,
                GOOD.toBuilder()
                        .set(Tags.PixelData, VR.OW, new byte[2 * 11 * 11 * 11 - 2])
                        .build());
    }

    private static void refuses(Reason reason, DataSet dataSet) {
        assertThatExceptionOfType(InvalidDoseException.class)
                .isThrownBy(() -> DoseGrid.read(dataSet))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
