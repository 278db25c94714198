// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** The attributes that QIDO-RS returns (PS3.18 tables 10.6.3-3 to 10.6.3-5). */
final class Summaries {

    private static final List<Tag> STUDY =
            List.of(
                    Tags.SpecificCharacterSet,
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.AccessionNumber,
                    Tags.InstanceAvailability,
                    Tags.ModalitiesInStudy,
                    Tags.SOPClassesInStudy,
                    Tags.ReferringPhysicianName,
                    Tags.StudyDescription,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.IssuerOfPatientID,
                    Tags.IssuerOfPatientIDQualifiersSequence,
                    Tags.OtherPatientIDsSequence,
                    Tags.PatientBirthDate,
                    Tags.PatientSex,
                    Tags.PatientBirthName,
                    Tags.StudyInstanceUID,
                    Tags.StudyID,
                    Tags.NumberOfStudyRelatedSeries,
                    Tags.NumberOfStudyRelatedInstances);
    private static final List<Tag> SERIES =
            List.of(
                    Tags.Modality,
                    Tags.SeriesDate,
                    Tags.SeriesTime,
                    Tags.SeriesDescription,
                    Tags.BodyPartExamined,
                    Tags.SeriesInstanceUID,
                    Tags.SeriesNumber,
                    Tags.NumberOfSeriesRelatedInstances);
    private static final List<Tag> IMAGE =
            List.of(
                    Tags.SOPClassUID,
                    Tags.SOPInstanceUID,
                    Tags.InstanceNumber,
                    Tags.Rows,
                    Tags.Columns,
                    Tags.BitsAllocated,
                    Tags.NumberOfFrames);

    private Summaries() {}

    static List<Tag> of(Level level) {
        var tags = new ArrayList<>(STUDY);
        if (level.compareTo(Level.SERIES) >= 0) {
            tags.addAll(SERIES);
        }
        if (level == Level.IMAGE) {
            tags.addAll(IMAGE);
        }
        return tags;
    }
}
