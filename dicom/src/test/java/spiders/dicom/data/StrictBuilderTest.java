// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static spiders.dicom.Hex.hex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.HexFormat;
import java.util.List;

/** What builders refuse, and what they write. */
class StrictBuilderTest {

    private static final Tag PRIVATE = Tag.of(0x0009, 0x1001);

    @Test
    void an_attribute_has_as_many_values_as_the_dictionary_says() {
        var builder = DataSet.builder();
        // VM 1, 2, 3, 6, 2-n, 3-3n, 1-n
        refused(() -> builder.set(Tags.Modality, "CT", "MR"));
        refused(() -> builder.set(Tags.PixelSpacing, 1.0));
        refused(() -> builder.set(Tags.ImagePositionPatient, 1.0, 2.0));
        refused(() -> builder.set(Tags.ImageOrientationPatient, 1, 0, 0, 0, 1));
        refused(() -> builder.set(Tags.ImageType, "ORIGINAL"));
        refused(() -> builder.set(Tags.ContourData, 1.0, 2.0, 3.0, 4.0));
        refused(() -> builder.set(Tags.Rows, 1, 2));
        builder.set(Tags.ContourData, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        builder.set(Tags.OtherPatientNames, "A", "B", "C");
        builder.set(PRIVATE, VR.LO, "of", "a", "private", "attribute", "any");

        assertThat(builder.build().size()).isEqualTo(3);
    }

    @Test
    void no_value_at_all_and_several_identifiers_of_a_query_are_let_through() {
        var dataSet =
                DataSet.builder()
                        .set(Tags.PixelSpacing, new String[0])
                        .set(Tags.SOPInstanceUID, "1.2", "1.3")
                        .build();

        assertThat(dataSet.has(Tags.PixelSpacing)).isTrue();
        assertThat(dataSet.uids(Tags.SOPInstanceUID)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1-3, 1, 3",
        "1-n, 1, 2147483647",
        "2-2n, 2, 2147483647",
        "1-n or 1, 1, 2147483647",
    })
    void a_multiplicity_is_read_as_it_is_printed(String text, int least, int most) {
        var tag =
                switch (text) {
                    case "1" -> Tags.Modality;
                    case "1-3" -> Tags.ShutterShape;
                    case "1-n" -> Tags.OtherPatientNames;
                    case "2-2n" -> Tags.VerticesOfThePolygonalShutter;
                    default -> Tags.LUTData;
                };
        assertThat(Dictionary.valueMultiplicity(tag)).contains(text);
        assertThat(Dictionary.multiplicity(tag).least()).isEqualTo(least);
        assertThat(Dictionary.multiplicity(tag).most()).isEqualTo(most);
        assertThat(Dictionary.multiplicity(PRIVATE).allows(1000)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "AS, 030Y, 30Y",
        "CS, BREAST_2 L, breast",
        "CS, CT*, a-b",
        "DA, 20260228, 20260230",
        "DA, 20260101-20260131, 20260131-20260101",
        "DA, -20260131, 26-01-31",
        "DS, -1.5E-3, 1.5.2",
        "DS, .5, 1e",
        "DT, 202602281015+0100, 20260228+1500",
        "DT, 2024-2026, -",
        "IS, -2147483648, 2147483648",
        "IS, +5, 5.0",
        "TM, 235960.5, 2460",
        "TM, 10-1230, 12-",
        "UI, 1.2.840, 1..2",
    })
    void a_value_has_the_form_of_its_vr(VR vr, String good, String bad) {
        assertThat(DataSet.builder().set(PRIVATE, vr, good).build().string(PRIVATE)).contains(good);
        if (!bad.equals("12-")) { // A range without an end is one.
            refused(() -> DataSet.builder().set(PRIVATE, vr, bad));
        }
    }

    @Test
    void control_characters_are_for_the_layout_of_long_text_alone() {
        var builder = DataSet.builder();
        refused(() -> builder.set(PRIVATE, VR.LO, "a\nb"));
        refused(() -> builder.set(PRIVATE, VR.LT, "a\u0007b"));
        refused(() -> builder.set(PRIVATE, VR.PN, "a\u001Bb"));
        assertThat(builder.set(PRIVATE, VR.LT, "a\r\n\tb\f").build().string(PRIVATE))
                .contains("a\r\n\tb\f");
    }

    @Test
    void numbers_of_64_bits_and_words_are_written_little_endian() {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SelectorUVValue, "18446744073709551615")
                        .set(Tags.SelectorSVValue, Long.MIN_VALUE)
                        .set(Tags.ExtendedOffsetTable, 0L, 1L << 33)
                        .set(Tags.TrackPointIndexList, 1L, 0xFFFF_FFFFL)
                        .set(Tags.DoubleFloatPixelData, 1.5)
                        .set(Tags.FloatPixelData, 0.5, -2)
                        .set(Tags.RedPaletteColorLookupTableData, VR.OW, 1L, 0xFFFFL)
                        .build();

        assertThat(dataSet.string(Tags.SelectorUVValue)).contains("18446744073709551615");
        assertThat(dataSet.longInteger(Tags.SelectorSVValue)).hasValue(Long.MIN_VALUE);
        assertThat(dataSet.longIntegers(Tags.ExtendedOffsetTable)).containsExactly(0, 1L << 33);
        assertThat(dataSet.longIntegers(Tags.TrackPointIndexList)).containsExactly(1, 0xFFFF_FFFFL);
        assertThat(dataSet.reals(Tags.DoubleFloatPixelData)).containsExactly(1.5);
        assertThat(dataSet.reals(Tags.FloatPixelData)).containsExactly(0.5, -2);
        assertThat(hexOf(dataSet, Tags.RedPaletteColorLookupTableData)).isEqualTo("0100ffff");
        refused(() -> DataSet.builder().set(Tags.TrackPointIndexList, 1L << 32));
        refused(() -> DataSet.builder().set(PRIVATE, VR.OB, 1L));
    }

