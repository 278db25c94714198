// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static spiders.security.UnusualCase.AFTER;
import static spiders.security.UnusualCase.ANNE;
import static spiders.security.UnusualCase.ANNE_AGAIN;
import static spiders.security.UnusualCase.CAMILLE;
import static spiders.security.UnusualCase.DAY;
import static spiders.security.UnusualCase.DOMINIQUE;
import static spiders.security.UnusualCase.FIRST;
import static spiders.security.UnusualCase.LAST;
import static spiders.security.UnusualCase.PARIS;
import static spiders.security.UnusualCase.PERIOD;
import static spiders.security.UnusualCase.looksAt;
import static spiders.security.UnusualCase.officer;
import static spiders.security.UnusualCase.view;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.security.Emergency.Judgement;
import spiders.security.Emergency.Review;
import spiders.security.UnusualAccess.LateReview;
import spiders.security.UnusualAccess.ManyEmergencies;
import spiders.security.UnusualAccess.OnePatient;
import spiders.security.UnusualAccess.RepeatedRefusals;
import spiders.security.store.EmergencyTable;
import spiders.security.store.UnusualQueries;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Each other rule with what just makes it fire, and with what just does not. */
class UnusualAccessesTest {

    private final UnusualCase unusual = new UnusualCase();

    @AfterEach
    void close() {
        unusual.close();
    }

    @ParameterizedTest
    @CsvSource({"5, 900, true", "5, 901, false", "4, 1, false"})
    void five_refusals_within_an_hour_are_repeated(int count, int secondsApart, boolean isFound) {
        var start = DAY.atTime(10, 0).atZone(PARIS).toInstant();
        for (int i = 0; i < count; i++) {
            var patient = i < 2 ? ANNE : PatientKey.random();
            unusual.record(
                    start.plusSeconds((long) secondsApart * i),
                    AuditEvent.of(CAMILLE, Action.ACCESS).about(patient).refused("relation"));
        }

        var found = unusual.found(RepeatedRefusals.class);
        assertThat(found).hasSize(isFound ? 1 : 0);
        assertThat(found)
                .allSatisfy(repeated -> {
                    assertThat(repeated.refusals()).isEqualTo(5);
                    assertThat(repeated.patients()).isEqualTo(4);
                    assertThat(repeated.until()).isEqualTo(start.plusSeconds(3600));
                    assertThat(repeated.day()).isEqualTo(DAY);
                });
    }

