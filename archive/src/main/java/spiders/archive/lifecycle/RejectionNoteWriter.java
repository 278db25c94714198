// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.RejectionReason;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Writes rejection notes: Key Object Selection Documents in the study that they reject objects of
 * (PS3.3 section A.35.4; PS3.16 TID 2010; IHE RAD TF-3 4.66.4.1.3).
 */
final class RejectionNoteWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private static final List<Tag> STUDY =
            List.of(
                    Tags.SpecificCharacterSet,
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.AccessionNumber,
                    Tags.IssuerOfAccessionNumberSequence,
                    Tags.ReferringPhysicianName,
                    Tags.StudyDescription,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.IssuerOfPatientID,
                    Tags.PatientBirthDate,
                    Tags.PatientSex,
                    Tags.StudyInstanceUID,
                    Tags.StudyID);

    private RejectionNoteWriter() {}

    /**
     * A note that names instances of one study.
     *
     * @param study attributes of the patient and the study
     */
    static DataSet write(
            DataSet study, List<NotedInstance> instances, RejectionReason reason, Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        var note = DataSet.builder();
        for (var tag : STUDY) {
            study.element(tag).ifPresentOrElse(note::set, () -> empty(note, tag));
        }
        note.set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(Tags.SOPClassUID, UIDs.KeyObjectSelectionDocumentStorage)
                .set(Tags.SOPInstanceUID, UID.random())
                .set(Tags.ContentDate, time.format(DATE))
                .set(Tags.ContentTime, time.format(TIME))
                .set(Tags.TimezoneOffsetFromUTC, "+0000")
                .set(Tags.Modality, "KO")
                .set(Tags.Manufacturer, "SPIDERS")
                .set(Tags.SeriesInstanceUID, UID.random())
                .set(Tags.SeriesNumber, "1")
                .set(Tags.InstanceNumber, "1")
                .set(Tags.SeriesDescription, reason.meaning())
                .sequence(Tags.ReferencedPerformedProcedureStepSequence)
                .set(Tags.ValueType, "CONTAINER")
                .set(Tags.ContinuityOfContent, "SEPARATE")
                .sequence(Tags.ConceptNameCodeSequence, code(reason))
                .sequence(
                        Tags.ContentTemplateSequence,
                        DataSet.builder()
                                .set(Tags.MappingResource, "DCMR")
                                .set(Tags.TemplateIdentifier, "2010")
                                .build())
                .sequence(
                        Tags.CurrentRequestedProcedureEvidenceSequence, evidence(study, instances))
                .sequence(
                        Tags.ContentSequence,
                        instances.stream().map(RejectionNoteWriter::item).toList());
        return note.build();
    }

    /** What is of type 2 in a Key Object Selection Document. */
    private static void empty(DataSetBuilder note, Tag tag) {
        if (!tag.equals(Tags.IssuerOfAccessionNumberSequence)
                && !tag.equals(Tags.StudyDescription)
                && !tag.equals(Tags.IssuerOfPatientID)) {
            note.empty(tag);
        }
    }

    private static DataSet code(RejectionReason reason) {
        return DataSet.builder()
                .set(Tags.CodeValue, reason.code())
                .set(Tags.CodingSchemeDesignator, "DCM")
                .set(Tags.CodeMeaning, reason.meaning())
                .build();
    }

    private static DataSet evidence(DataSet study, List<NotedInstance> instances) {
        var bySeries = new LinkedHashMap<UID, List<DataSet>>();
        for (var instance : instances) {
            bySeries.computeIfAbsent(instance.seriesInstanceUID(), _ -> new ArrayList<>())
                    .add(reference(instance));
        }
        var series = new ArrayList<DataSet>();
        bySeries.forEach((uid, references) ->
                series.add(
                        DataSet.builder()
                                .set(Tags.SeriesInstanceUID, uid)
                                .sequence(Tags.ReferencedSOPSequence, references)
                                .build()));
        return DataSet.builder()
                .set(Tags.StudyInstanceUID, study.uid(Tags.StudyInstanceUID).orElseThrow())
                .sequence(Tags.ReferencedSeriesSequence, series)
                .build();
    }

    private static DataSet item(NotedInstance instance) {
        return DataSet.builder()
                .set(Tags.RelationshipType, "CONTAINS")
                .set(Tags.ValueType, instance.isImage() ? "IMAGE" : "COMPOSITE")
                .sequence(Tags.ReferencedSOPSequence, reference(instance))
                .build();
    }

    private static DataSet reference(NotedInstance instance) {
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, instance.sopClassUID())
                .set(Tags.ReferencedSOPInstanceUID, instance.sopInstanceUID())
                .build();
    }
}
