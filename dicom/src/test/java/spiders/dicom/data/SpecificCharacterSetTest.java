// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static spiders.dicom.Hex.bytes;
import static spiders.dicom.Hex.hex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.dictionary.Tags;

import java.nio.charset.Charset;
import java.util.List;

/** The examples of PS3.5 annexes H to K, and one text in each other repertoire. */
class SpecificCharacterSetTest {

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, Buc^Jérôme, 4275635E4AE972F46D65",
        "ISO_IR 101, Wałęsa, 5761B3EA7361",
        "ISO_IR 109, Ħaġar, A161F56172",
        "ISO_IR 110, Šķēle, A9F3BA6C65",
        "ISO_IR 144, Люкceмбypг, BBEE DA63 65 DC D1 79 70 D3",
        "ISO_IR 127, قباني^لنزار, E2C8C7E6EA5EE4E6D2C7D1",
        "ISO_IR 126, Διονυσιος, C4E9EFEDF5F3E9EFF2",
        "ISO_IR 138, שרון^דבורה, F9F8E5EF5EE3E1E5F8E4",
        "ISO_IR 148, Çavuşoğlu, C7617675FE6FF06C75",
        "ISO_IR 166, นามสกุล, B9D2C1CAA1D8C5",
        "ISO_IR 203, Œuvre, BC75767265",
        "ISO_IR 13, ﾔﾏﾀﾞ^ﾀﾛｳ, D4CFC0DE5EC0DBB3",
        "ISO_IR 192, 王^小東, E78E8B5EE5B08FE69DB1",
        "GB18030, 王^小东, CDF55ED0A1B6AB",
        "GBK, 王^小东, CDF55ED0A1B6AB",
    })
    void each_repertoire_reads_and_writes_its_text(String term, String text, String encoded) {
        var set = SpecificCharacterSet.of(term);
        byte[] value = bytes(encoded);

        assertThat(set.decode(VR.PN, value, 0, value.length)).isEqualTo(text);
        assertThat(hex(set.encode(VR.PN, text))).isEqualTo(hex(value));
        assertThat(set.unknownTerms()).isEmpty();
    }

    @Test
    void japanese_switches_between_ascii_and_kanji() { // PS3.5 section H.3.1
        assertExtended(
                List.of("", "ISO 2022 IR 87"),
                "Yamada^Tarou=山田^太郎=やまだ^たろう",
                "59616D6164615E5461726F753D"
                        + "1B2442 3B33 4544 1B2842 5E 1B2442 4240 4F3A 1B2842 3D"
                        + "1B2442 2464 245E 2440 1B2842 5E 1B2442 243F 246D 2426 1B2842");
    }

    @Test
    void japanese_begins_with_katakana_in_g1() { // PS3.5 section H.3.2, whose G0 is ISO-IR 14
        var set = SpecificCharacterSet.of("ISO 2022 IR 13", "ISO 2022 IR 87");
        byte[] value =
                bytes(
                        "D4CFC0DE 5E C0DBB3 3D"
                                + "1B2442 3B33 4544 1B284A 5E 1B2442 4240 4F3A 1B284A 3D"
                                + "1B2442 2464 245E 2440 1B284A 5E 1B2442 243F 246D 2426 1B284A");

        assertThat(set.decode(VR.PN, value, 0, value.length)).isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
        assertThat(hex(set.encode(VR.PN, "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"))).isEqualTo(hex(value));
    }

    @Test
    void japanese_supplement_is_read() {
        assertExtended(List.of("", "ISO 2022 IR 159"), "丂^A", "1B242844 3021 1B2842 5E 41");
    }

    @Test
    void korean_is_designated_in_each_component_group() { // PS3.5 section I.2
        assertExtended(
                List.of("", "ISO 2022 IR 149"),
                "Hong^Gildong=洪^吉洞=홍^길동",
                "486F6E675E47696C646F6E673D"
                        + "1B242943 FBF3 5E 1B242943 D1CE D4D7 3D"
                        + "1B242943 C8AB 5E 1B242943 B1E6 B5BF");
    }

    @Test
    void chinese_is_designated_alike() { // PS3.5 section K.2
        assertExtended(
                List.of("", "ISO 2022 IR 58"),
                "Zhang^XiaoDong=张^小东=",
                "5A68616E675E5869616F446F6E673D" + "1B242941 D5C5 5E 1B242941 D0A1 B6AB 3D");
    }

    @Test
    void what_the_first_term_has_in_g1_is_active_at_each_end_of_a_line() {
        assertExtended(
                List.of("ISO 2022 IR 100", "ISO 2022 IR 126"),
                "α\r\né",
                "1B2D46 E1 1B2D41 0D0A E9");
    }

    @Test
    void chinese_text_of_several_lines_is_designated_in_each() { // PS3.5 section K.3
        var set = SpecificCharacterSet.of("", "ISO 2022 IR 58");
        var text = "1.第一行文字。\r\n2.第二行文字。\r\n3.第三行文字。";
        byte[] value =
                bytes(
                        "312E 1B242941 B5DAD2BBD0D0CEC4D7D6A1A3 0D0A"
                                + "322E 1B242941 B5DAB6FED0D0CEC4D7D6A1A3 0D0A"
                                + "332E 1B242941 B5DAC8FDD0D0CEC4D7D6A1A3");

        assertThat(set.decode(VR.LT, value, 0, value.length)).isEqualTo(text);
        assertThat(hex(set.encode(VR.LT, text))).isEqualTo(hex(value));
    }

    @Test
    void korean_text_of_several_lines_is_designated_in_each() { // as PS3.5 section I.3
        var set = SpecificCharacterSet.of("", "ISO 2022 IR 149");
        byte[] value = bytes("1B242943 B1E6 20 61 0D0A 1B242943 B5BF");

        assertThat(set.decode(VR.LT, value, 0, value.length)).isEqualTo("길 a\r\n동");
        assertThat(hex(set.encode(VR.LT, "길 a\r\n동"))).isEqualTo(hex(value));
    }

    @Test
    void several_values_each_begin_with_the_first_term() {
        var set = SpecificCharacterSet.of("", "ISO 2022 IR 149");
        var dataSet =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "", "ISO 2022 IR 149")
                        .set(Tags.OtherPatientNames, "길^동", "동^길")
                        .build();

        assertThat(dataSet.characterSet()).isEqualTo(set);
        assertThat(dataSet.strings(Tags.OtherPatientNames)).containsExactly("길^동", "동^길");
        assertThat(hex(dataSet.bytes(Tags.OtherPatientNames).orElseThrow().toArray()))
                .isEqualTo("1b242943b1e65e1b242943b5bf5c1b242943b5bf5e1b242943b1e620"); // padded
    }

    @Test
    void a_second_byte_like_a_delimiter_is_none_in_kanji() {
        // 0x5C, 0x5E and 0x3D are second bytes here.
        var set = SpecificCharacterSet.of("", "ISO 2022 IR 87");
        byte[] value = bytes("1B2442 305C 305E 303D 1B2842 5C 61");
        var element = ValueElement.wrap(0x00081050, VR.PN, value, 0, value.length, set);

        assertThat(element.strings()).containsExactly(decode(set), "a");
    }

    private static String decode(SpecificCharacterSet set) {
        byte[] kanji = bytes("1B2442 305C 305E 303D 1B2842");
        var text = set.decode(VR.LO, kanji, 0, kanji.length);
        assertThat(text).hasSize(3).doesNotContain("\\", "^", "=");
        return text;
    }

    @Test
    void a_second_alphabet_is_designated_and_forgotten_at_a_delimiter() {
        assertExtended(
                List.of("ISO 2022 IR 100", "ISO 2022 IR 144"),
                "é^Л^é",
                "E9 5E 1B2D4C BB 1B2D41 5E E9");
    }

    private static void assertExtended(List<String> terms, String text, String encoded) {
        var set = SpecificCharacterSet.of(terms);
        byte[] value = bytes(encoded);
        assertThat(set.decode(VR.PN, value, 0, value.length)).isEqualTo(text);
        assertThat(hex(set.encode(VR.PN, text))).isEqualTo(hex(value));
    }

    @Test
    void a_backslash_within_two_byte_characters_is_no_delimiter() {
        var set = SpecificCharacterSet.of("GB18030");
        byte[] value = "俓\\a".getBytes(Charset.forName("GB18030"));
        // The second byte of the first character is that of a backslash.
        assertThat(value[1]).isEqualTo((byte) '\\');

        var element = ValueElement.wrap(0x00100010, VR.LO, value, 0, value.length, set);

        assertThat(element.strings()).containsExactly("俓", "a");
    }

    @Test
    void terms_are_read_as_they_are_misspelt() {
        for (var term :
                List.of(
                        "ISO-IR 100",
                        "ISO_IR_100",
                        "iso ir 100",
                        "ISO 2022 IR 100",
                        "ISO_IR 100 ")) {
            byte[] value = bytes("E9");
            var set = SpecificCharacterSet.of(term);
            assertThat(set.decode(VR.LO, value, 0, 1)).as(term).isEqualTo("é");
            assertThat(set.unknownTerms()).isEmpty();
        }
    }

    @Test
    void an_unknown_term_is_named_and_its_text_guessed() {
        var set = SpecificCharacterSet.of("ISO_IR 999");

        assertThat(set.unknownTerms()).containsExactly("ISO_IR 999");
        assertThat(set.decode(VR.LO, bytes("C3A9"), 0, 2)).isEqualTo("é");
        assertThat(set.decode(VR.LO, bytes("E9"), 0, 1)).isEqualTo("é");
    }

    @Test // The reader of 2026-11 read such text as question marks.
    void text_in_a_set_that_may_not_be_one_of_several_is_read_and_written_all_the_same() {
        for (var terms : List.of(List.of("", "ISO_IR 192"), List.of("ISO_IR 192", "ISO_IR 100"))) {
            assertExtended(terms, "é王", "C3A9 E78E8B");
        }
        assertExtended(List.of("GB18030", "ISO 2022 IR 58"), "俓\\a", "825C 5C 61");
    }

    @Test // The reader of 2026-11 read such text as question marks.
    void high_bytes_without_their_escape_are_guessed() {
        var set = SpecificCharacterSet.of("", "ISO 2022 IR 87");
        byte[] value = bytes("41 E9 5E C3A9 5E 1B2442 3B33 1B2842");

        assertThat(set.decode(VR.PN, value, 0, value.length)).isEqualTo("Aé^é^山");
    }

    @Test
    void high_bytes_without_a_declared_set_are_guessed() {
        assertThat(SpecificCharacterSet.ASCII.decode(VR.LO, bytes("C3A9"), 0, 2)).isEqualTo("é");
        assertThat(SpecificCharacterSet.ASCII.decode(VR.LO, bytes("E920"), 0, 2)).isEqualTo("é ");
        assertThat(SpecificCharacterSet.ASCII.unknownTerms()).isEmpty();
    }

    @Test
    void a_character_outside_the_set_is_refused_without_being_printed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpecificCharacterSet.of("ISO_IR 100").encode(VR.LO, "王"))
                .withMessageNotContaining("王");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpecificCharacterSet.of("", "ISO 2022 IR 149").encode(VR.LO, "ก"))
                .withMessageNotContaining("ก");
    }

    @Test
    void random_bytes_are_always_some_text() {
        long seed = System.nanoTime();
        var random = new java.util.Random(seed);
        for (var terms :
                List.of(
                        List.of("", "ISO 2022 IR 87", "ISO 2022 IR 159"),
                        List.of("", "ISO 2022 IR 149"),
                        List.of("GB18030"))) {
            var set = SpecificCharacterSet.of(terms);
            for (int round = 0; round < 2_000; round++) {
                byte[] value = new byte[random.nextInt(40)];
                random.nextBytes(value);
                for (int i = 0; i < value.length; i += 7) {
                    value[i] = 0x1B;
                }
                assertThat(set.decode(VR.PN, value, 0, value.length))
                        .as("seed %d", seed)
                        .isNotNull();
            }
        }
    }

    @Test
    void every_defined_term_that_is_listed_is_one_that_is_known() {
        assertThat(SpecificCharacterSet.definedTerms())
                .hasSize(20)
                .doesNotHaveDuplicates()
                .contains("ISO_IR 100", "ISO_IR 192", "ISO 2022 IR 87")
                .allSatisfy(
                        term -> assertThat(SpecificCharacterSet.of(term).unknownTerms()).isEmpty());
        assertThat(SpecificCharacterSet.charsetName("ISO_IR 144")).isEqualTo("ISO-8859-5");
    }
}
