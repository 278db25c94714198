// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class ValidatorTest {

    private static final DataSet CT = GeneratedObject.of(UIDs.CTImageStorage);

    static Stream<UID> sopClasses() {
        return IOD.sopClasses().stream();
    }

    @Test
    void a_complete_object_has_no_finding() {
        assertThat(Validator.standard().validate(CT)).isEmpty();
    }

    static Stream<String> realFiles() {
        return RealFiles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void a_real_object_without_its_pixels_in_memory_has_no_error(String name) throws IOException {
        var file = new ByteArrayInputStream(RealFiles.bytes(name));
        var object = Part10.read(file, ReadOptions.withoutBulkData());

        assertThat(Validator.standard().validate(object))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SeriesInstanceUID, MISSING, PS3.3 C.7.3.1 GeneralSeries",
        "PatientName, MISSING, PS3.3 C.7.1.1 Patient",
        "KVP, MISSING, PS3.3 C.8.2.1 CTImage",
        "PixelData, MISSING, PS3.3 C.7.6.3 ImagePixel",
    })
    void what_must_be_there_is_missed(String keyword, Rule rule, String section) {
        var tag = Dictionary.tag(keyword).orElseThrow();

        assertThat(Validator.standard().validate(CT.without(tag)))
                .anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.rule()).isEqualTo(rule);
                    assertThat(finding.path()).isEqualTo(AttributePath.of(tag));
                    assertThat(finding.section()).isEqualTo(section);
                });
    }

    /** One text put into a CT image, and the rule that it breaks; none if it may stand. */
    @ParameterizedTest
    @CsvSource({
        "StudyDate, DA, 20260230, FORM",
        "StudyDate, DA, 2026.01.02, FORM",
        "StudyTime, TM, 2460, FORM",
        "StudyTime, TM, 235960.5, ",
        "AcquisitionDateTime, DT, 202601021015+0100, ",
        "AcquisitionDateTime, DT, 202601021015+1900, FORM",
        "AcquisitionDateTime, DT, 20261, FORM",
        "PatientAge, AS, 50Y, FORM",
        "PatientSex, CS, X, VALUE",
        "PatientSex, CS, A B, VALUE",
        "PatientSex, CS, M\\F, MULTIPLICITY",
        "KVP, DS, 1.2.3, FORM",
        "KVP, DS, -1.5e+2, ",
        "SeriesNumber, IS, 99999999999, FORM",
        "AccessionNumber, SH, 12345678901234567, FORM",
        "StudyInstanceUID, UI, 1.02.3, FORM",
        "StudyInstanceUID, UI, '', EMPTY",
        "StudyInstanceUID, UI, 1.2.3, ",
        "PatientID, LO, '', ",
        "PatientName, PN, A^B^C^D^E^F, FORM",
        "ImageType, CS, COPY\\PRIMARY\\AXIAL, VALUE",
        "PixelSpacing, DS, 1\\1\\1, MULTIPLICITY",
        "StructureSetLabel, SH, A, NOT_IN_IOD",
        "PatientPosition, LO, HFS, VR",
    })
    void a_text_is_held_to_its_attribute(String keyword, VR vr, String text, @Nullable Rule rule) {
        var tag = Dictionary.tag(keyword).orElseThrow();
        var element = ValueElement.text(tag, vr, text, SpecificCharacterSet.ASCII);
        var rules =
                Validator.standard().validate(CT.with(element)).stream()
                        .map(Finding::rule)
                        .distinct()
                        .toList();

        assertThat(rules).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void text_outside_the_declared_character_set_is_found() {
        var element = ValueElement.of(Tags.StudyDescription, VR.LO, (byte) 0xE9, (byte) ' ');

        assertThat(rules(CT.with(element))).contains(Rule.FORM, Rule.MISSING);
    }

    @Test
    void pixel_data_is_measured_against_its_description() {
        assertThat(rules(CT.with(Tags.Rows, 5))).containsExactly(Rule.PIXELS);
        assertThat(rules(CT.with(Tags.HighBit, 3))).contains(Rule.PIXELS);
        assertThat(rules(CT.with(Tags.BitsStored, 17))).contains(Rule.PIXELS);
        var elsewhere =
                new BulkDataElement(Tags.PixelData, VR.OW, 4096, 30, ByteOrder.LITTLE_ENDIAN);
        assertThat(rules(CT.with(elsewhere))).containsExactly(Rule.PIXELS);
    }

    @Test
    void frames_are_counted() {
        var ct = GeneratedObject.of(UIDs.EnhancedCTImageStorage);
        var group = ct.items(Tags.PerFrameFunctionalGroupsSequence).getFirst();

        assertThat(
                        rules(
                                ct.with(
                                        new SequenceElement(
                                                Tags.PerFrameFunctionalGroupsSequence,
                                                List.of(group, group)))))
                .containsExactly(Rule.COUNT);
    }

    @Test
    void a_group_that_is_shared_by_the_frames_is_not_missed_in_each() {
        var ct = GeneratedObject.of(UIDs.EnhancedCTImageStorage);
        var group = ct.items(Tags.PerFrameFunctionalGroupsSequence).getFirst();
        var measures = group.element(Tags.PixelMeasuresSequence).orElseThrow();
        var shared = ct.item(Tags.SharedFunctionalGroupsSequence).orElse(DataSet.empty());
        var moved =
                ct.toBuilder()
                        .sequence(Tags.SharedFunctionalGroupsSequence, shared.with(measures))
                        .sequence(
                                Tags.PerFrameFunctionalGroupsSequence,
                                group.without(Tags.PixelMeasuresSequence))
                        .build();
        var twice =
                moved.toBuilder().sequence(Tags.PerFrameFunctionalGroupsSequence, group).build();

        assertThat(rules(moved)).isEqualTo(rules(ct));
        assertThat(rules(twice)).contains(Rule.NOT_ALLOWED);
    }

    @Test
    void an_optional_module_binds_once_it_is_there() {
        var subject = CT.with(Tags.ClinicalTrialProtocolID, "P1");

        assertThat(Validator.standard().validate(subject))
                .extracting(finding -> finding.path().tag())
                .contains(Tags.ClinicalTrialSponsorName);
    }

    @Test
    void items_are_counted_and_looked_into() {
        var code = DataSet.empty().with(Tags.CodeValue, "1").with(Tags.CodeMeaning, "One");
        var object = CT.toBuilder().sequence(Tags.CTDIPhantomTypeCodeSequence, code, code).build();

        assertThat(Validator.standard().validate(object))
                .extracting(finding -> finding.rule() + " " + finding.path())
                .contains("ITEMS 00189346", "MISSING 00189346/1/00080102");
    }

    @Test
    void the_meta_is_held_against_the_data_set() {
        var meta = FileMeta.of(UIDs.MRImageStorage, new UID("1.2.3"), TransferSyntax.JPEG_BASELINE);

        assertThat(Validator.standard().validate(Part10Object.of(meta, CT)))
                .extracting(finding -> finding.rule() + " " + finding.path())
                .containsExactly("FILE_META 00020002", "FILE_META 00020003", "FILE_META 00020010");
    }

    @Test
    void private_and_retired_attributes_are_told_apart() {
        var object =
                CT.with(ValueElement.of(Tag.of(0x0009, 0x1001), VR.LO, (byte) 'A', (byte) ' '))
                        .with(Tag.of(0x0020, 0x0022), "1");

        assertThat(rules(object))
                .contains(Rule.UNKNOWN_ATTRIBUTE, Rule.RETIRED)
                .doesNotContain(Rule.VALUE);
    }

    @Test
    void an_object_of_no_known_class_is_still_held_to_the_encoding_rules() {
        var object = DataSet.empty().with(Tags.SOPClassUID, new UID("1.2.3"));

        assertThat(rules(object)).containsExactly(Rule.SOP_CLASS);
        assertThat(rules(DataSet.empty())).containsExactly(Rule.SOP_CLASS);
    }

    @Test
    void a_finding_holds_no_value() {
        var object = CT.with(Tags.PatientSex, "SECRET").with(Tags.PatientBirthDate, "19700101");

        assertThat(Validator.standard().validate(object))
                .isNotEmpty()
                .noneMatch(finding -> finding.toString().contains("SECRET"));
    }

    @Test
    void hostile_nesting_and_hostile_numbers_end() {
        var deep = DataSet.empty();
        for (int i = 1; i < DataSet.MAX_DEPTH; i++) {
            deep = DataSet.builder().sequence(Tags.ContentSequence, deep).build();
        }
        var nested = CT.toBuilder().sequence(Tags.ContentSequence, deep).build();
        assertThat(Validator.standard().validate(nested)).isNotEmpty();

        var items = Collections.nCopies(50_000, DataSet.empty());
        var wide = CT.with(new SequenceElement(Tags.ProcedureCodeSequence, items));
        var limited = Validator.standard().withLimit(100).validate(wide);
        assertThat(limited).hasSize(101);
        assertThat(limited.getLast().rule()).isEqualTo(Rule.LIMIT);

        var frames =
                CT.with(Tags.NumberOfFrames, String.valueOf(Integer.MAX_VALUE))
                        .with(Tags.Rows, 65_535)
                        .with(Tags.Columns, 65_535);
        assertThat(rules(frames)).contains(Rule.PIXELS);
        assertThatIllegalArgumentException().isThrownBy(() -> Validator.standard().withLimit(0));
    }

    /** Faults of all kinds in objects of all classes: none may end in an exception. */
    @ParameterizedTest
    @MethodSource("sopClasses")
    void whatever_is_wrong_is_told_and_not_thrown(UID sopClass) {
        long seed = sopClass.value().hashCode();
        var object = GeneratedObject.rich(sopClass, 5, new Random(seed));
        var iod = IOD.of(sopClass).orElseThrow();

        for (var fault : Mutation.of(object, iod, 1, new Random(seed))) {
            assertThat(Validator.standard().validate(fault.object()))
                    .as("seed %d, %s at %s", seed, fault.kind(), fault.path())
                    .allMatch(finding -> !finding.text().isEmpty());
        }
    }

    private static List<Rule> rules(DataSet object) {
        return Validator.standard().validate(object).stream()
                .map(Finding::rule)
                .distinct()
                .toList();
    }
}
