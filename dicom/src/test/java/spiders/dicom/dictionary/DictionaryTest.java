// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

class DictionaryTest {

    @Test
    void every_row_of_the_tables_has_its_constant() throws IllegalAccessException {
        var rows = Table.rows("attributes.tsv", 6);
        var uids = Table.rows("uids.tsv", 5);

        assertThat(constants(Tags.class) + constants(RetiredTags.class))
                .isEqualTo(rows.stream().filter(row -> !row[3].isEmpty()).count());
        assertThat(constants(UIDs.class))
                .isEqualTo((int) uids.stream().filter(row -> !row[2].isEmpty()).count());
        for (var field : Tags.class.getFields()) {
            assertThat(Dictionary.tag(field.getName())).contains((Tag) field.get(null));
        }
        for (var field : UIDs.class.getFields()) {
            assertThat(Dictionary.uid(field.getName())).contains((UID) field.get(null));
        }
    }

    private static int constants(Class<?> type) {
        return (int)
                Arrays.stream(type.getFields())
                        .map(Field::getModifiers)
                        .filter(Modifier::isStatic)
                        .count();
    }

    @Test
    void an_attribute_has_its_vr_keyword_and_name() {
        assertThat(Dictionary.vr(Tags.PatientName)).isEqualTo(VR.PN);
        assertThat(Dictionary.keyword(Tags.PatientName)).contains("PatientName");
        assertThat(Dictionary.name(Tags.PatientName)).contains("Patient's Name");
        assertThat(Dictionary.valueMultiplicity(Tags.ImageType)).contains("2-n");
        assertThat(Dictionary.vr(Tags.AffectedSOPClassUID)).isEqualTo(VR.UI);
    }

    @Test
    void repeating_groups_are_known_and_private_ones_are_not() {
        assertThat(Dictionary.keyword(Tag.of(0x6002, 0x3000))).contains("OverlayData");
        assertThat(Dictionary.implicitVR(0x60023000, false)).isEqualTo(VR.OW);
        assertThat(Dictionary.keyword(Tag.of(0x5006, 0x0010))).contains("NumberOfPoints");
        assertThat(Dictionary.isKnown(Tag.of(0x6003, 0x3000))).isFalse();
        assertThat(Dictionary.vr(Tag.of(0x0009, 0x0010))).isEqualTo(VR.LO);
        assertThat(Dictionary.vr(Tag.of(0x0009, 0x1010))).isEqualTo(VR.UN);
        assertThat(Dictionary.vr(Tag.of(0x0009, 0x0000))).isEqualTo(VR.UL);
    }

    @Test
    void choices_of_vr_are_known() {
        assertThat(Dictionary.vr(Tags.SmallestImagePixelValue)).isEqualTo(VR.US);
        assertThat(Dictionary.implicitVR(Tags.SmallestImagePixelValue.code(), true))
                .isEqualTo(VR.SS);
        assertThat(Dictionary.implicitVR(Tags.Rows.code(), true)).isEqualTo(VR.US);
        assertThat(
                        List.of(
                                Dictionary.mayBeWords(Tags.PixelData),
                                Dictionary.mayBeSigned(Tags.PixelData)))
                .containsExactly(true, false);
    }

    @Test
    void identifiers_have_their_names() {
        assertThat(Dictionary.name(UIDs.CTImageStorage)).contains("CT Image Storage");
        assertThat(Dictionary.keyword(UIDs.CTImageStorage)).contains("CTImageStorage");
        assertThat(Dictionary.isSOPClass(UIDs.CTImageStorage)).isTrue();
        assertThat(Dictionary.isSOPClass(UIDs.ExplicitVRLittleEndian)).isFalse();
        assertThat(Dictionary.name(new UID("1.2.3"))).isEmpty();
    }
}
