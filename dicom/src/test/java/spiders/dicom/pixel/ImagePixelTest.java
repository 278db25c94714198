// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

class ImagePixelTest {

    private static final DataSet GREY =
            SyntheticImages.described(SyntheticImages.grey(4, 5, 16, 12, true), 1).build();

    @Test
    void the_attributes_of_an_image_are_read() {
        var image = ImagePixel.of(GREY);

        assertThat(image).isEqualTo(SyntheticImages.grey(4, 5, 16, 12, true));
        assertThat(image.frameBytes()).isEqualTo(40);
    }

    @Test
    void what_old_files_leave_out_has_one_meaning() {
        var old =
                GREY.without(
                        Tags.SamplesPerPixel,
                        Tags.PhotometricInterpretation,
                        Tags.BitsStored,
                        Tags.HighBit,
                        Tags.PixelRepresentation);

        assertThat(ImagePixel.of(old)).isEqualTo(SyntheticImages.grey(4, 5, 16, 16, false));
    }

    @ParameterizedTest
    @CsvSource({
        "Rows, 0",
        "Columns, 0",
        "SamplesPerPixel, 2",
        "SamplesPerPixel, 3",
        "BitsAllocated, 12",
        "BitsAllocated, 0",
        "BitsStored, 17",
        "BitsStored, 0",
        "HighBit, 16",
        "HighBit, 10",
        "PixelRepresentation, 2"
    })
    void impossible_values_are_refused(String keyword, int value) {
        var tag = spiders.dicom.dictionary.Dictionary.tag(keyword).orElseThrow();

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> ImagePixel.of(GREY.with(tag, value)));
    }

    @Test
    void an_unknown_photometric_interpretation_is_refused_and_not_repeated() {
        var strange =
                GREY.with(ValueElement.received(Tags.PhotometricInterpretation, VR.CS, "DOE^JOHN"));

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> ImagePixel.of(strange))
                .withMessageNotContaining("DOE");
    }

    @Test
    void a_frame_above_the_limit_is_refused_before_anything_is_allocated() {
        var huge = GREY.with(Tags.Rows, 65535).with(Tags.Columns, 65535);

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> ImagePixel.of(huge));
        assertThat(ImagePixel.of(GREY, 40).rows()).isEqualTo(4);
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> ImagePixel.of(GREY, 39));
        assertThat(
                        ImagePixel.of(GREY.with(Tags.Rows, 16384).with(Tags.Columns, 32768))
                                .frameBytes())
                .isEqualTo(ImagePixel.MAX_FRAME_BYTES);
    }

    @Test
    void float_pixel_data_tells_its_format_by_its_tag() {
        var real =
                GREY.toBuilder()
                        .set(Tags.BitsAllocated, 32)
                        .remove(Tags.BitsStored)
                        .set(Tags.FloatPixelData, VR.OF, new byte[80])
                        .build();

        assertThat(ImagePixel.of(real).depth().format()).isEqualTo(SampleFormat.FLOAT);
    }
}
