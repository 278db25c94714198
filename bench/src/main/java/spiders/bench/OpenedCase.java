// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.BoardCase;
import spiders.demo.CaseStory;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.util.List;

/**
 * A case of a hub's board whose studies are there and may be viewed.
 *
 * @param token of the clinician who looks
 * @param viewer the address of the viewer on the first study
 */
record OpenedCase(String token, String viewer) {

    private static final CaseStory STORY =
            new CaseStory("digestif", Samples.PERSON, true, "Mesure", CaseStory.Until.ALL_ORDERED);
    private static final long POLL_MILLIS = 200;

    /** Registers the sample person, fetches the studies from the hub's source, and opens them. */
    static OpenedCase of(BenchHub hub, List<UID> studies) throws IOException, InterruptedException {
        try (var api = new HubApi(hub.base())) {
            api.signIn(Demo.CLINICIAN, Demo.PASSWORD);
            var boardCase = register(api);
            boardCase.confirmProbable(boardCase.search(_ -> {}));
            var uids = studies.stream().map(UID::value).toList();
            boardCase.order(uids);
            while (!isThere(boardCase, uids)) {
                Thread.sleep(POLL_MILLIS);
            }
            var credentials =
                    HubApi.object().put("login", Demo.CLINICIAN).put("password", Demo.PASSWORD);
            var token = api.post("/api/v1/tokens", credentials).path("token").asString();
            return new OpenedCase(token, boardCase.viewer());
        }
    }

    /** Registers the sample person with the next session of the board. */
    static BoardCase register(HubApi api) throws IOException, InterruptedException {
        for (var session : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
            if (session.path("open").asBoolean()) {
                var body = STORY.registration(session.path("id").asString());
                return new BoardCase(api, api.post("/api/v1/cases", body).path("id").asString());
            }
        }
        throw new IOException("No open session");
    }

    private static boolean isThere(BoardCase boardCase, List<String> studies)
            throws IOException, InterruptedException {
        int there = 0;
        for (var row : boardCase.transfers()) {
            if (studies.contains(row.studyInstanceUID()) && row.isFinal()) {
                if (!row.isVerified()) {
                    throw new IOException("Not verified: " + row);
                }
                there++;
            }
        }
        return there == studies.size();
    }
}
