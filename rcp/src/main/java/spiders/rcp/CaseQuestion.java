// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * What the board is asked, and on what ground.
 *
 * @param text may be empty in a draft only
 * @param patientInformed whether the patient was informed and did not oppose; a case is submitted
 *     on that condition
 * @param draft whether the case is still being written
 */
public record CaseQuestion(String text, CaseReason reason, boolean patientInformed, boolean draft) {

    private static final int LENGTH_LIMIT = 4000;

    public CaseQuestion {
        text = text.strip();
        if (text.length() > LENGTH_LIMIT) {
            throw new IllegalArgumentException("a question has at most 4000 characters");
        }
        if (!draft && text.isEmpty()) {
            throw new IllegalArgumentException("a case that is submitted asks a question");
        }
        if (!draft && !patientInformed) {
            throw new IllegalArgumentException(
                    "a case is submitted when the patient was informed and did not oppose");
        }
    }

    /** Without the text, which may name the patient. */
    @Override
    public String toString() {
        return "CaseQuestion[" + reason + "]";
    }
}
