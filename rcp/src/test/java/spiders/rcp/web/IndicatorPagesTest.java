// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.Indicators;
import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.Decision.Outcome;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.FicheContentTest;
import spiders.rcp.fiche.Framework;
import spiders.rcp.quorum.Discussion;
import spiders.rcp.quorum.QuorumResult.Status;
import spiders.rcp.store.RcpStore;
import spiders.security.UserName;
import spiders.web.Browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How a board did: counted from what stands in the tables. */
class IndicatorPagesTest {

    private static final UserName WHO = new UserName("dr.demo");
    private static final Instant MET = Instant.parse("2025-03-10T16:30:00Z");

    @TempDir private Path folder;

    @Test
    void cases_are_counted_by_what_became_of_them_and_whence_they_came() throws IOException {
        var thorax = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        try (var server = RcpServer.start(folder, List.of(), List.of(thorax));
                var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var store = new RcpStore(server.database());
            var session = session(server);
            approved(store, boardCase(server, session, 2, "{lille}"), Status.REACHED, true);
            approved(store, boardCase(server, session, 4, "{lille,lens}"), Status.UNKNOWN, false);
            var discussed = boardCase(server, session, 6, "{}");
            store.attendance().discuss(discussed, new Discussion(MET, 1, WHO, MET));
            written(store, discussed, 1, outcome(Outcome.POSTPONED));
            var open = boardCase(server, session, 8, "{}");
            written(store, open, 1, outcome(Outcome.NO_PROPOSAL));

            var indicators = year(store, 2025);
            assertThat(indicators)
                    .isEqualTo(
                            new Indicators(
                                    1,
                                    4,
                                    2,
                                    1,
                                    1,
                                    1,
                                    2,
                                    1,
                                    1,
                                    indicators.daysBefore(),
                                    indicators.daysAfter(),
                                    List.of(
                                            new Indicators.OfCentre("lille", 2, 2),
                                            new Indicators.OfCentre("lens", 1, 1))));
            assertThat(indicators.daysBefore()).hasValue(5);
            assertThat(indicators.daysAfter()).hasValue(3);
            assertThat(year(store, 2024).cases()).isZero();

            assertThat(browser.get("/boards/thorax/indicators?year=2025").body())
                    .contains("RCP thoracique en 2025", "50\u00a0%", "5 j", "3 j", "lens");
            assertThat(browser.get("/boards/thorax/indicators").body())
                    .contains("Aucun dossier cette année-là");
            assertThat(browser.get("/boards/thorax/indicators?year=15").statusCode())
                    .isEqualTo(400);
            assertThat(browser.get("/boards/none/indicators").statusCode()).isEqualTo(404);
        }
    }

    private static Indicators year(RcpStore store, int year) {
        return store.indicators()
                .of(new BoardId("thorax"), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    private static UUID session(RcpServer server) {
        var id = UUID.randomUUID();
        JdbcClient.create(server.database())
                .sql(
                        """
                        insert into rcp.session
                            (id, board, on_date, at_time, room, registration_closes)
                        values (?, 'thorax', '2025-03-10', '17:30', 'Salle 2', '2025-03-10')
                        """)
                .param(id)
                .update();
        return id;
    }

    private static UUID boardCase(RcpServer server, UUID session, int daysBefore, String centres) {
        var id = UUID.randomUUID();
        var created = MET.minusSeconds(daysBefore * 86_400L).atOffset(ZoneOffset.UTC);
        JdbcClient.create(server.database())
                .sql(
                        """
                        insert into rcp.board_case (id, session, patient, state, question, reason,
                            requester, requester_name, patient_informed, rule_version, created,
                            changed, centres)
                        values (?, ?, gen_random_uuid(), 'SUBMITTED', 'Q', 'SURVEILLANCE',
                            'dr.demo', 'Dr', true, 1, ?, ?, ?::text[])
                        """)
                .params(id, session, created, created, centres)
                .update();
        return id;
    }

    private static void approved(RcpStore store, UUID id, Status quorum, boolean isDiscussed) {
        var discussed = isDiscussed ? Optional.of(MET) : Optional.<Instant>empty();
        if (isDiscussed) {
            store.attendance().discuss(id, new Discussion(MET, 1, WHO, MET));
        }
        var content = isDiscussed ? FicheContentTest.whole() : registered(FicheContentTest.whole());
        var fiche = written(store, id, 1, content);
        var at = MET.plusSeconds(3 * 86_400);
        var approval = new Approval("dr.demo", "Dr", "", at, discussed, quorum, List.of());
        assertThat(store.fiches().approve(fiche, approval)).isTrue();
        // An amendment changes when it was approved first by nothing, nor does one under way.
        var amended = written(store, id, 2, content);
        var later = at.plusSeconds(90 * 86_400);
        var again = new Approval("dr.demo", "Dr", "", later, discussed, quorum, List.of());
        assertThat(store.fiches().approve(amended, again)).isTrue();
        written(store, id, 3, FicheContent.BLANK);
    }

    private static Fiche written(RcpStore store, UUID id, int version, FicheContent content) {
        var why = version == 1 ? "" : "why";
        var fiche = new Fiche(id, version, 1, content, why, WHO, "Dr", MET, Optional.empty());
        assertThat(store.fiches().add(fiche)).isTrue();
        return fiche;
    }

    private static FicheContent outcome(Outcome outcome) {
        var decision = new Decision(outcome, List.of(), false, false, "", "", "", "why");
        return with(FicheContent.BLANK, decision, Framework.NONE);
    }

    private static FicheContent registered(FicheContent content) {
        var reference = new Framework(true, "R", "1", "2025", "", "");
        return with(content, content.decision(), reference);
    }

    private static FicheContent with(FicheContent content, Decision decision, Framework framework) {
        return new FicheContent(
                content.circumstances(),
                content.tumours(),
                content.staging(),
                content.course(),
                content.condition(),
                content.findings(),
                content.pastTreatments(),
                content.synthesis(),
                decision,
                framework);
    }
}
