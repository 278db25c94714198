// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.security.Accounts;
import spiders.web.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.util.UUID;

/** Brings a patient to a session, as a program of the secretary does. */
final class Registered {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Registered() {}

    /** The case of a patient of this birth name, with this question. */
    static UUID by(Browser browser, UUID session, String name, String question) {
        return by(browser, session, name, question, "");
    }

    /** The same with identifiers, as JSON. */
    static UUID by(
            Browser browser, UUID session, String name, String question, String identifiers) {
        var login =
                "{\"login\":\"secretaire.demo\",\"password\":\"" + Accounts.DEMO_PASSWORD + "\"}";
        var token =
                JSON.readTree(browser.json("POST", "/api/v1/tokens", login).body())
                        .path("token")
                        .asString();
        var body =
                """
                {"session": "%s", "question": "%s", "reason": "TREATMENT_PROPOSAL",
                 "patientInformed": true, "patient": {"birthName": "%s",
                 "givenName": "Jeanne", "birthDate": "1956-03-14", "sex": "F",
                 "identifiers": [%s]}}
                """
                        .formatted(session, question, name, identifiers);
        var answer =
                browser.json("POST", "/api/v1/cases", body, "Authorization", "Bearer " + token);
        return UUID.fromString(JSON.readTree(answer.body()).path("id").asString());
    }
}
