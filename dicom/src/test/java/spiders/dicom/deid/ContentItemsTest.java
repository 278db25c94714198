// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.List;

class ContentItemsTest {

    private static final ConfidentialityOption OPTION =
            ConfidentialityOption.CLEAN_STRUCTURED_CONTENT;

    private static DataSetBuilder item(String type, String code, String meaning) {
        return DataSet.builder()
                .set(Tags.RelationshipType, "CONTAINS")
                .set(Tags.ValueType, type)
                .sequence(Tags.ConceptNameCodeSequence, code(code, meaning));
    }

    private static DataSet code(String value, String meaning) {
        return DataSet.builder()
                .set(Tags.CodeValue, value)
                .set(Tags.CodingSchemeDesignator, "DCM")
                .set(Tags.CodeMeaning, meaning)
                .build();
    }

    private static DataSet report() {
        var image =
                item("IMAGE", "121112", "Source of Measurement")
                        .sequence(
                                Tags.ReferencedSOPSequence,
                                DataSet.builder()
                                        .set(Tags.ReferencedSOPClassUID, UIDs.CTImageStorage)
                                        .set(Tags.ReferencedSOPInstanceUID, new UID("1.2.276.0.1"))
                                        .build())
                        .build();
        var length =
                item("NUM", "121206", "Distance")
                        .sequence(
                                Tags.MeasuredValueSequence,
                                DataSet.builder().set(Tags.NumericValue, "12.5").build())
                        .sequence(Tags.ContentSequence, image)
                        .build();
        return Samples.object(UIDs.ComprehensiveSRStorage, "SR")
                .set(Tags.ValueType, "CONTAINER")
                .sequence(
                        Tags.ContentSequence,
                        item("PNAME", "121008", "Person Observer Name")
                                .set(Tags.PersonName, "DURAND^Paul")
                                .build(),
                        item("TEXT", "121030", "Subject ID")
                                .set(Tags.TextValue, "DEMO4711")
                                .build(),
                        item("TEXT", "121022", "Accession Number").set(Tags.TextValue, "A").build(),
                        item("TEXT", "121071", "Finding")
                                .set(Tags.TextValue, "nodule du foie, vu par Durand")
                                .build(),
                        item("DATE", "111018", "Content Date").set(Tags.Date, "20260901").build(),
                        length)
                .build();
    }

    @Test
    void each_item_follows_its_concept() {
        var cleaned =
                Samples.cleaned(
                        report(),
                        OPTION,
                        ConfidentialityOption.CLEAN_DESCRIPTORS,
                        ConfidentialityOption.RETAIN_MODIFIED_DATES);
        var items = cleaned.items(Tags.ContentSequence);

        assertThat(items).hasSize(5); // the accession number is gone
        assertThat(items.get(0).string(Tags.PersonName)).hasValue("ANONYMIZED");
        assertThat(items.get(1).string(Tags.TextValue)).hasValue("ANONYMIZED");
        assertThat(items.get(2).string(Tags.TextValue)).hasValue("nodule du foie par");
        assertThat(items.get(3).date(Tags.Date)).isEqualTo(moved(cleaned));
        assertThat(number(items.get(4))).isEqualTo("12.5");
        assertThat(reference(items.get(4))).isEqualTo(cleaned.uid(Tags.SOPInstanceUID));
        assertThat(items.get(4).item(Tags.ConceptNameCodeSequence))
                .isEqualTo(
                        report().items(Tags.ContentSequence)
                                .get(5)
                                .item(Tags.ConceptNameCodeSequence));
    }

    private static java.util.Optional<java.time.LocalDate> moved(DataSet cleaned) {
        return cleaned.date(Tags.StudyDate);
    }

    private static String number(DataSet item) {
        return item.item(Tags.MeasuredValueSequence)
                .flatMap(value -> value.string(Tags.NumericValue))
                .orElse("");
    }

    private static java.util.Optional<UID> reference(DataSet item) {
        return item.item(Tags.ContentSequence)
                .flatMap(image -> image.item(Tags.ReferencedSOPSequence))
                .flatMap(image -> image.uid(Tags.ReferencedSOPInstanceUID));
    }

    @Test
    void without_the_option_values_are_dummies_and_references_still_resolve() {
        var cleaned = Samples.cleaned(report());
        var items = cleaned.items(Tags.ContentSequence);

        assertThat(items.get(2).string(Tags.TextValue)).hasValue("ANONYMIZED");
        assertThat(items.get(3).string(Tags.Date)).hasValue("19000101");
        assertThat(number(items.get(4))).isEqualTo("0");
        assertThat(reference(items.get(4))).isEqualTo(cleaned.uid(Tags.SOPInstanceUID));
    }

    @Test
    void annotations_of_presentation_states_keep_their_form() {
        var text =
                DataSet.builder()
                        .set(Tags.UnformattedTextValue, "nodule de M. Durand")
                        .set(Tags.AnchorPointVisibility, "Y")
                        .build();
        var object =
                Samples.object(UIDs.GrayscaleSoftcopyPresentationStateStorage, "PR")
                        .set(Tags.PresentationCreationDate, "20260901")
                        .sequence(
                                Tags.GraphicAnnotationSequence,
                                DataSet.builder().sequence(Tags.TextObjectSequence, text).build())
                        .build();
        var basic = Samples.cleaned(object);
        var graphics = Samples.cleaned(object, ConfidentialityOption.CLEAN_GRAPHICS);

        assertThat(annotation(basic)).isEqualTo("ANONYMIZED");
        assertThat(annotation(graphics)).isEqualTo("nodule de");
        // X in the table, but Type 1 in the IOD: a dummy, so that the object stays valid.
        assertThat(basic.string(Tags.PresentationCreationDate)).hasValue("19000101");
    }

    private static String annotation(DataSet object) {
        return object.item(Tags.GraphicAnnotationSequence)
                .flatMap(item -> item.item(Tags.TextObjectSequence))
                .flatMap(item -> item.string(Tags.UnformattedTextValue))
                .orElse("");
    }

    @Test
    void the_codes_that_snomed_had_before_are_known_by_any_of_their_schemes() {
        for (var scheme : List.of("SCT", "SRT", "SNM3", "99SDM")) {
            var concept =
                    code(scheme.equals("SCT") ? "160476009" : "F-02455", "Social History")
                            .with(Tags.CodingSchemeDesignator, scheme);
            var history =
                    item("TEXT", "", "")
                            .sequence(Tags.ConceptNameCodeSequence, concept)
                            .set(Tags.TextValue, "nodule")
                            .build();
            var object =
                    Samples.object(UIDs.ComprehensiveSRStorage, "SR")
                            .sequence(Tags.ContentSequence, history)
                            .build();

            assertThat(Samples.cleaned(object, OPTION).items(Tags.ContentSequence))
                    .as(scheme)
                    .isEmpty();
        }
    }
}
