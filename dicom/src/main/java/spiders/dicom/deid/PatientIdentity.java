// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

/**
 * Whom an object is of, as it says; the empty string for what it does not say.
 *
 * @param studyInstanceUID the study, for objects that name no patient at all
 */
public record PatientIdentity(
        String patientID,
        String issuer,
        String patientName,
        String birthDate,
        String studyInstanceUID) {

    /** Reads the identity from the top level of an object. */
    public static PatientIdentity of(DataSet dataSet) {
        return new PatientIdentity(
                dataSet.string(Tags.PatientID).orElse(""),
                dataSet.string(Tags.IssuerOfPatientID).orElse(""),
                dataSet.string(Tags.PatientName).orElse(""),
                dataSet.string(Tags.PatientBirthDate).orElse(""),
                dataSet.string(Tags.StudyInstanceUID).orElse(""));
    }

    /**
     * The text that stands for the patient under a key: the ID and its issuer; without an ID, name
     * and birth date; without those, the study, whose dates at least then move together.
     */
    String key() {
        if (!patientID.isEmpty()) {
            return issuer.isEmpty() ? patientID : patientID + "\n" + issuer;
        }
        return patientName.isEmpty() && birthDate.isEmpty()
                ? "study\n" + studyInstanceUID
                : "name\n" + patientName + "\n" + birthDate;
    }

    /** Prints nothing of the patient. */
    @Override
    public String toString() {
        return "the identity of a patient";
    }
}
