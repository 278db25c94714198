// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;
import spiders.rcp.BoardKind;
import spiders.retrieval.HandedInDiscs;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.SourceIdentity;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.matching.SeenPerson;
import spiders.retrieval.query.CandidateStudy;
import spiders.retrieval.store.Progress;
import spiders.retrieval.store.SearchRecord;
import spiders.retrieval.store.SearchStore;
import spiders.retrieval.store.TransferOrder;
import spiders.retrieval.store.TransferStore;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;
import spiders.web.Browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What lists the cases of a session asks as much of the database for many as for few. */
class AgendaStatementsTest {

    private static final String SOURCE = "chu-test";
    private static final UserName BY = new UserName("secretaire.demo");

    @TempDir private Path folder;
    private CountedPool database;
    private RcpServer server;
    private UUID session;
    private int registered;

    @BeforeEach
    void start() throws IOException {
        var thorax = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        database = new CountedPool(RcpServer.emptyDatabase());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax), database);
        session =
                JdbcClient.create(database)
                        .sql(
                                """
                                select id from rcp.session order by on_date, at_time
                                offset 1 limit 1
                                """)
                        .query(UUID.class)
                        .single();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void the_pages_of_a_session_ask_as_much_for_nine_cases_as_for_three() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo");
                var radiologist = Browser.signedIn(server.address(), "radiologue.demo")) {
            var few = register(secretary, doctor, 3);
            var ofFew = counts(doctor, radiologist, few);
            var many = register(secretary, doctor, 6);
            var ofMany = counts(doctor, radiologist, few);

            assertThat(many).hasSize(6);
            assertThat(ofMany).isEqualTo(ofFew);
        }
    }

    private Map<String, Integer> counts(Browser doctor, Browser radiologist, List<UUID> shown) {
        var page = "/sessions/" + session;
        return Map.of(
                "session", count(doctor, page),
                "agenda", count(doctor, page + "/agenda"),
                "json", count(doctor, "/api/v1" + page),
                "room", count(doctor, page + "/room/" + shown.getFirst()),
                "first in the room", count(doctor, page + "/room"),
                "pre-reads", count(radiologist, "/pre-read"));
    }

    private int count(Browser browser, String page) {
        return database.fewest(() -> assertThat(browser.get(page).statusCode()).isEqualTo(200));
    }

    private List<UUID> register(Browser secretary, Browser doctor, int cases) {
        var added = new ArrayList<UUID>();
        for (int i = 0; i < cases; i++) {
            var name = "DEMO-ALBA" + (char) ('A' + registered++);
            var id = Registered.by(secretary, session, name, "Chirurgie ?");
            secretary.post("/cases/" + id + "/discussion", Map.of());
            doctor.post("/cases/" + id + "/fiche", Map.of("revision", "0", "wishes", "Aucun"));
            find(id, name);
            added.add(id);
        }
        return added;
    }

    /** What a source found for a case, and what of it is ordered, has come, and failed. */
    private void find(UUID boardCase, String name) {
        var patient =
                JdbcClient.create(database)
                        .sql("select patient from rcp.board_case where id = ?")
                        .param(boardCase)
                        .query((row, _) -> new PatientKey(row.getObject(1, UUID.class)))
                        .single();
        var purpose = new Purpose.BoardSession(session, boardCase);
        var searches = new SearchStore(database);
        var id = UUID.randomUUID();
        var asked = List.of(SOURCE);
        var now = Instant.now();
        searches.begin(
                new SearchRecord(id, patient, now, asked, List.of(), List.of()),
                BY,
                purpose,
                false);
        var study = study();
        searches.answer(
                id,
                new SourceAnswer.Found(SOURCE, Duration.ofMillis(3), 1),
                List.of(candidate(study, name)));
        order(purpose, patient, study, SOURCE, "INCOMPLETE");
        order(purpose, patient, study(), HandedInDiscs.SOURCE, "VERIFIED");
    }

    private static UID study() {
        var number = UUID.randomUUID().getLeastSignificantBits() & Long.MAX_VALUE;
        return new UID("2.25." + number);
    }

    private static CandidateStudy candidate(UID study, String name) {
        var description =
                new StudyDescription(
                        "20261101", "", "TDM thorax", List.of("CT"), List.of(), "", 1, 2);
        var person =
                new SeenPerson(
                        List.of(new SourceIdentity("CHU", name)),
                        name + "^Jeanne",
                        List.of(),
                        "19560314",
                        "F",
                        false);
        return new CandidateStudy(SOURCE, study, description, person);
    }

    private void order(
            Purpose purpose, PatientKey patient, UID study, String source, String state) {
        var transfers = new TransferStore(database, Clock.systemUTC());
        var id = UUID.randomUUID();
        transfers.add(
                new TransferOrder(
                        id, patient, study, source, "CHU", 2, purpose, BY, Instant.now()));
        transfers.progress(id, new Progress(2, 2, 0, 2, 4, Duration.ofMillis(5)));
        JdbcClient.create(database)
                .sql("update retrieval.transfer set state = ? where id = ?")
                .params(state, id)
                .update();
    }
}
