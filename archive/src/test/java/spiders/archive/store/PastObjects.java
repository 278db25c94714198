// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.List;

/** What the archives of past releases were filled with, whose dumps are in {@code past}. */
final class PastObjects {

    private static final String ROOT = "1.2.826.0.1.3680043.10.3.";

    private PastObjects() {}

    static List<DataSet> all() {
        var objects = new ArrayList<DataSet>();
        objects.add(object(1, 1, 1, "ESSAI-DUPONT^Jean-Pierre", "E1"));
        objects.add(object(1, 1, 2, "ESSAI-DUPONT^Jean-Pierre", "E1"));
        objects.add(object(1, 2, 1, "ESSAI-DUPONT^Jean-Pierre", "E1"));
        objects.add(object(2, 1, 1, "ESSAI-LEFÈVRE^Élodie=ESSAI=ESSAI", "E2"));
        var other =
                DataSet.builder()
                        .set(Tags.PatientID, "ANCIEN-3")
                        .set(Tags.IssuerOfPatientID, "ESSAIS")
                        .build();
        objects.add(
                object(3, 1, 1, "", "E3").toBuilder()
                        .set(Tags.IssuerOfPatientID, "LABO")
                        .sequence(Tags.OtherPatientIDsSequence, other)
                        .build());
        objects.add(object(4, 1, 1, "ESSAI SANS NUMERO", ""));
        return objects;
    }

    private static DataSet object(int study, int series, int number, String name, String id) {
        var uid = ROOT + study + "." + series;
        return DataSet.builder()
                .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(Tags.SOPClassUID, series == 1 ? UIDs.CTImageStorage : UIDs.MRImageStorage)
                .set(Tags.SOPInstanceUID, new UID(uid + "." + number))
                .set(Tags.StudyDate, "2026010" + study)
                .set(Tags.StudyTime, "0" + study + "30")
                .set(Tags.AccessionNumber, "ESSAI-A" + study)
                .set(Tags.Modality, series == 1 ? "CT" : "MR")
                .set(Tags.StudyDescription, "Essai n°" + study)
                .set(Tags.ReferringPhysicianName, "ESSAI-MÉDECIN^" + study)
                .set(Tags.PatientName, name)
                .set(Tags.PatientID, id)
                .set(Tags.PatientBirthDate, "195" + study + "0102")
                .set(Tags.PatientSex, study == 4 ? "" : "F")
                .set(Tags.StudyInstanceUID, new UID(ROOT + study))
                .set(Tags.SeriesInstanceUID, new UID(uid))
                .set(Tags.StudyID, "ES" + study)
                .set(Tags.SeriesNumber, Integer.toString(series))
                .set(Tags.InstanceNumber, Integer.toString(number))
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, 2)
                .set(Tags.Columns, 2)
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OB, new byte[] {1, 2, 3, (byte) number})
                .build();
    }
}
