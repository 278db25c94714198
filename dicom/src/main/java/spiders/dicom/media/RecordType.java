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

/**
 * A type of directory record that has a file, and its keys (PS3.3 section F.5).
 *
 * @param term the defined term of Directory Record Type
 */
record RecordType(String term, List<RecordKey> keys) {

    private static final RecordType IMAGE =
            of("IMAGE", required(Tags.InstanceNumber), ifThere(Tags.ImageType));
    private static final RecordType RT_DOSE =
            of("RT DOSE", required(Tags.InstanceNumber), required(Tags.DoseSummationType));
    private static final RecordType RT_STRUCTURE_SET =
            of(
                    "RT STRUCTURE SET",
                    required(Tags.InstanceNumber),
                    required(Tags.StructureSetLabel),
                    mayBeEmpty(Tags.StructureSetDate),
                    mayBeEmpty(Tags.StructureSetTime));
    private static final RecordType RT_PLAN =
            of(
                    "RT PLAN",
                    required(Tags.InstanceNumber),
                    required(Tags.RTPlanLabel),
                    mayBeEmpty(Tags.RTPlanDate),
                    mayBeEmpty(Tags.RTPlanTime));
    private static final RecordType RT_TREAT_RECORD =
            of(
                    "RT TREAT RECORD",
                    required(Tags.InstanceNumber),
                    mayBeEmpty(Tags.TreatmentDate),
                    mayBeEmpty(Tags.TreatmentTime));
    private static final RecordType PRESENTATION =
            of(
                    "PRESENTATION",
                    required(Tags.PresentationCreationDate),
                    required(Tags.PresentationCreationTime),
                    required(Tags.InstanceNumber),
                    required(Tags.ContentLabel),
                    mayBeEmpty(Tags.ContentDescription),
                    mayBeEmpty(Tags.ContentCreatorName),
                    ifThere(Tags.ReferencedSeriesSequence),
                    ifThere(Tags.BlendingSequence));
    private static final RecordType WAVEFORM =
            of("WAVEFORM", required(Tags.InstanceNumber), dated());
    private static final RecordType SR_DOCUMENT =
            of(
                    "SR DOCUMENT",
                    required(Tags.InstanceNumber),
                    dated(),
                    required(Tags.CompletionFlag),
                    required(Tags.VerificationFlag),
                    ifThere(Tags.VerificationDateTime),
                    required(Tags.ConceptNameCodeSequence));
    private static final RecordType KEY_OBJECT_DOC =
            of(
                    "KEY OBJECT DOC",
                    required(Tags.InstanceNumber),
                    dated(),
                    required(Tags.ConceptNameCodeSequence));
    private static final RecordType SPECTROSCOPY =
            of(
                    "SPECTROSCOPY",
                    required(Tags.ImageType),
                    dated(),
                    required(Tags.InstanceNumber),
                    required(Tags.NumberOfFrames),
                    required(Tags.Rows),
                    required(Tags.Columns),
                    required(Tags.DataPointRows),
                    required(Tags.DataPointColumns));
    private static final RecordType RAW_DATA =
            of("RAW DATA", dated(), mayBeEmpty(Tags.InstanceNumber));
    private static final RecordType REGISTRATION = of("REGISTRATION", labelled());
    private static final RecordType FIDUCIAL = of("FIDUCIAL", labelled());
    private static final RecordType VALUE_MAP = of("VALUE MAP", labelled());
    private static final RecordType SURFACE = of("SURFACE", labelled());
    private static final RecordType TRACT = of("TRACT", labelled());
    private static final RecordType ENCAP_DOC =
            of(
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

    RecordType {
        keys = List.copyOf(keys);
    }

    @SafeVarargs
    private static RecordType of(String term, List<RecordKey>... keys) {
        var all = new ArrayList<RecordKey>();
        for (var some : keys) {
            all.addAll(some);
        }
        return new RecordType(term, all);
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

    /** The type of an instance's record: by its SOP Class, else an image if it has pixels. */
    static Optional<RecordType> of(UID sopClassUID, DataSet instance) {
        var type = byName(sopClassUID);
        boolean isImage =
                Stream.of(Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData)
                        .anyMatch(instance::has);
        return type.isEmpty() && isImage ? Optional.of(IMAGE) : type;
    }

    private static Optional<RecordType> byName(UID sopClassUID) {
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
