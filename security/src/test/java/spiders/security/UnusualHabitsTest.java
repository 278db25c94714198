// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.security.UnusualCase.ANNE;
import static spiders.security.UnusualCase.CAMILLE;
import static spiders.security.UnusualCase.DAY;
import static spiders.security.UnusualCase.DOMINIQUE;
import static spiders.security.UnusualCase.FIRST;
import static spiders.security.UnusualCase.looksAt;
import static spiders.security.UnusualCase.view;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.security.UnusualAccess.Habit;
import spiders.security.UnusualAccess.ManyPatients;
import spiders.security.UnusualAccess.StrangeHour;

/** The rules that hold an access against habits: what just makes them fire, and what does not. */
class UnusualHabitsTest {

    private final UnusualCase unusual = new UnusualCase();

    @AfterEach
    void close() {
        unusual.close();
    }

    @ParameterizedTest
    @CsvSource({"17, true", "16, false"})
    void far_more_patients_than_on_ones_own_days_are_many(int patients, boolean isFound) {
        // Twelve a day without any spread, which counts as one: 12 + 3 x 1.4826 = 16.4.
        unusual.busyDays(CAMILLE, 20, _ -> 12);
        unusual.record(DAY, 10, looksAt(CAMILLE, patients));

        var found = unusual.found(ManyPatients.class);
        assertThat(found).hasSize(isFound ? 1 : 0);
        assertThat(found)
                .allSatisfy(many -> {
                    assertThat(many.who()).isEqualTo(CAMILLE);
                    assertThat(many.name()).isEqualTo("Dr camille");
                    assertThat(many.day()).isEqualTo(DAY);
                    assertThat(many.patients()).isEqualTo(17);
                    assertThat(many.habit().of()).isEqualTo(Habit.Whose.OWN);
                    assertThat(many.habit().days()).isEqualTo(20);
                    assertThat(many.habit().median()).isEqualTo(12);
                    assertThat(many.habit().limit()).isBetween(16.44, 16.45);
                });
    }

    @ParameterizedTest
    @CsvSource({"19, true", "18, false"})
    void the_spread_of_ones_days_widens_what_is_usual(int patients, boolean isFound) {
        // 8, 10 or 12: a median of 10, deviations of 2, 0, 2: 10 + 3 x 1.4826 x 2 = 18.9.
        unusual.busyDays(CAMILLE, 21, day -> 8 + day % 3 * 2);
        unusual.record(DAY, 10, looksAt(CAMILLE, patients));

        assertThat(unusual.found(ManyPatients.class)).hasSize(isFound ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"10, true", "9, false"})
    void fewer_than_ten_patients_are_never_many(int patients, boolean isFound) {
        unusual.busyDays(CAMILLE, 20, _ -> 1);
        unusual.record(DAY, 10, looksAt(CAMILLE, patients));

        assertThat(unusual.found(ManyPatients.class)).hasSize(isFound ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"20, true", "19, false"})
    void who_has_no_habits_is_held_against_the_role(int patients, boolean isFound) {
        // Days of 1 to 20 patients, whose 99th percentile is 19.81.
        unusual.busyDays(DOMINIQUE, 20, day -> day + 1);
        unusual.busyDays(CAMILLE, 19, _ -> 1);
        unusual.record(DAY, 10, looksAt(CAMILLE, patients));

        var found = unusual.found(ManyPatients.class);
        assertThat(found).hasSize(isFound ? 1 : 0);
        assertThat(found)
                .allSatisfy(many -> {
                    assertThat(many.habit().of()).isEqualTo(Habit.Whose.ROLE);
                    assertThat(many.habit().days()).isEqualTo(20);
                    assertThat(many.habit().limit()).isBetween(19.80, 19.82);
                });
    }

    @Test
    void others_of_another_role_or_with_few_days_say_nothing_of_what_is_usual() {
        var secretary = new UserName("sacha");
        unusual.account(secretary, Role.SECRETARY);
        unusual.busyDays(secretary, 40, _ -> 1);
        unusual.busyDays(DOMINIQUE, 19, _ -> 1);
        unusual.record(DAY, 10, looksAt(CAMILLE, 300));

        assertThat(unusual.found(ManyPatients.class)).isEmpty();
    }

    @Test
    void an_agenda_a_refusal_and_a_system_are_no_looks() {
        var system = new UserName("pacs");
        unusual.account(system, Role.PEER);
        unusual.busyDays(CAMILLE, 20, _ -> 2);
        unusual.busyDays(system, 20, _ -> 2);
        unusual.record(DAY, 10, looksAt(CAMILLE, 40).detail(AuditEvent.AGENDA));
        unusual.record(DAY, 10, looksAt(CAMILLE, 40).refused("relation"));
        unusual.record(DAY, 10, looksAt(system, 40));
        unusual.record(DAY, 10, looksAt(UserName.SYSTEM, 40));

        assertThat(unusual.found(ManyPatients.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, true", "8, true", "9, false", "18, false", "19, true"})
    void an_hour_without_any_deed_before_is_strange(int hour, boolean isFound) {
        for (int day = 1; day <= 20; day++) {
            unusual.record(FIRST.minusDays(day), day == 20 ? 18 : 9, signIn());
        }
        unusual.record(DAY, hour, view(ANNE));
        unusual.record(DAY.plusDays(1), hour, view(ANNE));

        var found = unusual.found(StrangeHour.class);
        assertThat(found).hasSize(isFound ? 1 : 0);
        assertThat(found)
                .allSatisfy(strange -> {
                    assertThat(strange.hour()).isEqualTo(hour);
                    assertThat(strange.day()).isEqualTo(DAY.plusDays(1));
                    assertThat(strange.days()).isEqualTo(2);
                    assertThat(strange.looks()).isEqualTo(2);
                    assertThat(strange.patients()).isEqualTo(1);
                    assertThat(strange.knownDays()).isEqualTo(20);
                });
    }

    @Test
    void no_hour_is_strange_of_who_is_known_on_nineteen_days_or_saw_nothing() {
        for (int day = 1; day <= 20; day++) {
            unusual.record(FIRST.minusDays(day), 9, signIn());
            var other = AuditEvent.of(DOMINIQUE, Action.SIGN_IN);
            unusual.record(FIRST.minusDays(day == 20 ? 19 : day), 9, other);
        }
        unusual.record(DAY, 3, AuditEvent.of(DOMINIQUE, Action.VIEW_IMAGES).about(ANNE));
        unusual.record(DAY, 3, signIn());

        assertThat(unusual.found(StrangeHour.class)).isEmpty();
    }

    private static AuditEvent signIn() {
        return AuditEvent.of(CAMILLE, Action.SIGN_IN);
    }
}
