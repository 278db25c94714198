// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** What a new object has from another of its study, and from whoever makes it. */
public final class StudyAttributes {

    private static final List<Tag> PATIENT_AND_STUDY =
            List.of(
                    Tags.SpecificCharacterSet,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.IssuerOfPatientID,
                    Tags.PatientBirthDate,
                    Tags.PatientSex,
                    Tags.StudyInstanceUID,
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.ReferringPhysicianName,
                    Tags.StudyID,
                    Tags.AccessionNumber,
                    Tags.StudyDescription);

    /** What a study may leave empty, but not out. */
    private static final List<Tag> NEVER_ABSENT =
            List.of(
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.PatientBirthDate,
                    Tags.PatientSex,
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.ReferringPhysicianName,
                    Tags.StudyID,
                    Tags.AccessionNumber);

    private StudyAttributes() {}

    /**
     * Begins an object: patient and study of the source, series, equipment and instance of the
     * identity.
     *
     * @throws IllegalArgumentException if the source names no study
     */
    public static DataSetBuilder of(DataSet source, ObjectIdentity identity) {
        if (source.uid(Tags.StudyInstanceUID).isEmpty()) {
            throw new IllegalArgumentException("The source is of no study");
        }
        var builder = DataSet.builder();
        for (var tag : PATIENT_AND_STUDY) {
            source.element(tag).ifPresent(builder::set);
        }
        for (var tag : NEVER_ABSENT) {
            if (!builder.has(tag)) {
                builder.empty(tag);
            }
        }
        var date = identity.written().toLocalDate();
        var time = identity.written().toLocalTime();
        return builder.set(Tags.SOPInstanceUID, identity.sopInstanceUID())
                .set(Tags.SeriesInstanceUID, identity.seriesInstanceUID())
                .set(Tags.InstanceNumber, 1)
                .set(Tags.InstanceCreationDate, date)
                .set(Tags.InstanceCreationTime, time)
                .set(Tags.SeriesDate, date)
                .set(Tags.SeriesTime, time)
                .set(Tags.Manufacturer, identity.manufacturer())
                .set(Tags.ManufacturerModelName, identity.model())
                .set(Tags.DeviceSerialNumber, identity.serialNumber())
                .set(Tags.SoftwareVersions, identity.softwareVersion());
    }
}
