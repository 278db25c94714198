// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.Hex.bytes;
import static spiders.dicom.data.TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
import static spiders.dicom.data.TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
import static spiders.dicom.data.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static spiders.dicom.data.TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** What installed systems send that the standard does not allow, and that is read all the same. */
class ToleranceTest {

    // (0008,0060) CS "CT"
    private static final String EXPLICIT = "08006000 4353 0200 4354";
    private static final String IMPLICIT = "08006000 02000000 4354";
    private static final String BIG = "00080060 4353 0002 4354";

    @Test
    void a_data_set_in_another_encoding_than_declared() {
        var declared =
                List.of(
                        IMPLICIT_VR_LITTLE_ENDIAN,
                        EXPLICIT_VR_LITTLE_ENDIAN,
                        EXPLICIT_VR_BIG_ENDIAN);
        for (var syntax : declared) {
            for (var hex : List.of(EXPLICIT, IMPLICIT, BIG)) {
                assertThat(read(hex, syntax).string(Tags.Modality))
                        .as(syntax.name())
                        .contains("CT");
            }
        }
    }

    @Test
    void a_private_sequence_of_unknown_vr_and_length_is_implicit_within() {
        // (0009,1001) UN undefined, item, (0008,0060) implicit, item delimiter, sequence delimiter
        var dataSet =
                read(
                        "09000110 554E 0000 FFFFFFFF  FEFF00E0 FFFFFFFF"
                                + IMPLICIT
                                + "FEFF0DE0 00000000 FEFFDDE0 00000000",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.items(new Tag(0x00091001)).getFirst().string(Tags.Modality))
                .contains("CT");
    }

    @Test
    void such_a_sequence_that_is_explicit_within_against_the_standard() {
        var dataSet =
                read(
                        "09000110 554E 0000 FFFFFFFF  FEFF00E0 0A000000"
                                + EXPLICIT
                                + "FEFFDDE0 00000000",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.items(new Tag(0x00091001)).getFirst().string(Tags.Modality))
                .contains("CT");
    }

    @Test
    void a_known_attribute_whose_vr_was_lost() {
        // (0008,0060) UN, (0008,1140) UN with an item of (0008,1155), (0028,0010) UN
        var dataSet =
                read(
                        "08006000 554E 0000 02000000 4354"
                                + "08004011 554E 0000 14000000 FEFF00E0 0C000000"
                                + " 08005511 04000000 312E3200"
                                + "28001000 554E 0000 02000000 0002",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.string(Tags.Modality)).contains("CT");
        assertThat(dataSet.items(Tags.ReferencedImageSequence)).hasSize(1);
        assertThat(dataSet.integer(Tags.Rows)).hasValue(512);
    }

    @Test // An element without a value until 2026-11.
    void a_known_sequence_whose_vr_was_lost_may_have_no_items() {
        var dataSet = read("08004011 554E 0000 00000000", EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.element(Tags.ReferencedImageSequence).orElseThrow().vr())
                .isEqualTo(VR.SQ);
    }

    @Test
    void a_vr_of_a_later_standard_has_the_long_form() {
        // (0008,0061) "ZZ", a VR that does not exist yet
        var dataSet =
                read(EXPLICIT + "0900 0110 5A5A 0000 02000000 4142", EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.element(new Tag(0x00091001)).orElseThrow().vr()).isEqualTo(VR.UN);
    }

    @Test
    void a_single_element_left_in_implicit_vr() {
        var dataSet =
                read(
                        EXPLICIT + "10002000 02000000 3132" + "28001000 5553 0200 0002",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.string(Tags.PatientID)).contains("12");
        assertThat(dataSet.integer(Tags.Rows)).hasValue(512);
    }

