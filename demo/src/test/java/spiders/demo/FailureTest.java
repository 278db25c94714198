// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.demo.imaging.Catalogue;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a hub does, as a whole, when something around it fails. */
class FailureTest {

    private static final int OBJECTS = 24;
    private static final Fault SLOW = new Fault.Slow(Duration.ZERO, 4_000_000);

    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs good;
    private static Pacs bad;
    private static List<HubSettings.Source> sources;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        var exams = TestExams.write(folder.resolve("old"), TestExams.CATALOGUE.oldCT(), OBJECTS);
        good = Pacs.start(PacsSettings.of("GOOD", exams).withDestination(hub.node()));
        bad = Pacs.start(PacsSettings.of("BAD", folder.resolve("nothing")));
        sources =
                List.of(
                        TestHub.source("good", good, "get, move"),
                        TestHub.source("bad", bad, "get, move"));
        hub.start(sources);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        good.close();
        bad.close();
    }

    @BeforeEach
    void healthy() {
        good.fault(new Fault.None());
        bad.fault(new Fault.None());
    }

    private static final CaseStory STORY =
            new CaseStory("digestif", Catalogue.DESIRE, true, "Test", CaseStory.Until.ALL_ORDERED);

    /** A new case of the same patient; homonyms are what the interface takes it for. */
    private static BoardCase register(HubApi api) throws Exception {
        var sessions = api.get("/api/v1/boards/digestif/sessions").path("sessions");
        for (var session : sessions) {
            if (session.path("open").asBoolean() && session.path("cases").asInt() == 0) {
                var body = STORY.registration(session.path("id").asString());
                return new BoardCase(api, api.post("/api/v1/cases", body).path("id").asString());
            }
        }
        throw new AssertionError("No open session without a case");
    }

    private static List<String> studies(JsonNode search) {
        var studies = new ArrayList<String>();
        for (var offer : search.path("offers")) {
            studies.add(offer.path("studyInstanceUID").asString());
        }
        return studies;
    }

    private static List<String> outcomes(BoardCase boardCase) throws Exception {
        var outcomes = new ArrayList<String>();
        boardCase.search(answer ->
                outcomes.add(
                        answer.path("source").asString()
                                + " "
                                + answer.path("outcome").asString()));
        return outcomes;
    }

    private static TransferRow await(BoardCase boardCase, Predicate<TransferRow> condition)
            throws Exception {
        for (int i = 0; i < 1200; i++) {
            var rows = boardCase.transfers();
            if (!rows.isEmpty() && condition.test(rows.getLast())) {
                return rows.getLast();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Not within two minutes: " + boardCase.transfers());
    }

    @Test
    void a_hub_that_is_killed_goes_on_with_a_transfer_and_fetches_nothing_twice() throws Exception {
        int before = good.counts().sent();
        BoardCase boardCase;
        try (var api = hub.clinician()) {
            boardCase = register(api);
            var search = boardCase.search(answer -> {});
            boardCase.confirmProbable(search);
            good.fault(SLOW);
            boardCase.order(studies(search));
            await(boardCase, row -> row.received() >= OBJECTS / 3);
            hub.process().kill();
        }
        good.fault(new Fault.None());
        hub.start(sources);
        try (var api = hub.clinician()) {
            var row = await(new BoardCase(api, boardCase.id()), TransferRow::isFinal);

            assertThat(row.state()).isEqualTo("VERIFIED");
            assertThat(row.verified()).isEqualTo(OBJECTS);
            // What was on the wire when the hub died may come again; what was acknowledged not.
            assertThat(good.counts().sent() - before).isBetween(OBJECTS, OBJECTS + 8);
        }
    }

    @Test
    void a_silent_pacs_is_named_and_the_others_still_answer() throws Exception {
        bad.fault(new Fault.Silent());
        try (var api = hub.clinician()) {
            assertThat(outcomes(register(api))).contains("good FOUND", "bad LATE");
        }
    }

    @Test
    void a_pacs_that_refuses_is_named() throws Exception {
        bad.fault(new Fault.Refuse());
        try (var api = hub.clinician()) {
            assertThat(outcomes(register(api))).contains("good FOUND", "bad REFUSED");
        }
    }

    @Test
    void a_wrong_password_opens_nothing() throws Exception {
        try (var api = new HubApi(hub.base())) {
            assertThatExceptionOfType(HubApi.RefusedException.class)
                    .isThrownBy(() -> api.signIn(Demo.CLINICIAN, "wrong"))
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(401));
            assertThatExceptionOfType(HubApi.RefusedException.class)
                    .isThrownBy(() -> api.get("/api/v1/boards"))
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(401));
        }
    }
}
