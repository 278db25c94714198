// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import static spiders.dicom.media.RecordKey.ifThere;
import static spiders.dicom.media.RecordKey.mayBeEmpty;
import static spiders.dicom.media.RecordKey.required;

import static java.util.Map.entry;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A type of directory record that has a file, and its keys (PS3.3 section F.5). */
enum RecordType {
    IMAGE("IMAGE", required(Tags.InstanceNumber), ifThere(Tags.ImageType)),
    RT_DOSE("RT DOSE", required(Tags.InstanceNumber), required(Tags.DoseSummationType)),
    RT_STRUCTURE_SET(
            "RT STRUCTURE SET",
            required(Tags.InstanceNumber),
            required(Tags.StructureSetLabel),
            mayBeEmpty(Tags.StructureSetDate),
            mayBeEmpty(Tags.StructureSetTime)),
    RT_PLAN(
            "RT PLAN",
            required(Tags.InstanceNumber),
            required(Tags.RTPlanLabel),
            mayBeEmpty(Tags.RTPlanDate),
            mayBeEmpty(Tags.RTPlanTime)),
    RT_TREAT_RECORD(
            "RT TREAT RECORD",
            required(Tags.InstanceNumber),
            mayBeEmpty(Tags.TreatmentDate),
            mayBeEmpty(Tags.TreatmentTime)),
    PRESENTATION(
            "PRESENTATION",
            required(Tags.PresentationCreationDate),
            required(Tags.PresentationCreationTime),
            required(Tags.InstanceNumber),
            required(Tags.ContentLabel),
            mayBeEmpty(Tags.ContentDescription),
            mayBeEmpty(Tags.ContentCreatorName),
            ifThere(Tags.ReferencedSeriesSequence),
            ifThere(Tags.BlendingSequence)),
    WAVEFORM("WAVEFORM", required(Tags.InstanceNumber), dated()),
    SR_DOCUMENT(
            "SR DOCUMENT",
            required(Tags.InstanceNumber),
            dated(),
            required(Tags.CompletionFlag),
            required(Tags.VerificationFlag),
            ifThere(Tags.VerificationDateTime),
            required(Tags.ConceptNameCodeSequence)),
    KEY_OBJECT_DOC(
            "KEY OBJECT DOC",
            required(Tags.InstanceNumber),
            dated(),
            required(Tags.ConceptNameCodeSequence)),
    SPECTROSCOPY(
            "SPECTROSCOPY",
            required(Tags.ImageType),
            dated(),
            required(Tags.InstanceNumber),
            required(Tags.NumberOfFrames),
            required(Tags.Rows),
            required(Tags.Columns),
            required(Tags.DataPointRows),
            required(Tags.DataPointColumns)),
    RAW_DATA("RAW DATA", dated(), mayBeEmpty(Tags.InstanceNumber)),
    REGISTRATION("REGISTRATION", labelled()),
    FIDUCIAL("FIDUCIAL", labelled()),
    VALUE_MAP("VALUE MAP", labelled()),
    SURFACE("SURFACE", labelled()),
    TRACT("TRACT", labelled()),
    ENCAP_DOC(
            "ENCAP DOC",
            mayBeEmpty(Tags.ContentDate),
            mayBeEmpty(Tags.ContentTime),
            required(Tags.InstanceNumber),
            mayBeEmpty(Tags.DocumentTitle),
            ifThere(Tags.HL7InstanceIdentifier),
            mayBeEmpty(Tags.ConceptNameCodeSequence),
            required(Tags.MIMETypeOfEncapsulatedDocument));

    private static final Map<String, RecordType> BY_KEYWORD =
            Map.ofEntries(
                    entry("RTDoseStorage", RT_DOSE),
                    entry("RTStructureSetStorage", RT_STRUCTURE_SET),
                    entry("RTPlanStorage", RT_PLAN),
                    entry("RTIonPlanStorage", RT_PLAN),
                    entry("KeyObjectSelectionDocumentStorage", KEY_OBJECT_DOC),
                    entry("MRSpectroscopyStorage", SPECTROSCOPY),
                    entry("RawDataStorage", RAW_DATA),
                    entry("SpatialRegistrationStorage", REGISTRATION),
                    entry("DeformableSpatialRegistrationStorage", REGISTRATION),
                    entry("SpatialFiducialsStorage", FIDUCIAL),
                    entry("RealWorldValueMappingStorage", VALUE_MAP),
                    entry("SurfaceSegmentationStorage", SURFACE),
                    entry("TractographyResultsStorage", TRACT),
                    entry("ProcedureLogStorage", SR_DOCUMENT),
                    entry("EncapsulatedPDFStorage", ENCAP_DOC),
                    entry("EncapsulatedCDAStorage", ENCAP_DOC),
                    entry("EncapsulatedSTLStorage", ENCAP_DOC),
                    entry("EncapsulatedOBJStorage", ENCAP_DOC),
                    entry("EncapsulatedMTLStorage", ENCAP_DOC));
    private static final List<Family> FAMILIES =
            List.of(
                    new Family("TreatmentRecordStorage", RT_TREAT_RECORD),
                    new Family("TreatmentSummaryRecordStorage", RT_TREAT_RECORD),
                    new Family("PresentationStateStorage", PRESENTATION),
                    new Family("WaveformStorage", WAVEFORM),
                    new Family("ReportStorage", SR_DOCUMENT),
                    new Family("SRStorage", SR_DOCUMENT));

    private final String term;
    private final List<RecordKey> keys;

    @SafeVarargs
    RecordType(String term, List<RecordKey>... keys) {
        this.term = term;
        var all = new ArrayList<RecordKey>();
        for (var some : keys) {
            all.addAll(some);
        }
        this.keys = List.copyOf(all);
    }

    private static List<RecordKey> dated() {
        return required(Tags.ContentDate, Tags.ContentTime);
    }

    /** What the Content Identification Macro says. */
    private static List<RecordKey> labelled() {
        var numbered =
                required(
                        Tags.ContentDate, Tags.ContentTime, Tags.InstanceNumber, Tags.ContentLabel);
        var described = mayBeEmpty(Tags.ContentDescription, Tags.ContentCreatorName);
        return Stream.concat(numbered.stream(), described.stream()).toList();
    }

    /** The defined term of Directory Record Type. */
    String term() {
        return term;
    }

    List<RecordKey> keys() {
        return keys;
    }

    /** The type of an instance's record: by its SOP Class, else an image if it has pixels. */
    static Optional<RecordType> of(UID sopClassUID, DataSet instance) {
        var type = of(sopClassUID);
        boolean isImage =
                Stream.of(Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData)
                        .anyMatch(instance::has);
        return type.isEmpty() && isImage ? Optional.of(IMAGE) : type;
    }

    private static Optional<RecordType> of(UID sopClassUID) {
        var keyword = Dictionary.keyword(sopClassUID).orElse("");
        return Optional.ofNullable(BY_KEYWORD.get(keyword)).or(() -> ofFamily(keyword));
    }

    /** SOP Classes whose names end alike have the same record. */
    private static Optional<RecordType> ofFamily(String keyword) {
        return FAMILIES.stream()
                .filter(family -> keyword.endsWith(family.ending))
                .map(family -> family.type)
                .findFirst();
    }

    private record Family(String ending, RecordType type) {}
}
