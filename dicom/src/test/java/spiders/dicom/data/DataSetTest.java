// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static spiders.dicom.Hex.bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.dictionary.Tags;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

class DataSetTest {

    @Test
    void values_come_back_as_they_were_set() {
        var dataSet =
                DataSet.builder()
                        .set(Tags.ImageType, "ORIGINAL", "PRIMARY")
                        .set(Tags.StudyDate, LocalDate.of(2026, 2, 28))
                        .set(Tags.StudyTime, LocalTime.of(9, 5, 7))
                        .set(Tags.PatientName, PersonName.of("Durand", "Zoé"))
                        .set(Tags.SOPInstanceUID, new UID("1.2.3"))
                        .set(Tags.Rows, 65535)
                        .set(Tags.WindowCenter, 0.1, -1.0 / 3, 1e-30, 123456789)
                        .set(Tags.FrameIncrementPointer, Tags.FrameTime)
                        .set(Tags.ImagerPixelSpacing, "0.25\\0.50".split("\\\\"))
                        .build();

        assertThat(dataSet.strings(Tags.ImageType)).containsExactly("ORIGINAL", "PRIMARY");
        assertThat(dataSet.date(Tags.StudyDate)).contains(LocalDate.of(2026, 2, 28));
        assertThat(dataSet.time(Tags.StudyTime)).contains(LocalTime.of(9, 5, 7));
        assertThat(dataSet.dateTime(Tags.StudyDate, Tags.StudyTime))
                .contains(LocalDateTime.of(2026, 2, 28, 9, 5, 7));
        assertThat(dataSet.personName(Tags.PatientName)).contains(PersonName.of("Durand", "Zoé"));
        assertThat(dataSet.uid(Tags.SOPInstanceUID)).contains(new UID("1.2.3"));
        assertThat(dataSet.integer(Tags.Rows)).hasValue(65535);
        assertThat(dataSet.strings(Tags.WindowCenter))
                .containsExactly("0.1", "-0.3333333333333", "1.0E-30", "123456789");
        assertThat(dataSet.strings(Tags.FrameIncrementPointer)).containsExactly("00181063");
        assertThat(dataSet.reals(Tags.ImagerPixelSpacing)).containsExactly(0.25, 0.5);
        assertThat(dataSet.size()).isEqualTo(10); // and the character set of é
        assertThat(dataSet.string(Tags.SpecificCharacterSet)).contains("ISO_IR 192");
    }

