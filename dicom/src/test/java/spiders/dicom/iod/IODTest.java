// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class IODTest {

    /** Some types as PS3.3 prints them, by the keywords on the way. */
    @ParameterizedTest
    @CsvSource({
        "CTImageStorage, 1, ImageType",
        "CTImageStorage, 2, KVP",
        "CTImageStorage, 2, PatientID",
        "CTImageStorage, 2, ReferringPhysicianName",
        "CTImageStorage, 1, StudyInstanceUID",
        "CTImageStorage, 3, StudyDescription",
        "CTImageStorage, 1, ImagePositionPatient",
        "CTImageStorage, 1C, PlanarConfiguration",
        "CTImageStorage, 3, RequestAttributesSequence",
        "CTImageStorage, 1, ProcedureCodeSequence/CodeMeaning",
        "CTImageStorage, 1, OtherPatientIDsSequence/PatientID",
        "MRImageStorage, 1, ScanningSequence",
        "MRImageStorage, 2C, RepetitionTime",
        "CTImageStorage, 1, Modality",
        "RTStructureSetStorage, 1, ROIContourSequence/ContourSequence/ContourData",
        "RTStructureSetStorage, 2, StructureSetROISequence/ROIName",
        "RTPlanStorage, 1, BeamSequence/ControlPointSequence/ControlPointIndex",
        "RTDoseStorage, 1C, DoseGridScaling",
        "SegmentationStorage, 1, SegmentSequence/SegmentNumber",
        "EnhancedMRImageStorage, 1C, "
                + "PerFrameFunctionalGroupsSequence/PlanePositionSequence/ImagePositionPatient",
        "ComprehensiveSRStorage, 1C, ContentSequence/ContentSequence/TextValue",
        "ComprehensiveSRStorage, 1, "
                + "ContentSequence/ContentSequence/ContentSequence/ConceptCodeSequence/CodeMeaning",
    })
    void the_types_are_those_of_the_standard(String sopClass, String type, String keywords) {
        assertThat(typeOf(sopClass, keywords)).isEqualTo(type);
    }

    @Test
    void an_attribute_that_no_module_has_has_no_type() {
        assertThat(IOD.typeOf(UIDs.CTImageStorage, AttributePath.of(Tags.StructureSetLabel)))
                .isEmpty();
        assertThat(IOD.typeOf(UIDs.Verification, AttributePath.of(Tags.PatientID))).isEmpty();
        assertThat(IOD.typeOf(UIDs.CTImageStorage, AttributePath.of(Tag.of(0x0009, 0x1001))))
                .isEmpty();
    }

    @Test
    void two_types_of_one_attribute_bind_together() {
        assertThat(AttributeType.TYPE_2.and(AttributeType.TYPE_1C)).isEqualTo(AttributeType.TYPE_1);
        assertThat(AttributeType.TYPE_3.and(AttributeType.TYPE_2C))
                .isEqualTo(AttributeType.TYPE_2C);
        assertThat(AttributeType.TYPE_3.and(AttributeType.TYPE_3)).isEqualTo(AttributeType.TYPE_3);
        assertThat(AttributeType.TYPE_1C.and(AttributeType.TYPE_2C))
                .isEqualTo(AttributeType.TYPE_1C);
    }

    @Test
    void enumerated_values_are_known() {
        var sex = rule("CTImageStorage", "PatientSex");

        assertThat(sex.enumeratedValues()).containsExactlyInAnyOrder("M", "F", "O");
        assertThat(sex.modules())
                .extracting(IODModule::title)
                .containsExactly("Patient, PS3.3 C.7.1.1");
    }

    @Test
    void modules_come_in_the_order_of_the_standard_with_their_usage() {
        var modules = IOD.of(UIDs.CTImageStorage).orElseThrow().definition().modules();

        assertThat(modules)
                .filteredOn(ModuleUse::isMandatory)
                .extracting(use -> use.module().name())
                .containsSubsequence(
                        "Patient",
                        "GeneralStudy",
                        "GeneralSeries",
                        "FrameOfReference",
                        "GeneralEquipment",
                        "GeneralImage",
                        "ImagePlane",
                        "ImagePixel",
                        "CTImage",
                        "SOPCommon");
        assertThat(modules)
                .filteredOn(use -> !use.isMandatory())
                .extracting(use -> use.module().name())
                .contains("ContrastBolus", "VOILUTMacro", "ClinicalTrialSubject");
    }

    static Stream<UID> sopClasses() {
        return IOD.sopClasses().stream();
    }

    @ParameterizedTest
    @MethodSource("sopClasses")
    void every_definition_can_be_walked_and_speaks_of_attributes_of_the_dictionary(UID sopClass) {
        var iod = IOD.of(sopClass).orElseThrow();
        assertThat(Dictionary.keyword(sopClass)).contains(iod.name());

        walk(iod.definition(), new HashSet<>());
        assertThat(iod.attribute(List.of(Tags.SOPInstanceUID)))
                .hasValueSatisfying(
                        rule -> assertThat(rule.type()).isEqualTo(AttributeType.TYPE_1));
    }

    private static void walk(ItemDefinition definition, Set<ItemDefinition> seen) {
        if (!seen.add(definition)) {
            return;
        }
        for (var rule : definition.attributes()) {
            assertThat(Dictionary.isKnown(rule.tag())).as(rule.tag().toString()).isTrue();
            rule.itemDefinition().ifPresent(items -> walk(items, seen));
        }
    }

    private static String typeOf(String sopClass, String keywords) {
        return rule(sopClass, keywords).type().label();
    }

    private static AttributeRule rule(String sopClass, String keywords) {
        var tags = new ArrayList<Tag>();
        for (var keyword : keywords.split("/", -1)) {
            tags.add(Dictionary.tag(keyword).orElseThrow());
        }
        var iod = IOD.of(Dictionary.uid(sopClass).orElseThrow()).orElseThrow();
        return iod.attribute(tags).orElseThrow();
    }
}