    @Test
    void group_lengths_right_or_wrong_are_passed_over() {
        // (0008,0000) UL 4 = 99
        var dataSet = read("08000000 554C 0400 63000000" + EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet).isEqualTo(read(EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void elements_out_of_order_are_put_in_order_and_of_two_the_first_is_kept() {
        // (0010,0020) LO "12", then (0008,0060) CS "CT", then (0010,0020) LO "34"
        var dataSet =
                read(
                        "10002000 4C4F 0200 3132" + EXPLICIT + "10002000 4C4F 0200 3334",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.elements())
                .extracting(e -> e.tag())
                .containsExactly(Tags.Modality, Tags.PatientID);
        assertThat(dataSet.string(Tags.PatientID)).contains("12");
    }

    @Test
    void delimiters_behind_what_has_a_length() {
        // (0008,1140) SQ of 36 bytes: item of 20 bytes with an item delimiter, a sequence delimiter
        var dataSet =
                read(
                        "08004011 5351 0000 24000000  FEFF00E0 14000000"
                                + "08005511 5549 0400 312E3200  FEFF0DE0 00000000"
                                + "FEFFDDE0 00000000",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.items(Tags.ReferencedImageSequence).getFirst().size()).isEqualTo(1);
    }

    @Test
    void odd_lengths_are_read_and_written_even() {
        var dataSet = read("08006000 4353 0300 435431", EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.string(Tags.Modality)).contains("CT1");
        assertThat(DataSetWriter.bytes(dataSet, EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(bytes("08006000 4353 0400 43543120"));
    }

    @Test
    void zeros_behind_the_data_set_but_nothing_else() {
        var dataSet = read(EXPLICIT + "0000000000000000 000000", EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet).isEqualTo(read(EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN));
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(
                        () -> read(EXPLICIT + "0000000000000000 01", EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void a_deflated_data_set_in_the_wrapping_of_zlib() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes(EXPLICIT));
        }

        assertThat(DataSetReader.read(out.toByteArray(), DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(read(EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void a_file_without_preamble_or_without_meta() throws IOException {
        // (0002,0010) UI 1.2.840.10008.1.2.1
        var meta = "02001000 5549 1400 312E322E3834302E31303030382E312E322E3100";
        var expected = read(EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(file("00".repeat(128) + "4449434D" + meta + EXPLICIT)).isEqualTo(expected);
        assertThat(file("4449434D" + meta + EXPLICIT)).isEqualTo(expected);
        assertThat(file(meta + EXPLICIT)).isEqualTo(expected);
        assertThat(file(EXPLICIT)).isEqualTo(expected);
        assertThat(file(IMPLICIT)).isEqualTo(expected);
        assertThat(file(BIG)).isEqualTo(expected);
    }

    @Test
    void a_file_without_meta_says_what_was_found() throws IOException {
        var in = new ByteArrayInputStream(bytes(BIG));

        assertThat(Part10.read(in, ReadOptions.defaults()).meta().transferSyntax())
                .isEqualTo(EXPLICIT_VR_BIG_ENDIAN);
    }

    @Test
    void what_is_no_dicom_file_is_malformed() {
        for (var hex : List.of("", "00", "89504E470D0A1A0A", "00".repeat(200), "4449434D")) {
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .as(hex)
                    .isThrownBy(() -> file(hex));
        }
    }

    private static DataSet file(String hex) throws IOException {
        return Part10.read(new ByteArrayInputStream(bytes(hex)), ReadOptions.defaults()).dataSet();
    }

    private static DataSet read(String hex, TransferSyntax syntax) {
        return DataSetReader.read(bytes(hex), syntax);
    }

    @Test // The mutator found it in the reader of 2026-11, which refused such text.
    void a_character_set_that_comes_behind_its_text_is_that_text_s_all_the_same() {
        // (0008,1030) LO of bytes that are no UTF-8, (0008,0005) CS "\ISO 2022 IR 87", and an item
        // (0008,1155) LO of them before it
        var text = "08003010 4C4F 0400 E9C0FFFE";
        var item = "08004011 5351 0000 14000000 FEFF00E0 0C000000 08003010 4C4F 0400 E9C0FFFE";
        var declaration = "08000500 4353 1000 5C49534F 20323032 32204952 20383720";

        var dataSet = DataSetReader.read(bytes(text, item, declaration), EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.characterSet().terms()).containsExactly("", "ISO 2022 IR 87");
        assertThat(dataSet.bytes(Tags.StudyDescription)).contains(Bytes.of(bytes("E9C0FFFE")));
        assertThat(dataSet.items(Tags.ReferencedImageSequence).getFirst().characterSet())
                .isEqualTo(dataSet.characterSet());
        assertThat(DataSetWriter.bytes(dataSet, EXPLICIT_VR_LITTLE_ENDIAN))
                .contains(bytes("E9C0FFFE"));
    }
}
