// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

class ReadOutBandwidthTest {

    private static final Point X = new Point(1, 0, 0);
    private static final Point Y = new Point(0, 1, 0);
    private static final Point Z = new Point(0, 0, 1);

    /** 256 columns of 1.5 mm and 128 rows of 2 mm. */
    private static final DataSet AXIAL =
            DataSet.builder()
                    .set(Tags.Rows, 128)
                    .set(Tags.Columns, 256)
                    .set(Tags.PixelSpacing, 2.0, 1.5)
                    .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                    .set(Tags.PixelBandwidth, 240.0)
                    .build();

    @Test
    void a_pixel_of_shift_is_a_bandwidth_of_field() {
        var alongRows = ReadOutBandwidth.of(AXIAL, X).orElseThrow();
        assertThat(alongRows.hertzOf(1.5)).isCloseTo(240, within(1e-9));
        assertThat(alongRows.hertzOf(-0.75)).isCloseTo(-120, within(1e-9));

        var alongColumns = ReadOutBandwidth.of(AXIAL, Y).orElseThrow();
        assertThat(alongColumns.hertzOf(1)).isCloseTo(120, within(1e-9));
    }

    @Test
    void pixels_that_were_only_interpolated_do_not_count() {
        var image =
                AXIAL.toBuilder()
                        .set(Tags.InPlanePhaseEncodingDirection, "COL")
                        .set(Tags.AcquisitionMatrix, 128, 0, 0, 120)
                        .build();

        assertThat(ReadOutBandwidth.of(image, X).orElseThrow().hertzOf(3))
                .isCloseTo(240, within(1e-9));
    }

    @Test
    void an_image_whose_phases_go_along_the_read_out_is_refused() {
        var image = AXIAL.toBuilder().set(Tags.InPlanePhaseEncodingDirection, "ROW").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadOutBandwidth.of(image, X))
                .withMessageContaining("ROW");
        assertThat(ReadOutBandwidth.of(image, Y)).isPresent();
    }

    @Test
    void without_a_bandwidth_or_across_the_pixels_nothing_is_known() {
        assertThat(ReadOutBandwidth.of(AXIAL.without(Tags.PixelBandwidth), X)).isEmpty();
        assertThat(ReadOutBandwidth.of(AXIAL, Z)).isEmpty();
        var none = AXIAL.toBuilder().set(Tags.PixelBandwidth, 0.0).build();
        assertThat(ReadOutBandwidth.of(none, X)).isEmpty();
    }
}
