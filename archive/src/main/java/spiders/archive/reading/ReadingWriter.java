// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import spiders.archive.keyobject.KeyObjectDocument;
import spiders.archive.store.NotedImage;
import spiders.archive.store.NotedInstance;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the objects of a signed note: a Basic Text SR (PS3.3 section A.35.1; PS3.16 TID 2000), and
 * for each study with key images a Key Object Selection Document (PS3.3 section A.35.4; TID 2010).
 */
final class ReadingWriter {

    /** Behind the series of images. */
    private static final String SERIES_NUMBER = "9001";

    private static final int MOST = 64;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'");

    private final SignedReading reading;
    private final Map<UID, NotedImage> images;

    /** Writes a reading whose key images are instances of these, by SOP Instance UID. */
    ReadingWriter(SignedReading reading, Map<UID, NotedImage> images) {
        this.reading = reading;
        this.images = Map.copyOf(images);
    }

    /**
     * One of the reading's documents.
     *
     * @param study attributes of the patient and the study that it stands in
     */
    DataSet write(ReadingDocument document, DataSet study) {
        return switch (document.kind()) {
            case NOTE -> note(document, study);
            case KEY_OBJECTS -> keyObjects(document, study);
        };
    }

    private static KeyObjectDocument.Identity identity(ReadingDocument document) {
        return new KeyObjectDocument.Identity(
                document.seriesInstanceUID(), document.sopInstanceUID());
    }

    private DataSet keyObjects(ReadingDocument document, DataSet study) {
        var uid = document.studyInstanceUID();
        var chosen = reading.keyImages(uid);
        var items = new ArrayList<DataSet>();
        items.addAll(observer());
        items.add(text(ReadingCode.KEY_OBJECT_DESCRIPTION, description(chosen)));
        chosen.forEach(one -> items.add(image(one)));
        var title =
                new KeyObjectDocument.Code(
                        ReadingCode.OF_INTEREST.value(), ReadingCode.OF_INTEREST.meaning());
        return KeyObjectDocument.begin(study, title, identity(document), reading.signature().at())
                .sequence(Tags.CurrentRequestedProcedureEvidenceSequence, evidence(uid, chosen))
                .sequence(Tags.ContentSequence, items)
                .build();
    }

