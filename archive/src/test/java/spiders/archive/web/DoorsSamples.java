// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.Samples;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.List;
import java.util.stream.Stream;

/** Objects of several kinds, names and domains, and what is asked about them. */
final class DoorsSamples {

    static final UID MR_STUDY = new UID("1.2.826.0.1.3680043.10.1.20");
    static final UID US_STUDY = new UID("1.2.826.0.1.3680043.10.1.21");
    static final UID LILLE_STUDY = new UID("1.2.826.0.1.3680043.10.1.22");

    private static DataSet in(UID study, DataSet object) {
        return object.with(Tags.StudyInstanceUID, study)
                .with(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                .with(Tags.SOPInstanceUID, new UID(study.value() + ".1.1"));
    }

    /** Three component groups, and values that are empty. */
    static DataSet japanese() {
        return in(MR_STUDY, Samples.ct(4)).toBuilder()
                .set(Tags.SOPClassUID, UIDs.MRImageStorage)
                .set(Tags.Modality, "MR")
                .set(Tags.PatientID, "P2")
                .set(
                        Tags.PatientName,
                        "YAMADA^TAROU=\u5c71\u7530^\u592a\u90ce"
                                + "=\u3084\u307e\u3060^\u305f\u308d\u3046")
                .set(Tags.StudyDate, "20251231")
                .empty(Tags.AccessionNumber)
                .empty(Tags.StudyDescription)
                .empty(Tags.SeriesDescription)
                .empty(Tags.ReferringPhysicianName)
                .build();
    }

    /** The Patient ID of another patient, in another domain. */
    static DataSet ofLille() {
        return in(LILLE_STUDY, Samples.ct(5))
                .with(Tags.PatientName, "LEF\u00c8VRE^Zo\u00e9")
                .with(Tags.StudyDate, "20260401");
    }

    static DataSet cine() {
        var fragments =
                List.<Fragment>of(
                        new Fragment.Held(Bytes.of(new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 1})),
                        new Fragment.Held(Bytes.of(new byte[] {(byte) 0xFF, (byte) 0xD8, 2, 2})));
        return in(US_STUDY, Samples.ct(6)).toBuilder()
                .set(Tags.SOPClassUID, UIDs.UltrasoundMultiFrameImageStorage)
                .set(Tags.Modality, "US")
                .set(Tags.NumberOfFrames, "2")
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(pixels(fragments))
                .build();
    }

    private static EncapsulatedElement pixels(List<Fragment> fragments) {
        return new EncapsulatedElement(Tags.PixelData, VR.OB, Bytes.empty(), fragments);
    }

    /** A question to both doors. */
    record Question(String name, String level, String path, DataSet keys) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static DataSet asked(DataSet matched, spiders.dicom.data.Tag... returned) {
        var keys = matched.toBuilder();
        for (var tag : returned) {
            if (!matched.has(tag)) {
                keys.empty(tag);
            }
        }
        return keys.build();
    }

    private static Question study(String name, DataSet matched) {
        return new Question(
                name,
                "STUDY",
                "/studies",
                asked(
                        matched,
                        Tags.StudyDate,
                        Tags.StudyTime,
                        Tags.AccessionNumber,
                        Tags.ModalitiesInStudy,
                        Tags.ReferringPhysicianName,
                        Tags.StudyDescription,
                        Tags.PatientName,
                        Tags.PatientID,
                        Tags.IssuerOfPatientID,
                        Tags.PatientBirthDate,
                        Tags.PatientSex,
                        Tags.StudyInstanceUID,
                        Tags.StudyID,
                        Tags.NumberOfStudyRelatedSeries,
                        Tags.NumberOfStudyRelatedInstances));
    }

    private static DataSet with(spiders.dicom.data.Tag tag, String... values) {
        return DataSet.builder()
                .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(tag, values)
                .build();
    }

    static Stream<Question> questions() {
        var series = with(Tags.StudyInstanceUID, Samples.STUDY.value());
        var instances = series.with(Tags.SeriesInstanceUID, Samples.SERIES);
        var frames =
                with(Tags.StudyInstanceUID, US_STUDY.value())
                        .with(Tags.SeriesInstanceUID, new UID(US_STUDY.value() + ".1"));
        return Stream.of(
                study("a Patient ID of two domains", with(Tags.PatientID, "P1")),
                study("a name without its accents", with(Tags.PatientName, "demo^elodie")),
                study("a name in kanji", with(Tags.PatientName, "*\u5c71\u7530*")),
                study("a range of dates", with(Tags.StudyDate, "20260301-20260401")),
                study("a modality", with(Tags.ModalitiesInStudy, "MR")),
                study(
                        "two studies by their UIDs",
                        with(Tags.StudyInstanceUID, Samples.STUDY.value(), MR_STUDY.value())),
                study("an accession number", with(Tags.AccessionNumber, "A4?")),
                study("nothing that is there", with(Tags.PatientID, "NOBODY")),
                new Question(
                        "the series of a study",
                        "SERIES",
                        "/studies/" + Samples.STUDY.value() + "/series",
                        asked(
                                series,
                                Tags.Modality,
                                Tags.SeriesNumber,
                                Tags.SeriesDescription,
                                Tags.SeriesInstanceUID,
                                Tags.NumberOfSeriesRelatedInstances)),
                instances("the instances of a series", Samples.STUDY, Samples.SERIES, instances),
                instances(
                        "the multi-frame of a series",
                        US_STUDY,
                        new UID(US_STUDY.value() + ".1"),
                        frames));
    }

    private static Question instances(String name, UID study, UID series, DataSet matched) {
        return new Question(
                name,
                "IMAGE",
                "/studies/%s/series/%s/instances".formatted(study.value(), series.value()),
                asked(
                        matched,
                        Tags.SOPClassUID,
                        Tags.SOPInstanceUID,
                        Tags.InstanceNumber,
                        Tags.NumberOfFrames,
                        Tags.Rows,
                        Tags.Columns,
                        Tags.BitsAllocated));
    }

    private DoorsSamples() {}
}
