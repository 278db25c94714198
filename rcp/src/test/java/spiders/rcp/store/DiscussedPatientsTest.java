// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.PatientKey;
import spiders.security.store.TestDatabases;

import java.time.LocalDate;
import java.util.UUID;

/** Whom the sessions of some days discuss. */
class DiscussedPatientsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

    private final HikariDataSource database =
            TestDatabases.fresh("security", "archive", "retrieval", "rcp");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CaseStore cases = new CaseStore(database);

    @BeforeEach
    void board() {
        jdbc.sql(
                        """
                        insert into rcp.board (id, name, organ, kind, type, centre)
                        values ('thorax', 'Thorax', 'lung', 'RCP', 'local', 'lille')
                        """)
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void both_days_count_and_what_was_withdrawn_does_not() {
        var anne = discussed(DAY, "DRAFT");
        var paul = discussed(DAY.plusDays(3), "SUBMITTED");
        discussed(DAY.minusDays(1), "SUBMITTED");
        discussed(DAY.plusDays(4), "SUBMITTED");
        discussed(DAY.plusDays(1), "WITHDRAWN");

        assertThat(cases.patients(DAY, DAY.plusDays(3))).containsExactlyInAnyOrder(anne, paul);
        assertThat(cases.patients(DAY.plusDays(1), DAY.plusDays(2))).isEmpty();
    }

    private PatientKey discussed(LocalDate day, String state) {
        var session = UUID.randomUUID();
        var patient = PatientKey.random();
        jdbc.sql("insert into rcp.session values (?, 'thorax', ?, '14:00', '', now())")
                .params(session, day)
                .update();
        jdbc.sql(
                        """
                        insert into rcp.board_case (id, session, patient, state, question, reason,
                            requester, requester_name, patient_informed, rule_version, created,
                            changed)
                        values (?, ?, ?, ?, '', '', 'dr.demo', '', true, 1, now(), now())
                        """)
                .params(UUID.randomUUID(), session, patient.value(), state)
                .update();
        return patient;
    }
}