    @Test
    void what_is_absent_empty_or_of_another_type_is_an_empty_answer() {
        var dataSet =
                DataSet.builder()
                        .empty(Tags.PatientID)
                        .empty(Tags.OtherPatientIDsSequence)
                        .set(Tags.PatientName, "A^B")
                        .set(
                                Tags.SOPInstanceUID,
                                VR.UI,
                                "../../x".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .build();

        assertThat(dataSet.has(Tags.PatientID)).isTrue();
        assertThat(dataSet.string(Tags.PatientID)).isEmpty();
        assertThat(dataSet.string(Tags.Modality)).isEmpty();
        assertThat(dataSet.integer(Tags.PatientName)).isEmpty();
        assertThat(dataSet.date(Tags.PatientName)).isEmpty();
        assertThat(dataSet.items(Tags.PatientName)).isEmpty();
        assertThat(dataSet.string(Tags.OtherPatientIDsSequence)).isEmpty();
        assertThat(dataSet.uid(Tags.SOPInstanceUID)).isEmpty();
    }

    @Test
    void text_is_encoded_as_the_data_set_says_whenever_it_says_so() {
        var before =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 100")
                        .set(Tags.PatientName, "é")
                        .build();
        var after =
                DataSet.builder()
                        .set(Tags.PatientName, "é")
                        .set(Tags.SpecificCharacterSet, "ISO_IR 100")
                        .build();

        assertThat(before).isEqualTo(after);
        assertThat(after.bytes(Tags.PatientName)).contains(Bytes.of(bytes("E920")));
    }

    @Test
    void an_element_of_another_character_set_is_transcoded_in_items_too() {
        var latin =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 100")
                        .sequence(
                                Tags.ReferencedStudySequence,
                                DataSetBuilder.within(SpecificCharacterSet.of("ISO_IR 100"))
                                        .set(Tags.StudyDescription, "é")
                                        .build())
                        .build();

        var unicode = latin.with(Tags.SpecificCharacterSet, "ISO_IR 192");

        var item = unicode.items(Tags.ReferencedStudySequence).getFirst();
        assertThat(item.string(Tags.StudyDescription)).contains("é");
        assertThat(item.bytes(Tags.StudyDescription)).contains(Bytes.of(bytes("C3A9")));
    }

    @Test // Text stayed in the set that nothing named any more until 2026-11.
    void without_its_character_set_text_is_unicode() {
        var cyrillic =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 144")
                        .set(Tags.PatientName, "Люк")
                        .build();

        var without = cyrillic.without(Tags.SpecificCharacterSet);

        assertThat(without.string(Tags.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(without.string(Tags.PatientName)).contains("Люк");
        assertThat(without.without(Tags.PatientName).without(Tags.SpecificCharacterSet))
                .isEqualTo(DataSet.empty());
    }

    @Test
    void plain_text_needs_no_character_set() {
        assertThat(DataSet.builder().set(Tags.PatientName, "A^B").build().size()).isEqualTo(1);
    }

    @Test
    void what_the_standard_does_not_allow_is_not_built() {
        var builder = DataSet.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(Tags.Modality, "A".repeat(17)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.set(Tags.Modality, "É"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.set(Tags.PatientID, "a\\b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.set(Tags.Rows, 65536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.set(Tags.Rows, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.set(Tags.Rows, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(Tags.PixelSpacing, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(new Tag(0x00091001), "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(Tags.PatientName, "A".repeat(65)));
        assertThat(
                        builder.set(Tags.PatientName, "A".repeat(64) + "=" + "B".repeat(64))
                                .build()
                                .size())
                .isEqualTo(1);
    }

    @Test
    void elements_stand_in_the_unsigned_order_of_their_tags() {
        var high = new Tag(0xFFFC_FFFC);
        var dataSet =
                DataSet.builder()
                        .set(high, VR.OB, new byte[2])
                        .set(Tags.PixelData, VR.OW, new byte[2])
                        .set(Tags.PatientID, "1")
                        .build();

        assertThat(dataSet.elements())
                .extracting(Element::tag)
                .containsExactly(Tags.PatientID, Tags.PixelData, high);
        assertThat(dataSet.has(high)).isTrue();
        assertThat(dataSet.without(Tags.PixelData, Tags.Rows).size()).isEqualTo(2);
        assertThat(dataSet.size()).isEqualTo(3);
    }

    @Test
    void a_private_element_is_found_by_its_creator() {
        var dataSet =
                DataSet.builder()
                        .set(Tag.of(0x0009, 0x0010), VR.LO, "OTHER")
                        .set(Tag.of(0x0009, 0x0011), VR.LO, "SPIDERS")
                        .set(Tag.of(0x0009, 0x1101), VR.LO, "value")
                        .build();

        assertThat(dataSet.privateTag(0x0009, "SPIDERS", 1).flatMap(dataSet::string))
                .contains("value");
        assertThat(dataSet.privateTag(0x0009, "NOBODY", 1)).isEmpty();
    }

    @Test
    void an_element_is_found_by_its_path() {
        var path = AttributePath.parse("00081140/2/00081155");
        var dataSet =
                DataSet.builder()
                        .sequence(
                                Tags.ReferencedImageSequence,
                                DataSet.empty(),
                                DataSet.builder().set(Tags.ReferencedSOPInstanceUID, "1.2").build())
                        .build();

        assertThat(dataSet.element(path)).isPresent();
        assertThat(path.toString()).isEqualTo("00081140/2/00081155");
        assertThat(dataSet.element(AttributePath.parse("00081140/3/00081155"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributePath.parse("00081140/00081155"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributePath.parse("../../../etc/passwd"));
    }

    @ParameterizedTest
    @CsvSource({
        "19970815, 1997-08-15",
        "1997.08.15, 1997-08-15",
        "20260230, ",
        "2026, ",
        "15/08/1997, ",
        "'', ",
    })
    void a_day_is_read_or_not(String text, LocalDate date) {
        assertThat(received(VR.DA, text).date(Tags.StudyDate).orElse(null)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10:00",
        "1015, 10:15",
        "101530, 10:15:30",
        "101530.123, 10:15:30.123",
        "10:15:30, 10:15:30",
        "101560, 10:15:59",
        "101575, ",
        "250000, ",
        "1, ",
        "noon, ",
    })
    void a_time_is_read_or_not(String text, LocalTime time) {
        assertThat(received(VR.TM, text).time(Tags.StudyDate).orElse(null)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00",
        "202605, 2026-05-01T00:00",
        "20260517, 2026-05-17T00:00",
        "2026051710, 2026-05-17T10:00",
        "20260517101530.5+0200, 2026-05-17T10:15:30.500",
        "20260517101530-0500, 2026-05-17T10:15:30",
        "20, ",
        "yesterday, ",
    })
    void a_moment_is_read_or_not(String text, LocalDateTime moment) {
        assertThat(received(VR.DT, text).dateTime(Tags.StudyDate).orElse(null)).isEqualTo(moment);
    }

    private static DataSet received(VR vr, String text) {
        return DataSet.builder().set(ValueElement.received(Tags.StudyDate, vr, text)).build();
    }

    @ParameterizedTest
    @CsvSource({"' 512 ', 512", "512.0, 512", "+5, 5", "1e2, 100", "5.5, ", "x, ", "99999999999, "})
    void a_whole_number_of_text_is_read_or_not(String text, Integer number) {
        var dataSet =
                DataSet.builder()
                        .set(ValueElement.received(Tags.SeriesNumber, VR.IS, text))
                        .build();

        var read = dataSet.integer(Tags.SeriesNumber);

        assertThat(read.isPresent() ? read.getAsInt() : null).isEqualTo(number);
    }

    @Test
    void a_name_keeps_its_spellings_and_prints_none() {
        var name = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");

        assertThat(name.familyName()).isEqualTo("Yamada");
        assertThat(name.ideographic().givenName()).isEqualTo("太郎");
        assertThat(name.text()).isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertThat(PersonName.parse("A^^^Dr^").text()).isEqualTo("A^^^Dr");
        assertThat(PersonName.parse("").isEmpty()).isTrue();
        assertThat(name + " " + name.alphabetic()).doesNotContain("Yamada");
    }

    @Test
    void nothing_of_a_patient_is_printed() {
        var dataSet = DataSet.builder().set(Tags.PatientName, "SECRET").build();
        var parent = DataSet.builder().sequence(Tags.ReferencedPatientSequence, dataSet).build();

        assertThat(List.of(dataSet, parent).toString() + dataSet.elements() + parent.elements())
                .doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../x", "1..2", ".1", "1.", "1.2.a", "1 ", "١.٢"})
    void what_is_no_uid_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UID(text));
    }

    @Test
    void a_uid_has_at_most_64_characters() {
        assertThat(new UID("1".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new UID("1".repeat(65)));
        assertThat(UID.random().value()).startsWith("2.25.").hasSizeLessThanOrEqualTo(64);
    }
}
