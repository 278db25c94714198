// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/**
 * A person asks for emergency access to one patient.
 *
 * @param words what it is about, in the person's own words
 * @param despiteObjection whether the person confirms it though the patient objects
 */
public record EmergencyRequest(
        PatientKey patient, EmergencyReason reason, String words, boolean despiteObjection) {

    public EmergencyRequest {
        words = words.strip();
        if (!Emergency.isEnough(words)) {
            throw new IllegalArgumentException("an emergency is told in some words");
        }
    }

    /** Prints itself without the words. */
    @Override
    public String toString() {
        return "EmergencyRequest[" + reason + "]";
    }
}
