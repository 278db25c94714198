// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every row of Table E.1-1 under every option: what must not survive is in no byte. */
class EveryRowTest {

    private static final String WORD = "Zyxmarker";
    private static final String UID_MARKER = "1.2.276.0.999.531717";
    private static final String DATE = "19530717";
    private static final String TIME = "171753.171753";
    private static final String NUMBER = "531717";
    private static final Tag SEQUENCE = Tags.RTReferencedStudySequence; // in no row of the table
    private static final List<UID> CLASSES =
            List.of(
                    UIDs.CTImageStorage,
                    UIDs.RTStructureSetStorage,
                    UIDs.RTPlanStorage,
                    UIDs.ComprehensiveSRStorage,
                    UIDs.GrayscaleSoftcopyPresentationStateStorage,
                    new UID("1.2.276.0.7.7.7"));

    static Stream<List<ConfidentialityOption>> profiles() {
        var all = new ArrayList<>(List.of(ConfidentialityOption.values()));
        all.remove(ConfidentialityOption.RETAIN_FULL_DATES);
        var single = Arrays.stream(ConfidentialityOption.values()).map(List::of);
        return Stream.concat(Stream.of(List.of(), List.copyOf(all)), single);
    }

    @Test
    void the_table_is_whole() {
        assertThat(ConfidentialityTable.ATTRIBUTES).hasSize(655);
        assertThat(ConfidentialityTable.CONTENT_ITEMS).hasSize(222);
        assertThat(
                        ConfidentialityTable.ATTRIBUTES.stream()
                                .flatMap(row -> row.byOption().keySet().stream())
                                .distinct())
                .hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void no_marker_is_in_the_bytes(List<ConfidentialityOption> options) {
        var profile = DeidentificationProfile.with(options.toArray(ConfidentialityOption[]::new));
        var deidentifier = new Deidentifier(DeidentificationSettings.of(profile, Samples.KEY));
        for (var sopClass : CLASSES) {
            var object = marked(sopClass, profile);
            var plan = deidentifier.plan(object, Samples.SYNTAX);
            var bytes = DataSetWriter.bytes(plan.dataSet(), Samples.SYNTAX);

            for (var marker : List.of(WORD, UID_MARKER, DATE, TIME, NUMBER)) {
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as("%s of %s", marker, sopClass)
                        .doesNotContain(marker);
            }
            assertThat(plan.report().json()).doesNotContain(WORD, UID_MARKER, NUMBER);
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void what_an_option_keeps_is_kept(List<ConfidentialityOption> options) {
        var profile = DeidentificationProfile.with(options.toArray(ConfidentialityOption[]::new));
        var deidentifier = new Deidentifier(DeidentificationSettings.of(profile, Samples.KEY));
        for (var row : ConfidentialityTable.ATTRIBUTES) {
            var rule = row.in(profile);
            var tag = tag(row.key());
            // What the dictionary does not know cannot be read as what it should be, and goes.
            boolean isKept =
                    rule.prescription() == Prescription.K
                            && Dictionary.vr(tag) != VR.SQ
                            && Dictionary.vr(tag) != VR.UN;
            if (!isKept) {
                continue;
            }
            var object = Samples.ct().set(element(tag, profile)).build();
            var cleaned = deidentifier.plan(object, Samples.SYNTAX).dataSet();

            assertThat(cleaned.element(tag)).as(row.key()).isEqualTo(object.element(tag));
        }
    }

    /** An object with every attribute that may not stay, nested and private ones too. */
    private static DataSet marked(UID sopClass, DeidentificationProfile profile) {
        var item = DataSet.builder();
        for (var row : ConfidentialityTable.ATTRIBUTES) {
            if (isToGo(row, profile)) {
                item.set(element(tag(row.key()), profile));
            }
        }
        var filled = item.build();
        var unlisted =
                DataSet.builder()
                        .setAll(filled)
                        .set(Tag.of(0x0029, 0x10), VR.LO, WORD)
                        .set(Tag.of(0x0029, 0x1001), VR.LO, WORD)
                        .set(new Tag(0x00189999), VR.LO, WORD)
                        .set(code())
                        .build();
        return DataSet.builder()
                .setAll(unlisted)
                .set(new SequenceElement(SEQUENCE, List.of(unlisted, unlisted)))
                .set(Tags.SOPClassUID, sopClass)
                .set(Tags.SOPInstanceUID, uid(profile))
                .build();
    }

    private static Element code() {
        return new SequenceElement(Tags.ConceptNameCodeSequence, List.of());
    }

    private static boolean isToGo(ConfidentialityTable.Row row, DeidentificationProfile profile) {
        var rule = row.in(profile);
        boolean isTimeKept =
                rule.cleaning() == Rule.Cleaning.DATES && Dictionary.vr(tag(row.key())) == VR.TM;
        boolean isKept =
                rule.prescription() == Prescription.K && Dictionary.vr(tag(row.key())) != VR.SQ;
        return !isKept && !isTimeKept && !row.key().equals("private");
    }

    private static Tag tag(String key) {
        return key.equals("private")
                ? Tag.of(0x0029, 0x1001)
                : Tag.parse(key.replace("xxxxxx", "000010").replace("xx", "00"));
    }

    private static Element element(Tag tag, DeidentificationProfile profile) {
        var vr = tag.isPrivate() ? VR.LO : Dictionary.vr(tag);
        return switch (vr) {
            case SQ -> new SequenceElement(tag, List.of(nested(profile)));
            case UI -> text(tag, vr, UID_MARKER);
            case DA -> text(tag, vr, DATE);
            case DT -> text(tag, vr, DATE + "101112");
            case TM -> text(tag, vr, TIME);
            case DS, IS -> text(tag, vr, NUMBER);
            case AS -> text(tag, vr, "053Y");
            case AE, CS, LO, LT, PN, SH, ST, UC, UR, UT -> text(tag, vr, WORD);
            case FD, FL, SL, SS, SV, UL, US, UV, AT -> ValueElement.of(tag, vr, new byte[8]);
            case OB, OD, OF, OL, OV, OW, UN ->
                    ValueElement.of(tag, vr, (WORD + WORD).getBytes(StandardCharsets.US_ASCII));
        };
    }

    private static DataSet nested(DeidentificationProfile profile) {
        return DataSet.builder()
                .set(Tags.ReferencedSOPInstanceUID, uid(profile))
                .set(Tags.PatientName, WORD)
                .set(Tags.PersonName, WORD)
                .set(Tags.TextValue, WORD)
                .set(Tags.OperatorsName, WORD)
                .set(Tags.UnformattedTextValue, WORD)
                .build();
    }

    /** A UID that may not stay, unless UIDs may. */
    private static UID uid(DeidentificationProfile profile) {
        return new UID(profile.has(ConfidentialityOption.RETAIN_UIDS) ? "1.2.276.0.1" : UID_MARKER);
    }

    private static Element text(Tag tag, VR vr, String value) {
        return ValueElement.received(tag, vr, value);
    }
}