    private static String hexOf(DataSet dataSet, Tag tag) {
        return hex(dataSet.bytes(tag).orElseThrow().toArray());
    }

    @Test
    void text_without_a_limit_keeps_its_backslashes_or_parts_at_them() {
        var dataSet =
                DataSet.builder()
                        .set(Tags.URNCodeValue, "https://example.org/a")
                        .set(Tags.LongCodeValue, "x".repeat(70_000))
                        .set(Tags.PatientComments, "a\\b")
                        .build();

        assertThat(dataSet.string(Tags.URNCodeValue)).contains("https://example.org/a");
        assertThat(dataSet.string(Tags.LongCodeValue).orElse("")).hasSize(70_000);
        assertThat(dataSet.strings(Tags.PatientComments)).containsExactly("a\\b");
    }

    @Test // Until 2026-11 "010" was 8, and numbers of 64 bits above half were below 0.
    void digits_are_decimal_and_unsigned_numbers_not_below_zero() {
        var dataSet =
                DataSet.builder()
                        .set(Tags.Rows, "010")
                        .set(Tags.SelectorUVValue, "18446744073709551615", "9223372036854775808")
                        .build();

        assertThat(dataSet.integer(Tags.Rows)).hasValue(10);
        assertThat(dataSet.reals(Tags.SelectorUVValue)).containsExactly(0x1p64, 0x1p63);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.builder().set(Tags.Rows, "0x10"));
    }

    @Test
    void what_is_no_finite_number_of_text_is_left_out() {
        var dataSet =
                DataSet.builder()
                        .set(ValueElement.received(Tags.RescaleSlope, VR.DS, "NaN\\1\\1e999\\x\\2"))
                        .build();

        assertThat(dataSet.reals(Tags.RescaleSlope)).containsExactly(1, 2);
    }

    @Test // Until 2026-11 5.5 was 5, and 5.12e2 and " 7" nothing.
    void a_received_whole_number_may_be_written_as_a_real_one() {
        var values = List.of("512.0", "5.12e2", " 7", "5.5", "65536", "x");

        assertThat(ValueElement.received(Tags.Rows, VR.US, values).integers())
                .containsExactly(512, 512, 7);
        assertThat(
                        ValueElement.received(
                                        Tags.SelectorFDValue, VR.FD, List.of("inf", "-Infinity"))
                                .reals())
                .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_number_keeps_the_text_it_came_with() {
        byte[] text = HexFormat.of().parseHex("2b302e35305c312e45302020"); // "+0.50\1.E0  "
        var dataSet = DataSet.builder().set(Tags.PixelSpacing, VR.DS, text).build();

        assertThat(dataSet.strings(Tags.PixelSpacing)).containsExactly("+0.50", "1.E0");
        assertThat(dataSet.reals(Tags.PixelSpacing)).containsExactly(0.5, 1.0);
        assertThat(dataSet.bytes(Tags.PixelSpacing)).contains(Bytes.of(text));
    }

    @Test
    void a_private_block_is_reserved_once_for_each_creator() {
        var builder = DataSet.builder();
        var first = builder.privateTag(0x0009, "SPIDERS", 0x01);
        builder.set(first, VR.LO, "one");
        var second = builder.privateTag(0x0009, "OTHER", 0x01);
        builder.set(second, VR.LO, "two");

        assertThat(first).isEqualTo(Tag.of(0x0009, 0x1001));
        assertThat(second).isEqualTo(Tag.of(0x0009, 0x1101));
        assertThat(builder.privateTag(0x0009, "SPIDERS", 0xFF)).isEqualTo(Tag.of(9, 0x10FF));
        assertThat(builder.build().privateTag(0x0009, "OTHER", 1)).contains(second);
        refused(() -> builder.privateTag(0x0010, "SPIDERS", 1));
        refused(() -> builder.privateTag(0x0009, " ", 1));
        refused(() -> builder.privateTag(0x0009, "SPIDERS", 0x100));
    }

    @Test
    void a_group_has_240_blocks() {
        var builder = DataSet.builder();
        for (int i = 0; i < 240; i++) {
            builder.privateTag(0x0011, "CREATOR " + i, 0);
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> builder.privateTag(0x0011, "ONE MORE", 0));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
    }
}
