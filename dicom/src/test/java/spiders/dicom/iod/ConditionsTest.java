// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class ConditionsTest {

    @Test
    void every_condition_is_of_an_attribute_that_is_conditional_in_its_module() {
        var conditional = conditional();

        Conditions.known()
                .forEach((module, tags) -> {
                    if (!module.isEmpty()) {
                        assertThat(conditional.get(module)).as(module).containsAll(tags);
                    }
                });
    }

    private static Map<String, Set<Tag>> conditional() {
        var found = new HashMap<String, Set<Tag>>();
        var seen = new HashSet<ItemDefinition>();
        for (var sopClass : IOD.sopClasses()) {
            gather(IOD.of(sopClass).orElseThrow().definition(), found, seen);
        }
        return found;
    }

    private static void gather(
            ItemDefinition definition, Map<String, Set<Tag>> found, Set<ItemDefinition> seen) {
        if (!seen.add(definition)) {
            return;
        }
        for (var use : definition.modules()) {
            for (var line : use.module().lines()) {
                if (line.type().isConditional()) {
                    found.computeIfAbsent(use.module().name(), name -> new HashSet<>())
                            .add(line.tag());
                }
            }
        }
        for (var rule : definition.attributes()) {
            rule.itemDefinition().ifPresent(items -> gather(items, found, seen));
        }
    }

    /** An item of one attribute, and what its condition makes of another. */
    @ParameterizedTest
    @CsvSource({
        "ImagePixelDescriptionMacro, SamplesPerPixel, 3, PlanarConfiguration, REQUIRED",
        "ImagePixelDescriptionMacro, SamplesPerPixel, 1, PlanarConfiguration, FORBIDDEN",
        "GeneralImage, LossyImageCompression, 01, LossyImageCompressionRatio, REQUIRED",
        "GeneralImage, LossyImageCompression, 00, LossyImageCompressionRatio, UNDECIDED",
        "VOILUTMacro, WindowCenter, 40, WindowWidth, REQUIRED",
        "MRImage, ScanningSequence, SE, RepetitionTime, REQUIRED",
        "MRImage, ScanningSequence, EP, RepetitionTime, UNDECIDED",
        "MRImage, ScanningSequence, IR, InversionTime, REQUIRED",
        "DocumentContentMacro, ValueType, TEXT, TextValue, REQUIRED",
        "DocumentContentMacro, ValueType, CODE, TextValue, FORBIDDEN",
        "SegmentationImage, SegmentationType, BINARY, MaximumFractionalValue, FORBIDDEN",
        "RTGeneralPlan, RTPlanGeometry, PATIENT, ReferencedStructureSetSequence, REQUIRED",
        "RTDose, DoseSummationType, PLAN, ReferencedRTPlanSequence, REQUIRED",
        "RTBeams, ControlPointIndex, 0, GantryAngle, REQUIRED",
        "RTBeams, ControlPointIndex, 1, GantryAngle, UNDECIDED",
        "Patient, PatientIdentityRemoved, YES, DeidentificationMethod, REQUIRED",
    })
    void a_condition_is_read_from_the_object(
            String module, String keyword, String value, String asked, Demand demand) {
        var item = item(keyword, value);
        var tag = Dictionary.tag(asked).orElseThrow();

        assertThat(Conditions.demand(module, tag, item, item)).isEqualTo(demand);
    }

    private static DataSet item(String keyword, String value) {
        var tag = Dictionary.tag(keyword).orElseThrow();
        return Dictionary.vr(tag).isText()
                ? DataSet.empty().with(tag, value)
                : DataSet.empty().with(tag, Integer.parseInt(value));
    }

    @Test
    void text_beyond_ascii_asks_for_its_character_set() {
        var plain = DataSet.empty().with(Tags.PatientName, "DEMO^ONE");

        assertThat(Conditions.demand("SOPCommon", Tags.SpecificCharacterSet, plain, plain))
                .isEqualTo(Demand.UNDECIDED);
    }
}
