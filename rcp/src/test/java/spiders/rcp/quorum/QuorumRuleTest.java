// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import spiders.rcp.quorum.Attendance.Mode;
import spiders.rcp.quorum.QuorumResult.Status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who makes a quorum, and who only seems to. */
class QuorumRuleTest {

    private static final Instant START = Instant.parse("2026-11-27T16:30:00Z");
    private static final Instant NOW = START.plus(Duration.ofMinutes(20));

    private static final Attendance SURGEON = doctor("Alba", "SM14");
    private static final Attendance ONCOLOGIST = doctor("Blanc", "SM36");
    private static final Attendance RADIOTHERAPIST = doctor("Carmin", "SM37");
    private static final Attendance RADIOLOGIST = doctor("Dore", "SM44");
    private static final Attendance BOTH = doctor("Ecru", "SM55");

    private static Attendance doctor(String name, String specialty) {
        return attendance(name, Attendee.DOCTOR, specialty, Mode.ROOM);
    }

    private static Attendance attendance(
            String name, String profession, String specialty, Mode mode) {
        var who = new Attendee("", "Dr " + name + " TEST", profession, specialty);
        return new Attendance(who, mode, START, Optional.empty());
    }

    private static Status status(QuorumRule rule, Attendance... there) {
        return rule.at(NOW, List.of(there)).status();
    }

    @Test
    void a_surgeon_an_oncologist_and_a_radiotherapist_are_the_standard() {
        var rule = QuorumRule.standard();

        assertThat(status(rule, SURGEON, ONCOLOGIST, RADIOTHERAPIST)).isEqualTo(Status.REACHED);
        assertThat(status(rule, SURGEON, ONCOLOGIST, RADIOLOGIST)).isEqualTo(Status.NOT_REACHED);
        assertThat(rule.at(NOW, List.of(SURGEON, ONCOLOGIST, RADIOLOGIST)).missing())
                .containsExactly(Requirement.of(SpecialtyGroup.RADIATION_ONCOLOGY));
        assertThat(status(rule)).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void three_doctors_of_two_specialties_are_no_quorum() {
        var rule = QuorumRule.threeSpecialties();
        var another = doctor("Fauve", "SM36");

        assertThat(status(rule, ONCOLOGIST, another, SURGEON)).isEqualTo(Status.NOT_REACHED);
        assertThat(status(rule, ONCOLOGIST, another, SURGEON, RADIOLOGIST))
                .isEqualTo(Status.REACHED);
    }

    @Test
    void only_doctors_who_say_their_specialty_count() {
        var rule = QuorumRule.threeSpecialties();
        var nurse = attendance("Gris", "60", "", Mode.ROOM);
        var pharmacist = attendance("Hale", "21", "SM44", Mode.ROOM);
        var silent = doctor("Ivoire", "");

        assertThat(status(rule, SURGEON, ONCOLOGIST, nurse)).isEqualTo(Status.NOT_REACHED);
        assertThat(status(rule, SURGEON, ONCOLOGIST, pharmacist)).isEqualTo(Status.NOT_REACHED);
        assertThat(status(rule, SURGEON, ONCOLOGIST, silent)).isEqualTo(Status.NOT_REACHED);
    }

    /** The code SM55 is of radiology and of radiotherapy; nobody is two people. */
    @Test
    void a_doctor_of_two_groups_takes_the_place_that_nobody_else_can() {
        var rule =
                new QuorumRule(
                        1,
                        1,
                        List.of(
                                Requirement.of(SpecialtyGroup.RADIOLOGY),
                                Requirement.of(SpecialtyGroup.RADIATION_ONCOLOGY)),
                        Set.of());

        assertThat(status(rule, BOTH)).isEqualTo(Status.NOT_REACHED);
        assertThat(status(rule, BOTH, RADIOTHERAPIST)).isEqualTo(Status.REACHED);
        assertThat(status(rule, BOTH, RADIOLOGIST)).isEqualTo(Status.REACHED);
        assertThat(status(rule, RADIOLOGIST, BOTH)).isEqualTo(Status.REACHED);
        assertThat(status(rule, BOTH, BOTH)).isEqualTo(Status.NOT_REACHED);
    }

    @Test
    void who_has_left_or_not_come_yet_does_not_count() {
        var rule = QuorumRule.threeSpecialties();
        var half = NOW.minusSeconds(60);
        var left = new Attendance(RADIOLOGIST.attendee(), Mode.VIDEO, START, Optional.of(half));
        var late =
                new Attendance(
                        RADIOLOGIST.attendee(), Mode.VIDEO, NOW.plusSeconds(1), Optional.empty());
        var all = new ArrayList<>(List.of(SURGEON, ONCOLOGIST, left));

        assertThat(rule.at(half.minusSeconds(1), all).status()).isEqualTo(Status.REACHED);
        assertThat(rule.at(half, all).status()).isEqualTo(Status.NOT_REACHED);
        all.add(late);
        assertThat(rule.at(NOW, all).status()).isEqualTo(Status.NOT_REACHED);
        assertThat(rule.at(NOW.plusSeconds(1), all).status()).isEqualTo(Status.REACHED);
    }

    @Test
    void a_written_opinion_counts_only_where_the_rule_says_so() {
        var written = attendance("Jais", Attendee.DOCTOR, "SM28", Mode.WRITTEN);
        var asked = Set.of(SpecialtyGroup.NUCLEAR_MEDICINE);
        var there = new QuorumRule(2, 2, List.of(new Requirement(asked, 1, false)), Set.of());
        var opinion = new QuorumRule(2, 2, List.of(new Requirement(asked, 1, true)), Set.of());

        assertThat(status(there, SURGEON, ONCOLOGIST, written)).isEqualTo(Status.NOT_REACHED);
        assertThat(status(opinion, SURGEON, ONCOLOGIST, written)).isEqualTo(Status.REACHED);
        assertThat(status(opinion, SURGEON, written)).isEqualTo(Status.NOT_REACHED);
    }

    @Test
    void two_of_one_specialty_are_two_people() {
        var two =
                new QuorumRule(
                        1,
                        1,
                        List.of(new Requirement(Set.of(SpecialtyGroup.PATHOLOGY), 2, false)),
                        Set.of());
        var one = doctor("Kaki", "SM01");

        assertThat(two.at(NOW, List.of(one, one)).missing()).hasSize(1);
        assertThat(status(two, one, doctor("Lilas", "SCH01"))).isEqualTo(Status.REACHED);
    }

    @Test
    void who_is_recommended_and_absent_is_told_and_changes_nothing() {
        var rule =
                new QuorumRule(
                        1,
                        2,
                        List.of(),
                        Set.of(SpecialtyGroup.RADIOLOGY, SpecialtyGroup.PATHOLOGY));

        var result = rule.at(NOW, List.of(SURGEON, RADIOLOGIST));

        assertThat(result.status()).isEqualTo(Status.REACHED);
        assertThat(result.absent()).containsExactly(SpecialtyGroup.PATHOLOGY);
        assertThat(result.specialties()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuorumRule(1, 0, List.of(), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Requirement(Set.of(), 1, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attendee("12", "Dr Test", "10", "SM44"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Attendance(
                                SURGEON.attendee(),
                                Mode.ROOM,
                                NOW,
                                Optional.of(NOW.minusSeconds(1))));
    }
}