    /** The note with the captions, so that who opens the key images alone reads why. */
    private String description(List<KeyImage> chosen) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < chosen.size(); i++) {
            if (!chosen.get(i).caption().isEmpty()) {
                lines.add("%d. %s".formatted(i + 1, chosen.get(i).caption()));
            }
        }
        for (var part : List.of(reading.text(), reading.conclusion())) {
            if (!part.isEmpty()) {
                lines.add(part);
            }
        }
        return lines.isEmpty() ? reading.title() : ends(String.join("\n", lines));
    }

    /** With the ends of lines that DICOM has (PS3.5 section 6.1.3). */
    private static String ends(String text) {
        return text.replace("\n", "\r\n");
    }

    private DataSet note(ReadingDocument document, DataSet study) {
        var signature = reading.signature();
        var note =
                KeyObjectDocument.inStudy(study, identity(document), signature.at())
                        .set(Tags.SOPClassUID, UIDs.BasicTextSRStorage)
                        .set(Tags.Modality, "SR")
                        .set(Tags.SeriesNumber, SERIES_NUMBER)
                        .set(Tags.InstanceNumber, "1")
                        .set(Tags.SeriesDescription, reading.title())
                        .sequence(Tags.ReferencedPerformedProcedureStepSequence)
                        .sequence(Tags.PerformedProcedureCodeSequence)
                        .set(Tags.CompletionFlag, "COMPLETE")
                        .set(Tags.PreliminaryFlag, "PRELIMINARY")
                        .set(Tags.VerificationFlag, "VERIFIED")
                        .sequence(Tags.VerifyingObserverSequence, verifier())
                        .set(Tags.ValueType, "CONTAINER")
                        .set(Tags.ContinuityOfContent, "SEPARATE")
                        .sequence(Tags.ConceptNameCodeSequence, ReadingCode.REPORT.item())
                        .sequence(Tags.ContentTemplateSequence, template());
        reading.replaces()
                .forEach(earlier ->
                        note.sequence(Tags.PredecessorDocumentsSequence, predecessor(earlier)));
        evidence(note, document.studyInstanceUID());
        return note.sequence(Tags.ContentSequence, content()).build();
    }

    private static DataSet template() {
        return DataSet.builder()
                .set(Tags.MappingResource, "DCMR")
                .set(Tags.TemplateIdentifier, "2000")
                .build();
    }

    private DataSet verifier() {
        var signature = reading.signature();
        var at = signature.at().atOffset(ZoneOffset.UTC).format(MOMENT);
        return inUnicode()
                .set(Tags.VerifyingOrganization, cut(organization().replace('\\', ' ')))
                .set(Tags.VerificationDateTime, at)
                .set(Tags.VerifyingObserverName, name())
                .sequence(Tags.VerifyingObserverIdentificationCodeSequence)
                .build();
    }

    /** The display name as a family name; what parts a name in DICOM is none here. */
    private String name() {
        return cut(reading.signature().name().replaceAll("[\\\\^=\\p{Cc}]", " ").strip());
    }

    private String organization() {
        return reading.signature().organization().replaceAll("\\p{Cc}", " ").strip();
    }

    /** To what PN and LO hold (PS3.5 section 6.2). */
    private static String cut(String text) {
        int length = Math.min(MOST, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, length)).strip();
    }

    private static DataSet predecessor(ReadingDocument earlier) {
        var reference =
                DataSet.builder()
                        .set(Tags.ReferencedSOPClassUID, UIDs.BasicTextSRStorage)
                        .set(Tags.ReferencedSOPInstanceUID, earlier.sopInstanceUID())
                        .build();
        var series =
                DataSet.builder()
                        .set(Tags.SeriesInstanceUID, earlier.seriesInstanceUID())
                        .sequence(Tags.ReferencedSOPSequence, reference)
                        .build();
        return KeyObjectDocument.evidence(earlier.studyInstanceUID(), List.of(series));
    }

    /** Images of the note's own study are its evidence; those of priors pertain to it. */
    private void evidence(DataSetBuilder note, UID home) {
        var byStudy =
                reading.keyImages().stream()
                        .collect(
                                groupingBy(
                                        KeyImage::studyInstanceUID, LinkedHashMap::new, toList()));
        var own = byStudy.remove(home);
        if (own != null) {
            note.sequence(Tags.CurrentRequestedProcedureEvidenceSequence, evidence(home, own));
        }
        if (!byStudy.isEmpty()) {
            var others = new ArrayList<DataSet>();
            byStudy.forEach((study, chosen) -> others.add(evidence(study, chosen)));
            note.sequence(Tags.PertinentOtherEvidenceSequence, others);
        }
    }

    private DataSet evidence(UID study, List<KeyImage> chosen) {
        var bySeries = new LinkedHashMap<UID, List<NotedInstance>>();
        for (var one : chosen) {
            var series = bySeries.computeIfAbsent(one.seriesInstanceUID(), _ -> new ArrayList<>());
            var image = noted(one).instance();
            // Two frames of one image are one object of the evidence.
            if (!series.contains(image)) {
                series.add(image);
            }
        }
        var series = new ArrayList<DataSet>();
        bySeries.forEach((uid, some) -> series.add(KeyObjectDocument.series(uid, some).build()));
        return KeyObjectDocument.evidence(study, series);
    }

    private NotedImage noted(KeyImage one) {
        var found = images.get(one.sopInstanceUID());
        if (found == null) {
            throw new MissingKeyImageException(one);
        }
        return found;
    }

    private List<DataSet> content() {
        var items = new ArrayList<DataSet>();
        items.add(language());
        items.addAll(observer());
        var findings = new ArrayList<DataSet>();
        if (!reading.text().isEmpty()) {
            findings.add(text(ReadingCode.FINDING, ends(reading.text())));
        }
        for (var remark : reading.remarks()) {
            findings.add(
                    text(
                            ReadingCode.FINDING,
                            "%s: %s".formatted(remark.examination(), ends(remark.text()))));
        }
        section(items, ReadingCode.FINDINGS, findings);
        if (!reading.conclusion().isEmpty()) {
            section(
                    items,
                    ReadingCode.CONCLUSIONS,
                    List.of(text(ReadingCode.CONCLUSION, ends(reading.conclusion()))));
        }
        section(
                items,
                ReadingCode.KEY_IMAGES,
                reading.keyImages().stream().map(this::image).toList());
        return items;
    }

    private DataSet image(KeyImage one) {
        var image = noted(one);
        return image.frames() > 1
                ? KeyObjectDocument.content(image.instance(), one.frame())
                : KeyObjectDocument.content(image.instance());
    }

    private static void section(List<DataSet> items, ReadingCode heading, List<DataSet> content) {
        if (content.isEmpty()) {
            return;
        }
        items.add(
                item("CONTAINS", "CONTAINER", heading)
                        .set(Tags.ContinuityOfContent, "SEPARATE")
                        .sequence(Tags.ContentSequence, content)
                        .build());
    }

    /** PS3.16 TID 1204, by RFC 5646. */
    private DataSet language() {
        var language = reading.signature().language();
        var code =
                ReadingCode.item(
                        language.toLanguageTag(),
                        "RFC5646",
                        language.getDisplayLanguage(Locale.ENGLISH));
        return item("HAS CONCEPT MOD", "CODE", ReadingCode.LANGUAGE)
                .sequence(Tags.ConceptCodeSequence, code)
                .build();
    }

    /** PS3.16 TID 1003. */
    private List<DataSet> observer() {
        return List.of(
                item("HAS OBS CONTEXT", "CODE", ReadingCode.OBSERVER_TYPE)
                        .sequence(Tags.ConceptCodeSequence, ReadingCode.PERSON.item())
                        .build(),
                item("HAS OBS CONTEXT", "PNAME", ReadingCode.OBSERVER_NAME)
                        .set(Tags.PersonName, name())
                        .build(),
                item("HAS OBS CONTEXT", "TEXT", ReadingCode.OBSERVER_ORGANIZATION)
                        .set(Tags.TextValue, organization())
                        .build());
    }

    private static DataSet text(ReadingCode concept, String text) {
        return item("CONTAINS", "TEXT", concept).set(Tags.TextValue, text).build();
    }

    private static DataSetBuilder item(String relationship, String type, ReadingCode concept) {
        return inUnicode()
                .set(Tags.RelationshipType, relationship)
                .set(Tags.ValueType, type)
                .sequence(Tags.ConceptNameCodeSequence, concept.item());
    }

    /** An item in the character set of the document, which is said once. */
    private static DataSetBuilder inUnicode() {
        return DataSetBuilder.within(SpecificCharacterSet.UTF_8);
    }
}
