// SPDX-License-Identifier: Apache-2.0
package spiders.archive.keyobject;

import spiders.archive.store.NotedInstance;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The parts of a Key Object Selection Document (PS3.3 section A.35.4; PS3.16 TID 2010). */
public final class KeyObjectDocument {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    /** Of type 2 in the document: there, though it may be empty. */
    private static final List<Tag> STUDY =
            List.of(
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.AccessionNumber,
                    Tags.ReferringPhysicianName,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.PatientBirthDate,
                    Tags.PatientSex,
                    Tags.StudyInstanceUID,
                    Tags.StudyID);

    /** There where they have a value. */
    private static final List<Tag> OPTIONAL =
            List.of(
                    Tags.IssuerOfAccessionNumberSequence,
                    Tags.StudyDescription,
                    Tags.IssuerOfPatientID,
                    Tags.IssuerOfPatientIDQualifiersSequence);

    private KeyObjectDocument() {}

    /** A code of the DICOM Controlled Terminology (PS3.16 annex D). */
    public record Code(String value, String meaning) {

        /** As an item of a sequence. */
        public DataSet item() {
            return DataSet.builder()
                    .set(Tags.CodeValue, value)
                    .set(Tags.CodingSchemeDesignator, "DCM")
                    .set(Tags.CodeMeaning, meaning)
                    .build();
        }
    }

    /** Which instance of which series a document is. */
    public record Identity(UID seriesInstanceUID, UID sopInstanceUID) {}

    /**
     * A document but for what it refers to.
     *
     * @param study attributes of the patient and the study that it stands in
     * @param at when its content was so
     */
    public static DataSetBuilder begin(DataSet study, Code title, Identity identity, Instant at) {
        return inStudy(study, identity, at)
                .set(Tags.SOPClassUID, UIDs.KeyObjectSelectionDocumentStorage)
                .set(Tags.Modality, "KO")
                .set(Tags.SeriesNumber, "1")
                .set(Tags.InstanceNumber, "1")
                .set(Tags.SeriesDescription, title.meaning())
                .sequence(Tags.ReferencedPerformedProcedureStepSequence)
                .set(Tags.ValueType, "CONTAINER")
                .set(Tags.ContinuityOfContent, "SEPARATE")
                .sequence(Tags.ConceptNameCodeSequence, title.item())
                .sequence(
                        Tags.ContentTemplateSequence,
                        DataSet.builder()
                                .set(Tags.MappingResource, "DCMR")
                                .set(Tags.TemplateIdentifier, "2010")
                                .build());
    }

    /**
     * What every document that is written here has of its patient, its study and its author, the
     * SOP Class and the series' modality and number left out.
     */
    public static DataSetBuilder inStudy(DataSet study, Identity identity, Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        var document = DataSet.builder();
        for (var tag : STUDY) {
            study.element(tag).ifPresentOrElse(document::set, () -> document.empty(tag));
        }
        OPTIONAL.forEach(tag -> study.element(tag).ifPresent(document::set));
        return document.set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(Tags.SOPInstanceUID, identity.sopInstanceUID())
                .set(Tags.ContentDate, time.format(DATE))
                .set(Tags.ContentTime, time.format(TIME))
                .set(Tags.TimezoneOffsetFromUTC, "+0000")
                .set(Tags.Manufacturer, "SPIDERS")
                .set(Tags.SeriesInstanceUID, identity.seriesInstanceUID());
    }

    /** An item of Current Requested Procedure Evidence: a study with its series. */
    public static DataSet evidence(UID study, List<DataSet> series) {
        return DataSet.builder()
                .set(Tags.StudyInstanceUID, study)
                .sequence(Tags.ReferencedSeriesSequence, series)
                .build();
    }

    /** A series of the evidence with the instances that are referred to. */
    public static DataSetBuilder series(UID series, List<NotedInstance> instances) {
        return DataSet.builder()
                .set(Tags.SeriesInstanceUID, series)
                .sequence(
                        Tags.ReferencedSOPSequence,
                        instances.stream().map(KeyObjectDocument::reference).toList());
    }

    /** The content item that refers to an instance. */
    public static DataSet content(NotedInstance instance) {
        return DataSet.builder()
                .set(Tags.RelationshipType, "CONTAINS")
                .set(Tags.ValueType, instance.isImage() ? "IMAGE" : "COMPOSITE")
                .sequence(Tags.ReferencedSOPSequence, reference(instance))
                .build();
    }

    /** The content item that refers to one frame of an image, counted from 1. */
    public static DataSet content(NotedInstance image, int frame) {
        return DataSet.builder()
                .set(Tags.RelationshipType, "CONTAINS")
                .set(Tags.ValueType, "IMAGE")
                .sequence(
                        Tags.ReferencedSOPSequence,
                        reference(image).toBuilder().set(Tags.ReferencedFrameNumber, frame).build())
                .build();
    }

    private static DataSet reference(NotedInstance instance) {
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, instance.sopClassUID())
                .set(Tags.ReferencedSOPInstanceUID, instance.sopInstanceUID())
                .build();
    }
}
