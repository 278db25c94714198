// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.AuditLine;
import spiders.security.AuditSearch;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.Role;
import spiders.security.TestClock;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

class AuditTableTest {

    private static final User CAMILLE =
            new User(new UserName("camille"), "Dr Camille TEST", Set.of(Role.CLINICIAN));
    private static final PatientKey PATIENT = PatientKey.random();
    private static final AuditEvent SEARCH =
            AuditEvent.of(CAMILLE, Action.SEARCH_IMAGING)
                    .about(PATIENT)
                    .objects("angers", "nantes")
                    .purpose(new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID()))
                    .detail("2 sources");

    private final DataSource database = TestDatabases.fresh("security");
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final AuditTable audit = new AuditTable(database, "node-1", clock);

    @Test
    void what_was_recorded_is_read_back_whole() {
        audit.record(SEARCH);

        assertThat(audit.search(all()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.event()).isEqualTo(SEARCH);
                    assertThat(line.at()).isEqualTo(clock.instant());
                    assertThat(line.node()).isEqualTo("node-1");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE security.audit_event SET who = 'nobody'",
                "DELETE FROM security.audit_event",
                "TRUNCATE security.audit_event"
            })
    void the_database_lets_nobody_rewrite_it(String sql) {
        audit.record(SEARCH);
        var statement = JdbcClient.create(database).sql(sql);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(statement::update)
                .withMessageContaining("append-only");
        assertThat(audit.search(all())).hasSize(1);
    }

    @Test
    void a_deed_that_is_undone_leaves_no_record_but_a_refusal_stays() {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            audit.record(SEARCH);
            audit.record(SEARCH.refused("role"));
            status.setRollbackOnly();
        });

        assertThat(audit.search(all()))
                .extracting(AuditLine::event)
                .containsExactly(SEARCH.refused("role"));
    }

    @Test
    void it_answers_who_saw_a_patient_and_what_a_person_did() {
        var claude = AuditEvent.of(new UserName("claude"), Action.SIGN_IN);
        audit.record(SEARCH);
        audit.record(claude);
        audit.record(SEARCH.about(PatientKey.random()).failed("late"));

        assertThat(audit.search(of(Set.of(), Set.of(PATIENT), Set.of())))
                .extracting(line -> line.event().outcome())
                .containsExactly(Outcome.FAILED, Outcome.SUCCESS);
        assertThat(audit.search(of(Set.of(new UserName("claude")), Set.of(), Set.of())))
                .extracting(AuditLine::event)
                .containsExactly(claude);
        assertThat(audit.search(of(Set.of(), Set.of(), Set.of(Outcome.FAILED)))).hasSize(1);
    }

    @Test
    void it_is_read_page_by_page_newest_first() {
        for (int i = 0; i < 5; i++) {
            audit.record(SEARCH.detail("line " + i));
            clock.pass(Duration.ofSeconds(1));
        }
        var first = audit.search(page(Long.MAX_VALUE));
        var second = audit.search(page(first.getLast().number()));

        assertThat(first).extracting(line -> line.event().detail()).startsWith("line 4");
        assertThat(second)
                .extracting(line -> line.event().detail())
                .containsExactly("line 2", "line 1");
    }

    private static AuditSearch all() {
        return of(Set.of(), Set.of(), Set.of());
    }

    private static AuditSearch of(
            Set<UserName> who, Set<PatientKey> patients, Set<Outcome> outcomes) {
        return new AuditSearch(
                who, patients, Set.of(), outcomes, from(), to(), Long.MAX_VALUE, 100);
    }

    private static AuditSearch page(long before) {
        return new AuditSearch(Set.of(), Set.of(), Set.of(), Set.of(), from(), to(), before, 2);
    }

    private static Instant from() {
        return Instant.parse("2026-11-22T00:00:00Z");
    }

    private static Instant to() {
        return Instant.parse("2026-11-23T00:00:00Z");
    }
}
