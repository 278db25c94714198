// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

class AuditReaderTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final ReportPeriod TODAY = new ReportPeriod(DAY, DAY, ZoneOffset.UTC);
    private static final PatientKey ANNE = PatientKey.random();
    private static final PatientKey ANNE_AGAIN = PatientKey.random();
    private static final PatientKey PAUL = PatientKey.random();
    private static final UserName CAMILLE = new UserName("camille");

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final AuditTable audit =
            new AuditTable(
                    database,
                    "node-1",
                    Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC));
    private final AuditReader reader =
            new AuditReader(
                    audit,
                    new Access(audit, (_, _) -> Set.of(), _ -> Set.of()),
                    AuditReaderTest::registrations);

    /** Anne was registered twice; of others the register knows nothing. */
    private static List<PatientKey> registrations(PatientKey patient) {
        var anne = List.of(ANNE, ANNE_AGAIN);
        return anne.contains(patient) ? anne : List.of();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void who_saw_a_patient_under_another_registration_is_in_the_answer_once() {
        view(ANNE_AGAIN);
        audit.record(AuditEvent.of(CAMILLE, Action.VIEW_CASE).about(ANNE).about(ANNE_AGAIN));
        view(PAUL);

        assertThat(reader.whoSaw(officer(), ANNE, TODAY))
                .filteredOn(line -> line.who().equals(CAMILLE))
                .extracting(PatientAccess::action, PatientAccess::count)
                .containsExactlyInAnyOrder(
                        tuple(Action.VIEW_IMAGES, 1L), tuple(Action.VIEW_CASE, 1L));
    }

    @Test
    void a_patient_whom_the_register_does_not_know_is_asked_for_all_the_same() {
        view(PAUL);

        assertThat(reader.whoSaw(officer(), PAUL, TODAY))
                .extracting(PatientAccess::who)
                .contains(CAMILLE);
    }

    @Test
    void a_report_is_recorded_about_every_registration_and_before_it_is_read() {
        reader.whoSaw(officer(), ANNE, TODAY);
        reader.whatDid(officer(), CAMILLE, TODAY);

        assertThat(reader.whoSaw(officer(), ANNE_AGAIN, TODAY))
                .singleElement()
                .returns(Action.READ_AUDIT, PatientAccess::action)
                .returns(2L, PatientAccess::count);
        assertThat(reader.whatDid(officer(), officer().name(), TODAY))
                .singleElement()
                .returns(4L, PersonDeed::count)
                .returns(2L, PersonDeed::patients);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ADMINISTRATOR", "DATA_PROTECTION_OFFICER"})
    void who_may_not_read_the_audit_gets_no_report_and_is_recorded(Role role) {
        var curious = new User(CAMILLE, "Camille", Set.of(role));

        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> reader.whoSaw(curious, ANNE, TODAY));
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> reader.whatDid(curious, CAMILLE, TODAY));
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> reader.name(curious, CAMILLE));
        assertThat(reader.whatDid(officer(), CAMILLE, TODAY))
                .singleElement()
                .returns(Action.ACCESS, PersonDeed::action)
                .returns(Outcome.REFUSED, PersonDeed::outcome)
                .returns(3L, PersonDeed::count);
    }

    private void view(PatientKey patient) {
        audit.record(AuditEvent.of(CAMILLE, Action.VIEW_IMAGES).about(patient));
    }

    private static User officer() {
        return new User(new UserName("dpo"), "Officer", Set.of(Role.DATA_PROTECTION_OFFICER));
    }
}
