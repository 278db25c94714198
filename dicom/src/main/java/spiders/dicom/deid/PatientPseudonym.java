// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/**
 * Who a patient is in a project.
 *
 * @param patientName what stands in (0010,0010): components parted by carets
 * @param patientID what stands in (0010,0020): 1 to 64 characters
 * @param dateKey decides by how many days the patient's dates are moved: the same for all that is
 *     to be compared
 */
public record PatientPseudonym(String patientName, String patientID, String dateKey) {

    public PatientPseudonym {
        if (patientID.isEmpty() || patientID.length() > 64 || patientID.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("A patient's pseudonym has 1 to 64 characters");
        }
    }
}
