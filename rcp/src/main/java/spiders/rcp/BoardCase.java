// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/**
 * A patient brought to a session, with the question asked.
 *
 * @param ruleVersion the version of the board's imaging rule that the case is prepared by
 * @param patientInformed whether the patient was informed and did not oppose
 */
public record BoardCase(
        UUID id,
        UUID session,
        PatientKey patient,
        CaseState state,
        String question,
        CaseReason reason,
        UserName requester,
        String requesterName,
        boolean patientInformed,
        int ruleVersion,
        Instant created) {

    /** Prints itself without the question, which may name the patient. */
    @Override
    public String toString() {
        return "BoardCase[" + id + ", " + state + "]";
    }
}
