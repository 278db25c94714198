// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/**
 * The policy that names patients in a project: a key's pseudonyms, or a correspondence table that a
 * trusted third keeps.
 *
 * <p>Called from the threads of {@link Deidentifier}; the same patient must get the same answer.
 */
@FunctionalInterface
public interface PatientPseudonyms {

    PatientPseudonym of(PatientIdentity patient);

    /**
     * Codes of 20 digits and capital letters under a key, for the ID and the name alike. A code of
     * the same key stays as it is.
     */
    static PatientPseudonyms keyed(DeidentificationKey key) {
        return patient -> key.values().pseudonym(patient);
    }
}