    @ParameterizedTest
    @CsvSource({"3, true", "2, false"})
    void three_emergencies_are_many(int count, boolean isFound) {
        for (int i = 0; i < count; i++) {
            unusual.record(DAY.plusDays(i), 10, emergencyOpened());
        }
        unusual.record(FIRST.minusDays(1), 10, emergencyOpened());

        var found = unusual.found(ManyEmergencies.class);
        assertThat(found).hasSize(isFound ? 1 : 0);
        assertThat(found)
                .allSatisfy(many -> {
                    assertThat(many.count()).isEqualTo(3);
                    assertThat(many.patients()).isEqualTo(1);
                    assertThat(many.day()).isEqualTo(DAY.plusDays(2));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10, 2026-03-10, false", // Judged on its last day.
        "2026-03-10, 2026-03-11, true",
        "2026-03-31, 2026-04-02, false", // In the next period.
        "2026-02-28, 2026-03-11, false" // In the one before.
    })
    void an_emergency_judged_after_its_last_day_is_late(
            LocalDate reviewBy, LocalDate judgedOn, boolean isFound) {
        var opened = emergency(reviewBy);
        var at = judgedOn.atTime(23, 30).atZone(PARIS).toInstant();
        new EmergencyTable(unusual.database)
                .review(opened.id(), new Review(Judgement.JUSTIFIED, DOMINIQUE, at, ""));

        assertThat(unusual.found(LateReview.class))
                .containsExactlyElementsOf(
                        isFound
                                ? List.of(
                                        new LateReview(CAMILLE, "Dr camille", reviewBy, ANNE, true))
                                : List.of());
    }

    @Test
    void an_emergency_that_nobody_judged_is_late_from_the_day_after_its_last() {
        emergency(DAY);

        assertThat(on(DAY.atTime(23, 59).atZone(PARIS).toInstant()).found()).isEmpty();
        assertThat(on(DAY.plusDays(1).atStartOfDay(PARIS).toInstant()).found())
                .containsExactly(new LateReview(CAMILLE, "Dr camille", DAY, ANNE, false));
    }

    @ParameterizedTest
    @CsvSource({"5, true", "4, false"})
    void a_patient_opened_on_five_days_whom_nobody_discusses_is_told(int days, boolean isFound) {
        for (int i = 0; i < days; i++) {
            unusual.record(DAY.plusDays(i), 10, view(ANNE));
            unusual.record(DAY.plusDays(i), 11, view(ANNE));
        }

        var found = unusual.found(OnePatient.class);
        assertThat(found)
                .containsExactlyElementsOf(
                        isFound
                                ? List.of(
                                        new OnePatient(
                                                CAMILLE,
                                                "Dr camille",
                                                DAY.plusDays(4),
                                                ANNE,
                                                5,
                                                10))
                                : List.of());
        assertThat(unusual.askedFor).containsExactly(FIRST.minusDays(30), LAST.plusDays(30));
    }

    @Test
    void a_patient_who_is_discussed_under_any_registration_is_not_told() {
        for (int i = 0; i < 5; i++) {
            unusual.record(DAY.plusDays(i), 10, view(ANNE));
        }
        unusual.discussed.add(ANNE);
        assertThat(unusual.found(OnePatient.class)).isEmpty();
        unusual.discussed.remove(ANNE);
        unusual.discussed.add(ANNE_AGAIN);
        assertThat(unusual.found(OnePatient.class)).isEmpty();
        unusual.discussed.remove(ANNE_AGAIN);
        assertThat(unusual.found(OnePatient.class)).hasSize(1);
    }

    @Test
    void what_is_outside_the_period_is_not_told() {
        unusual.busyDays(CAMILLE, 20, _ -> 1);
        for (var day : List.of(FIRST.minusDays(1), LAST.plusDays(1))) {
            unusual.record(day, 3, looksAt(CAMILLE, 50));
            for (int i = 0; i < 6; i++) {
                unusual.record(day, 3, AuditEvent.of(CAMILLE, Action.ACCESS).refused("role"));
                unusual.record(day, 3, emergencyOpened());
            }
        }

        assertThat(unusual.report().found()).isEmpty();
    }

    @Test
    void a_rule_tells_of_two_hundred_and_says_that_there_may_be_more() {
        for (int i = 0; i <= UnusualRules.MOST_LINES; i++) {
            var who = new UserName("person" + i);
            for (int j = 0; j < 5; j++) {
                unusual.record(DAY, 10, AuditEvent.of(who, Action.ACCESS).refused("role"));
            }
            if (i == UnusualRules.MOST_LINES - 2) {
                assertThat(unusual.report().isCut()).isFalse();
            }
        }

        assertThat(unusual.report().isCut()).isTrue();
        assertThat(unusual.report().found()).hasSize(UnusualRules.MOST_LINES);
    }

    @Test
    void looking_is_recorded() {
        unusual.report();

        var search =
                new AuditSearch(
                        Set.of(officer().name()),
                        Set.of(),
                        Set.of(Action.READ_AUDIT),
                        Set.of(),
                        Instant.EPOCH,
                        Instant.parse("2100-01-01T00:00:00Z"),
                        Long.MAX_VALUE,
                        10);
        assertThat(unusual.audit(AFTER).search(search))
                .singleElement()
                .satisfies(line -> assertThat(line.event().detail()).isEqualTo("unusual"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ADMINISTRATOR", "DATA_PROTECTION_OFFICER"})
    void who_may_not_read_the_audit_is_told_nothing(Role role) {
        var curious = new User(CAMILLE, "Camille", Set.of(role));
        var accesses = unusual.accesses(AFTER);

        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> accesses.report(curious, PERIOD));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-04-02, true",
        "2026-01-01, 2026-04-03, false",
        "2026-01-01, 2026-01-01, true",
        "2026-01-02, 2026-01-01, false",
        "-999999999-01-01, 2026-01-01, false",
        "+999999999-01-01, +999999999-01-02, false"
    })
    void a_period_has_one_to_ninety_two_days(LocalDate first, LocalDate last, boolean isPossible) {
        var period = new ReportPeriod(first, last, PARIS);
        assertThat(UnusualAccesses.isPossible(period)).isEqualTo(isPossible);
        if (!isPossible) {
            var accesses = unusual.accesses(AFTER);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> accesses.report(officer(), period));
        }
    }

    private static AuditEvent emergencyOpened() {
        return AuditEvent.of(CAMILLE, Action.OPEN_EMERGENCY).about(ANNE);
    }

    private Emergency emergency(LocalDate reviewBy) {
        var at = FIRST.minusDays(5).atStartOfDay(PARIS).toInstant();
        var opened =
                new Emergency(
                        UUID.randomUUID(),
                        CAMILLE,
                        ANNE,
                        EmergencyReason.CONTINUITY_OF_CARE,
                        "garde de nuit aux urgences",
                        false,
                        at,
                        at.plus(EmergencyAccess.LENGTH),
                        reviewBy,
                        Optional.empty());
        new EmergencyTable(unusual.database).insert(opened);
        return opened;
    }

    private UnusualReport on(Instant now) {
        return unusual.accesses(now).report(officer(), PERIOD);
    }

    @Test
    void a_search_that_takes_too_long_is_given_up() throws SQLException {
        var queries = new UnusualQueries(unusual.database, 1);
        try (var other = unusual.database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE security.emergency_access");

            assertThatThrownBy(() -> queries.byRule(PERIOD, LAST, Set.of()))
                    .isInstanceOf(SlowReportException.class);
            other.rollback();
        }
        assertThat(queries.byRule(PERIOD, LAST, Set.of())).hasSize(6);
    }
}
