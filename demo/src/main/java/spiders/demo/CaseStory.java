// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.imaging.Person;

import tools.jackson.databind.node.ObjectNode;

/**
 * A case that the demonstration brings to a board.
 *
 * @param decides whether the clinician confirms identities and orders exams; else they are left to
 *     whoever tries the demonstration
 * @param all whether everything allowed is ordered, not only what the board's rule proposes
 */
record CaseStory(
        String board,
        Person person,
        boolean hasINS,
        String question,
        boolean decides,
        boolean all) {

    /** The registration as the JSON interface takes it. */
    ObjectNode registration(String session) {
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
