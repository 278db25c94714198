// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Ins;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;
import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attendance.Mode;
import spiders.rcp.quorum.Attendee;
import spiders.rcp.quorum.Attested;
import spiders.rcp.quorum.QuorumResult.Status;
import spiders.rcp.quorum.QuorumRule;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.AccessRefusedException;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.TestClock;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.TestDatabases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Attendance as a board's secretary takes it, and the quorum of each case. */
class AttendancesTest {

    private static final Instant START = Instant.parse("2026-11-27T16:30:00Z");
    private static final BoardId THORAX = new BoardId("thorax");
    private static final User SECRETARY =
            new User(new UserName("dominique"), "Dominique TEST", Set.of(Role.SECRETARY));
    private static final User OTHERS =
            new User(new UserName("alex"), "Alex TEST", Set.of(Role.SECRETARY));
    private static final User RADIOLOGIST =
            new User(new UserName("claude"), "Claude TEST", Set.of(Role.RADIOLOGIST));

    private final HikariDataSource database =
            TestDatabases.fresh("security", "archive", "retrieval", "rcp");
    private final RcpStore store = new RcpStore(database);
    private final List<AuditEvent> audited = new ArrayList<>();
    private final Access access =
            new Access(audited::add, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
    private final Session session =
            new Session(
                    UUID.randomUUID(),
                    THORAX,
                    LocalDate.parse("2026-11-27"),
                    LocalTime.of(17, 30),
                    "Salle 2",
                    START);
    private final TestClock clock = new TestClock(START);
    private final Attendances attendances = new Attendances(store, access, audited::add, clock);

    @BeforeEach
    void define() {
        define(BoardKind.RCP, QuorumRule.standard());
        store.sessions().add(session);
    }

    private void define(BoardKind kind, QuorumRule rule) {
        var secretary = new BoardMember(SECRETARY.name(), MemberFunction.SECRETARY, true);
        var board =
                new BoardDefinition(
                        THORAX,
                        "RCP thoracique",
                        "Poumon",
                        kind,
                        BoardType.STANDARD,
                        "Centre TEST",
                        List.of(),
                        false,
                        false,
                        List.of(),
                        List.of(secretary),
                        rule,
                        DirectoryEntry.NONE);
        new Boards(store, access, Clock.fixed(START, ZoneOffset.UTC)).define(List.of(board));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void pass(int minutes) {
        clock.pass(Duration.ofMinutes(minutes));
    }

    private Attested arrive(String specialty) {
        var who = new Attendee("", "Dr " + specialty + " TEST", Attendee.DOCTOR, specialty);
        var attendance = new Attendance(who, Mode.ROOM, clock.instant(), Optional.empty());
        return attendances.attest(SECRETARY, session.id(), attendance);
    }

    private UUID boardCase(String state) {
        var id = UUID.randomUUID();
        JdbcClient.create(database)
                .sql(
                        """
                        insert into rcp.board_case (id, session, patient, state, question, reason,
                            requester, requester_name, patient_informed, rule_version, created,
                            changed)
                        values (?, ?, ?, ?, '?', 'TREATMENT_PROPOSAL', 'dr.demo', '', true, 1,
                            now(), now())
                        """)
                .params(id, session.id(), PatientKey.random().value(), state)
                .update();
        return id;
    }

    private Optional<Status> discuss(UUID boardCase) {
        return attendances.discuss(SECRETARY, boardCase).map(one -> one.status());
    }

    @Test
    void the_quorum_of_each_case_is_that_of_its_own_moment() {
        var before = boardCase("SUBMITTED");
        var amid = boardCase("SUBMITTED");
        var after = boardCase("SUBMITTED");
        assertThat(discuss(before)).contains(Status.UNKNOWN);
        arrive("SM14");
        arrive("SM36");
        pass(5);
        assertThat(discuss(before)).contains(Status.NOT_REACHED);
        pass(1);
        var radiotherapist = arrive("SM37");
        pass(10);
        assertThat(discuss(amid)).contains(Status.REACHED);
        pass(1);
        assertThat(attendances.leave(SECRETARY, session.id(), radiotherapist.id())).isTrue();
        assertThat(attendances.leave(SECRETARY, session.id(), radiotherapist.id())).isFalse();
        pass(10);
        assertThat(discuss(after)).contains(Status.NOT_REACHED);

        assertThat(quorum(before)).contains(Status.NOT_REACHED);
        assertThat(quorum(amid)).contains(Status.REACHED);
        assertThat(quorum(after)).contains(Status.NOT_REACHED);
        assertThat(attendances.quorum(SECRETARY, session.id()).orElseThrow().status())
                .isEqualTo(Status.NOT_REACHED);
    }

    /** As it is read again. */
    private Optional<Status> quorum(UUID boardCase) {
        var found = store.cases().boardCase(boardCase).orElseThrow();
        var board = store.boards().board(THORAX).orElseThrow();
        var traits = new PatientTraits("DEMO", "", "ANNE", "19560314", Sex.FEMALE, Ins.NONE);
        var file = new CaseFile(found, session, board, traits, List.of());
        return attendances
                .discussion(file)
                .flatMap(discussion -> attendances.quorum(file, discussion))
                .map(one -> one.status());
    }

    @Test
    void a_case_keeps_the_rule_under_which_it_was_discussed() {
        var old = boardCase("SUBMITTED");
        arrive("SM14");
        arrive("SM36");
        arrive("SM37");
        assertThat(discuss(old)).contains(Status.REACHED);

        define(BoardKind.RCP, new QuorumRule(1, 4, List.of(), Set.of()));
        var young = boardCase("SUBMITTED");

        assertThat(discuss(young)).contains(Status.NOT_REACHED);
        assertThat(quorum(old)).contains(Status.REACHED);
        assertThat(store.attendance().rule(THORAX).orElseThrow().version()).isEqualTo(2);
        define(BoardKind.RCP, new QuorumRule(1, 4, List.of(), Set.of()));
        assertThat(store.attendance().rule(THORAX).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void a_staff_has_no_quorum() {
        define(BoardKind.STAFF, QuorumRule.standard());
        arrive("SM14");

        assertThat(discuss(boardCase("SUBMITTED"))).isEmpty();
        assertThat(attendances.quorum(SECRETARY, session.id())).isEmpty();
    }

    @Test
    void what_was_wrong_is_struck_out_and_stays_in_the_database() {
        var wrong = arrive("SM14");

        assertThat(attendances.strike(SECRETARY, session.id(), wrong.id())).isTrue();
        assertThat(attendances.strike(SECRETARY, session.id(), wrong.id())).isFalse();
        assertThat(attendances.leave(SECRETARY, session.id(), wrong.id())).isFalse();
        assertThat(attendances.of(SECRETARY, session.id())).isEmpty();
        assertThat(
                        JdbcClient.create(database)
                                .sql("select struck_by from rcp.attendance")
                                .query(String.class)
                                .single())
                .isEqualTo("dominique");
        assertThat(audited)
                .filteredOn(event -> event.action() == Action.ATTEST_ATTENDANCE)
                .extracting(AuditEvent::detail)
                .containsExactly("arrived", "struck out");
    }

    @Test
    void only_the_staff_of_the_board_takes_it() {
        var somebody = new Attendee("12345678901", "Dr Test", Attendee.DOCTOR, "SM44");
        var attendance = new Attendance(somebody, Mode.VIDEO, clock.instant(), Optional.empty());
        for (var user : List.of(OTHERS, RADIOLOGIST)) {
            assertThatExceptionOfType(AccessRefusedException.class)
                    .isThrownBy(() -> attendances.attest(user, session.id(), attendance));
            assertThatExceptionOfType(AccessRefusedException.class)
                    .isThrownBy(() -> attendances.discuss(user, boardCase("SUBMITTED")));
            assertThat(attendances.mayAttest(user, THORAX)).isFalse();
        }
        assertThat(attendances.mayAttest(SECRETARY, THORAX)).isTrue();
        assertThat(audited).allMatch(event -> event.outcome() == Outcome.REFUSED).hasSize(4);
        assertThat(attendances.of(SECRETARY, session.id())).isEmpty();
    }

    @Test
    void nobody_arrives_in_the_future_and_no_draft_is_discussed() {
        var somebody = new Attendee("", "Dr Test", Attendee.DOCTOR, "SM44");
        var late =
                new Attendance(
                        somebody, Mode.ROOM, clock.instant().plusSeconds(1), Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> attendances.attest(SECRETARY, session.id(), late));
        assertThatExceptionOfType(CaseStateException.class)
                .isThrownBy(() -> discuss(boardCase("DRAFT")));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> discuss(UUID.randomUUID()));
    }
}
