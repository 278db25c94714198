// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.imaging.Person;

import tools.jackson.databind.node.ObjectNode;

/**
 * A case that the demonstration brings to a board.
 *
 * @param until how far the clinician goes; the rest is left to whoever tries the demonstration
 */
public record CaseStory(String board, Person person, boolean hasINS, String question, Until until) {

    /** The last step that is done; each includes those before it. */
    public enum Until {
        SEARCHED,
        IDENTIFIED,
        /** What the board's rule proposes is ordered. */
        PROPOSED_ORDERED,
        /** Everything that may be is ordered. */
        ALL_ORDERED
    }

    boolean identifies() {
        return until != Until.SEARCHED;
    }

    boolean orders() {
        return until == Until.PROPOSED_ORDERED || until == Until.ALL_ORDERED;
    }

    /** The registration as the JSON interface takes it. */
    public ObjectNode registration(String session) {
        var patient =
                HubApi.object()
                        .put("birthName", Person.FAMILY_NAME)
                        .put("givenName", person.givenName())
                        .put("birthDate", person.birthDate().toString())
                        .put("sex", person.sex());
        if (hasINS) {
            patient.set(
                    "ins",
                    HubApi.object()
                            .put("value", person.ins())
                            .put("oid", Person.TEST_INS_OID)
                            .put("status", "QUAL"));
        }
        patient.putArray("identifiers");
        var registration =
                HubApi.object()
                        .put("session", session)
                        .put("question", question)
                        .put("reason", "TREATMENT_PROPOSAL")
                        .put("patientInformed", true)
                        .put("draft", false);
        registration.set("patient", patient);
        return registration;
    }
}
