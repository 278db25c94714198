// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.store.Search.Level;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.iod.IOD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of which level an attribute is: what is one for a patient, a study, a series (PS3.4 sections
 * C.6.1 and C.6.2), by the information entity of the modules that have it (PS3.3 section A.1).
 */
public final class AttributeLevels {

    /** Patient and study level attributes that the index keeps of a study. */
    public static final List<Tag> STUDY =
            List.of(
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.AccessionNumber,
                    Tags.IssuerOfAccessionNumberSequence,
                    Tags.InstitutionName,
                    Tags.ReferringPhysicianName,
                    Tags.TimezoneOffsetFromUTC,
                    Tags.StudyDescription,
                    Tags.ProcedureCodeSequence,
                    Tags.NameOfPhysiciansReadingStudy,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.IssuerOfPatientID,
                    Tags.IssuerOfPatientIDQualifiersSequence,
                    Tags.PatientBirthDate,
                    Tags.PatientBirthTime,
                    Tags.PatientSex,
                    Tags.OtherPatientIDsSequence,
                    Tags.PatientAge,
                    Tags.PatientSize,
                    Tags.PatientWeight,
                    Tags.PatientComments,
                    Tags.StudyInstanceUID,
                    Tags.StudyID);

    /** Series level attributes that the index keeps of a series. */
    public static final List<Tag> SERIES =
            List.of(
                    Tags.SeriesDate,
                    Tags.SeriesTime,
                    Tags.Modality,
                    Tags.Manufacturer,
                    Tags.StationName,
                    Tags.SeriesDescription,
                    Tags.PerformingPhysicianName,
                    Tags.OperatorsName,
                    Tags.ManufacturerModelName,
                    Tags.BodyPartExamined,
                    Tags.ProtocolName,
                    Tags.PatientPosition,
                    Tags.SeriesInstanceUID,
                    Tags.SeriesNumber,
                    Tags.Laterality,
                    Tags.FrameOfReferenceUID,
                    Tags.PerformedProcedureStepStartDate,
                    Tags.PerformedProcedureStepStartTime,
                    Tags.PerformedProcedureStepDescription,
                    Tags.RequestAttributesSequence);

    /** What an answer says of the archive, and no object of itself: returned, never matched. */
    static final Set<Tag> TOLD =
            Set.of(
                    Tags.NumberOfPatientRelatedStudies,
                    Tags.NumberOfPatientRelatedSeries,
                    Tags.NumberOfPatientRelatedInstances,
                    Tags.NumberOfStudyRelatedSeries,
                    Tags.NumberOfStudyRelatedInstances,
                    Tags.NumberOfSeriesRelatedInstances,
                    Tags.InstanceAvailability,
                    Tags.RetrieveAETitle,
                    Tags.RetrieveURL,
                    Tags.QueryRetrieveLevel,
                    Tags.SpecificCharacterSet);

    private static final Set<String> PATIENT_MODULES =
            Set.of("Patient", "ClinicalTrialSubject", "PatientGroupMacro");
    private static final Set<String> STUDY_MODULES =
            Set.of("GeneralStudy", "PatientStudy", "ClinicalTrialStudy");
    private static final Map<Tag, Level> LEVELS = levels();

    private AttributeLevels() {}

    /** Every attribute that is one of a level, and of none above. */
    static Set<Tag> at(Level level) {
        return LEVELS.entrySet().stream()
                .filter(entry -> entry.getValue() == level)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The highest level at which the attribute is one; private ones are of the instance. */
    static Level of(Tag tag) {
        return LEVELS.getOrDefault(tag, Level.INSTANCE);
    }

    /** Whether an answer at a level can hold the attribute. */
    static boolean isAt(Tag tag, Level level) {
        return of(tag).compareTo(level) <= 0;
    }

    private static Map<Tag, Level> levels() {
        var levels = new HashMap<Tag, Level>();
        for (var sopClass : IOD.sopClasses()) {
            for (var attribute : IOD.of(sopClass).orElseThrow().definition().attributes()) {
                for (var module : attribute.modules()) {
                    put(levels, attribute.tag(), level(module.name()));
                }
            }
        }
        SERIES.forEach(tag -> put(levels, tag, Level.SERIES));
        STUDY.forEach(tag -> put(levels, tag, Level.STUDY));
        put(levels, Tags.ModalitiesInStudy, Level.STUDY);
        put(levels, Tags.SOPClassesInStudy, Level.STUDY);
        return Map.copyOf(levels);
    }

    private static void put(Map<Tag, Level> levels, Tag tag, Level level) {
        levels.merge(tag, level, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    private static Level level(String module) {
        if (PATIENT_MODULES.contains(module)) {
            return Level.PATIENT;
        }
        if (STUDY_MODULES.contains(module)) {
            return Level.STUDY;
        }
        boolean isOfSeries =
                module.endsWith("Series")
                        || module.endsWith("Equipment")
                        || module.equals("FrameOfReference");
        return isOfSeries ? Level.SERIES : Level.INSTANCE;
    }
}
