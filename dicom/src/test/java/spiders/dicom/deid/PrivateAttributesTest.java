// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

class PrivateAttributesTest {

    private static final ConfidentialityOption OPTION = ConfidentialityOption.RETAIN_SAFE_PRIVATE;

    private static DataSet object() {
        return Samples.ct()
                .set(Tag.of(0x0043, 0x10), VR.LO, "GEMS_PARM_01")
                .set(Tag.of(0x0043, 0x1027), VR.SH, "0.984:1")
                .set(Tag.of(0x0043, 0x1099), VR.LO, "DEMO Hélène")
                .set(Tag.of(0x0099, 0x11), VR.LO, "NQHeader")
                .set(Tag.of(0x0099, 0x1102), VR.UI, "1.2.276.0.3")
                .set(Tag.of(0x0099, 0x1105), VR.LT, "result of DEMO ok")
                .set(Tag.of(0x00E1, 0x10), VR.LO, "ELSCINT1")
                .set(Tag.of(0x00E1, 0x1021), VR.UN, new byte[] {'1', '2', '.', '5'})
                .set(Tag.of(0x0029, 0x10), VR.LO, "VENDOR")
                .set(Tag.of(0x0029, 0x1001), VR.LO, "secret")
                .set(Tag.of(0x0029, 0x0001), VR.LO, "secret")
                .build();
    }

    @Test
    void without_the_option_all_private_attributes_go() {
        assertThat(Samples.cleaned(object()).elements())
                .noneMatch(element -> element.tag().isPrivate());
    }

    @Test
    void what_the_standard_lists_stays_with_its_creator_and_nothing_else() {
        var cleaned = Samples.cleaned(object(), OPTION);

        assertThat(cleaned.string(Tag.of(0x0043, 0x10))).hasValue("GEMS_PARM_01");
        assertThat(cleaned.string(Tag.of(0x0043, 0x1027))).hasValue("0.984:1");
        assertThat(cleaned.has(Tag.of(0x0043, 0x1099))).isFalse();
        assertThat(cleaned.elements()).noneMatch(element -> element.tag().group() == 0x29);
        assertThat(cleaned.string(Tag.of(0x00E1, 0x1021))).hasValue("12.5");
    }

    @Test
    void a_safe_sequence_that_cannot_be_read_goes() {
        var object =
                Samples.ct()
                        .set(Tag.of(0x2001, 0x10), VR.LO, "Philips Imaging DD 002")
                        .set(Tag.of(0x2001, 0x1001), VR.US, 7)
                        .set(Tag.of(0x2001, 0x105F), VR.UN, new byte[] {'D', 'E', 'M', 'O'})
                        .build();
        var cleaned = Samples.cleaned(object, OPTION);

        assertThat(cleaned.integer(Tag.of(0x2001, 0x1001))).hasValue(7);
        assertThat(cleaned.has(Tag.of(0x2001, 0x105F))).isFalse();
    }

    @Test
    void a_safe_uid_is_mapped_and_safe_text_loses_the_names_of_the_object() {
        var cleaned = Samples.cleaned(object(), OPTION);

        assertThat(cleaned.uid(Tag.of(0x0099, 0x1102)))
                .isEqualTo(cleaned.uid(Tags.SeriesInstanceUID));
        assertThat(cleaned.string(Tag.of(0x0099, 0x1105))).hasValue("result of ok");
    }

    @Test
    void a_list_is_extended_by_creator_element_and_vr() {
        var safe = SafePrivateAttributes.none().with("VENDOR", 0x29, 1, VR.LO);
        var deidentifier = new Deidentifier(Samples.settings(OPTION).with(safe));
        var cleaned = deidentifier.plan(object(), Samples.SYNTAX).dataSet();

        assertThat(cleaned.string(Tag.of(0x0029, 0x1001))).hasValue("secret");
        assertThat(cleaned.has(Tag.of(0x0043, 0x10))).isFalse();
    }

    @Test
    void what_the_object_declares_is_followed() {
        var declaration =
                DataSet.builder()
                        .set(Tags.PrivateGroupReference, 0x29)
                        .set(Tags.PrivateCreatorReference, "VENDOR")
                        .set(Tags.BlockIdentifyingInformationStatus, "MIXED")
                        .set(Tags.NonidentifyingPrivateElements, 0x01)
                        .sequence(
                                Tags.DeidentificationActionSequence,
                                DataSet.builder()
                                        .set(Tags.IdentifyingPrivateElements, 0x02)
                                        .set(Tags.DeidentificationAction, "D")
                                        .build())
                        .build();
        var object =
                object().toBuilder()
                        .set(Tag.of(0x0029, 0x1002), VR.LO, "name")
                        .set(Tag.of(0x0029, 0x1003), VR.LO, "name")
                        .sequence(Tags.PrivateDataElementCharacteristicsSequence, declaration)
                        .build();
        var cleaned = Samples.cleaned(object, OPTION);

        assertThat(cleaned.string(Tag.of(0x0029, 0x1001))).hasValue("secret");
        assertThat(cleaned.string(Tag.of(0x0029, 0x1002))).hasValue("ANONYMIZED");
        assertThat(cleaned.has(Tag.of(0x0029, 0x1003))).isFalse();
    }
}
