// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.retrieval.Caution.HOMONYM;
import static spiders.retrieval.Caution.IMPUTED_DATE;
import static spiders.retrieval.Caution.INS_DIFFERS;
import static spiders.retrieval.Caution.NEWBORN;
import static spiders.retrieval.Caution.TWIN;
import static spiders.retrieval.Caution.VERY_OLD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.retrieval.Caution;
import spiders.retrieval.ComparedField;
import spiders.retrieval.Comparison;
import spiders.retrieval.FieldOutcome;
import spiders.retrieval.MatchGrade;
import spiders.retrieval.SourceIdentity;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The table of grades, a line a case; the patient is DEMO-MARTIN, used name LEFEBVRE. */
class IdentityMatcherTest {

    private static final String LILLE = "1.2.250.1.71.4.2.2.590780193";
    private static final String INS = "1.2.250.1.213.1.4.11";
    private static final SourceIdentity OUR_ID = new SourceIdentity(LILLE, "IPP-7");
    private static final SourceIdentity OUR_INS = new SourceIdentity(INS, "279035121518989");

    private final IdentityMatcher matcher =
            new IdentityMatcher(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4} is {5}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    everything equal, identifier known | IPP-7 | DEMO-MARTIN^ÉLODIE | 19790312 | F | CERTAIN
                    used name, identifier known | IPP-7 | LEFEBVRE^ELODIE | 19790312 | F | CERTAIN
                    one edit, identifier known | IPP-7 | DEMO MARTN^ELODIE | 19790312 | F | CERTAIN
                    other name, identifier known | IPP-7 | DURAND^ELODIE | 19790312 | F | POSSIBLE
                    other given name, identifier known | IPP-7 | DEMO MARTIN^SOLENE | 19790312 | F | POSSIBLE
                    other birth date, identifier known | IPP-7 | DEMO MARTIN^ELODIE | 19800312 | F | CONFLICT
                    swapped date, identifier known | IPP-7 | DEMO MARTIN^ELODIE | 19791203 | F | CONFLICT
                    other sex, identifier known | IPP-7 | DEMO MARTIN^ELODIE | 19790312 | M | CONFLICT
                    no birth date, identifier known | IPP-7 | DEMO MARTIN^ELODIE | '' | F | POSSIBLE
                    no sex, identifier known | IPP-7 | DEMO MARTIN^ELODIE | 19790312 | '' | POSSIBLE
                    traits equal | X-1 | DEMO-MARTIN^ELODIE | 19790312 | F | PROBABLE
                    accents, case and hyphens | X-1 | Demo Martin^Élodie | 19790312 | F | PROBABLE
                    marker of the used name | X-1 | DEMO MARTIN EPOUSE LEFEBVRE^ELODIE | 19790312 | F | PROBABLE
                    marker of the birth name | X-1 | LEFEBVRE NEE DEMO MARTIN^ELODIE | 19790312 | F | PROBABLE
                    all given names in one field | X-1 | DEMO MARTIN^ELODIE ZOE | 19790312 | F | PROBABLE
                    day and month swapped | X-1 | DEMO MARTIN^ELODIE | 19791203 | F | POSSIBLE
                    one letter lost | X-1 | DEMO MARTN^ELODIE | 19790312 | F | POSSIBLE
                    two letters exchanged | X-1 | DEMO MARTIN^ELOIDE | 19790312 | F | POSSIBLE
                    used name | X-1 | LEFEBVRE^ELODIE | 19790312 | F | POSSIBLE
                    birth and used name together | X-1 | DEMO MARTIN LEFEBVRE^ELODIE | 19790312 | F | POSSIBLE
                    half of a compound name | X-1 | MARTIN^ELODIE | 19790312 | F | POSSIBLE
                    compound written in one | X-1 | DEMOMARTIN^ELODIE | 19790312 | F | POSSIBLE
                    second given name in use | X-1 | DEMO MARTIN^ZOE | 19790312 | F | POSSIBLE
                    sex missing | X-1 | DEMO MARTIN^ELODIE | 19790312 | '' | POSSIBLE
                    sex O says nothing | X-1 | DEMO MARTIN^ELODIE | 19790312 | O | POSSIBLE
                    sex other | X-1 | DEMO MARTIN^ELODIE | 19790312 | M | DIFFERENT
                    two close differences | X-1 | LEFEBVRE^ELODIE | 19791203 | F | DIFFERENT
                    a digit of the day | X-1 | DEMO MARTIN^ELODIE | 19790313 | F | POSSIBLE
                    a digit of the month | X-1 | DEMO MARTIN^ELODIE | 19790212 | F | POSSIBLE
                    a digit of the year | X-1 | DEMO MARTIN^ELODIE | 19780312 | F | POSSIBLE
                    two digits of the year exchanged | X-1 | DEMO MARTIN^ELODIE | 19970312 | F | POSSIBLE
                    two digits of the day exchanged | X-1 | DEMO MARTIN^ELODIE | 19790321 | F | POSSIBLE
                    a digit, the identifier known | IPP-7 | DEMO MARTIN^ELODIE | 19790313 | F | CONFLICT
                    a digit and the used name | X-1 | LEFEBVRE^ELODIE | 19790313 | F | DIFFERENT
                    a digit and a letter | X-1 | DEMO MARTN^ELODIE | 19790313 | F | DIFFERENT
                    a digit and no sex | X-1 | DEMO MARTIN^ELODIE | 19790313 | '' | DIFFERENT
                    a digit and another given name | X-1 | DEMO MARTIN^AURORE | 19790313 | F | DIFFERENT
                    two digits | X-1 | DEMO MARTIN^ELODIE | 19790423 | F | DIFFERENT
                    homonym of the next year | X-1 | DEMO MARTIN^ELODIE | 19800312 | F | DIFFERENT
                    a month later and a day | X-1 | DEMO MARTIN^ELODIE | 19790413 | F | DIFFERENT
                    homonym of another year | X-1 | DEMO MARTIN^ELODIE | 19650312 | F | DIFFERENT
                    birth date missing | X-1 | DEMO MARTIN^ELODIE | '' | F | DIFFERENT
                    somebody else | X-1 | DURAND^PAUL | 19500705 | M | DIFFERENT
                    twin | X-1 | DEMO MARTIN^AURORE | 19790312 | F | DIFFERENT
                    newborn of the name | X-1 | DEMO MARTIN^BEBE | 19790312 | F | POSSIBLE
                    year only | X-1 | DEMO MARTIN^ELODIE | 1979 | F | POSSIBLE
                    imputed day | X-1 | DEMO MARTIN^ELODIE | 19790101 | F | POSSIBLE
                    """)
    void the_table_grades(
            String name, String id, String person, String birthDate, String sex, MatchGrade grade) {
        var compared = matcher.compare(elodie().build(), seen(id, person, birthDate, sex));

        assertThat(compared.grade()).as(name).isEqualTo(grade);
        assertThat(compared.fields()).hasSize(ComparedField.values().length);
    }

    @Test
    void the_same_number_in_another_domain_means_nothing() {
        var theirs =
                new SeenPerson(
                        List.of(new SourceIdentity("OTHER", "IPP-7")),
                        "DEMO MARTIN^ELODIE",
                        List.of(),
                        "19650101",
                        "F",
                        false);

        assertThat(matcher.compare(elodie().build(), theirs).grade())
                .isEqualTo(MatchGrade.DIFFERENT);
    }

    @Test
    void a_qualified_national_identifier_on_both_sides_is_certain() {
        var theirs = seenWithINS(OUR_INS.value(), "DEMO MARTIN^ELODIE", "19790312", true);

        assertThat(matcher.compare(elodie().build(), theirs).grade()).isEqualTo(MatchGrade.CERTAIN);
    }

    @Test
    void an_unqualified_national_identifier_leaves_the_traits_to_decide() {
        var theirs = seenWithINS(OUR_INS.value(), "DEMO MARTIN^ELODIE", "19790312", false);

        assertThat(matcher.compare(elodie().build(), theirs).grade())
                .isEqualTo(MatchGrade.PROBABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "DEMO MARTIN^ELODIE,19790313",
        "DURAND^ELODIE,19790312",
        "DEMO MARTIN^ZITA,19790312"
    })
    void the_same_national_identifier_with_other_traits_is_a_conflict(String person, String date) {
        var theirs = seenWithINS(OUR_INS.value(), person, date, true);

        assertThat(matcher.compare(elodie().build(), theirs).grade())
                .isEqualTo(MatchGrade.CONFLICT);
    }

    @Test
    void another_national_identifier_demotes_equal_traits() {
        var theirs = seenWithINS("260058815400233", "DEMO MARTIN^ELODIE", "19790312", true);

        assertDemoted(matcher.compare(elodie().build(), theirs), INS_DIFFERS);
    }

    @ParameterizedTest
    @CsvSource({"19790313", "19791203"})
    void another_national_identifier_and_another_date_is_somebody_else(String date) {
        var theirs = seenWithINS("260058815400233", "DEMO MARTIN^ELODIE", date, true);

        assertThat(matcher.compare(elodie().build(), theirs).grade())
                .isEqualTo(MatchGrade.DIFFERENT);
    }

    @Test
    void a_slip_in_the_date_is_shown_as_what_differs() {
        var compared =
                matcher.compare(
                        elodie().build(), seen("X-1", "DEMO MARTIN^ELODIE", "19790313", "F"));

        assertThat(compared.outcome(ComparedField.BIRTH_DATE)).isEqualTo(FieldOutcome.ONE_DIGIT);
        assertThat(compared.grade().needsDecision()).isTrue();
    }

    @Test
    void a_homonym_of_the_register_is_never_more_than_possible() {
        var ours = elodie().cautions(Set.of(HOMONYM)).build();

        var theirs = seen("IPP-7", "DEMO MARTIN^ELODIE", "19790312", "F");

        assertDemoted(matcher.compare(ours, theirs), HOMONYM);
    }

    @Test
    void an_imputed_date_is_never_more_than_possible() {
        var ours = elodie().birthDate("19790101").build();

        var theirs = seen("IPP-7", "DEMO MARTIN^ELODIE", "19790101", "F");

        assertDemoted(matcher.compare(ours, theirs), IMPUTED_DATE);
    }

    @Test
    void an_age_over_110_is_never_more_than_possible() {
        var ours = elodie().birthDate("19150312").build();

        var theirs = seen("IPP-7", "DEMO MARTIN^ELODIE", "19150312", "F");

        assertDemoted(matcher.compare(ours, theirs), VERY_OLD);
    }

    @Test
    void a_twin_under_our_identifier_is_never_more_than_possible() {
        var theirs = seen("IPP-7", "DEMO MARTIN^AURORE", "19790312", "F");

        assertDemoted(matcher.compare(elodie().build(), theirs), TWIN);
    }

    @Test
    void a_newborn_name_is_never_more_than_possible() {
        var theirs = seen("IPP-7", "DEMO MARTIN^NOUVEAU NE", "19790312", "F");

        assertDemoted(matcher.compare(elodie().build(), theirs), NEWBORN);
    }

    @Test
    void a_date_that_no_calendar_has_can_still_agree() {
        var ours = elodie().birthDate("19451399").build();

        var theirs = seen("X-1", "DEMO MARTIN^ELODIE", "19451399", "F");

        assertThat(matcher.compare(ours, theirs).grade()).isEqualTo(MatchGrade.PROBABLE);
    }

    @Test
    void the_birth_name_beside_the_used_one_counts() {
        var theirs =
                new SeenPerson(
                        List.of(new SourceIdentity("X", "1")),
                        "LEFEBVRE^ELODIE",
                        List.of("DEMO-MARTIN^ELODIE"),
                        "19790312",
                        "F",
                        false);

        assertThat(matcher.compare(elodie().build(), theirs).grade())
                .isEqualTo(MatchGrade.PROBABLE);
    }

    @Test
    void the_display_keeps_both_values_as_they_were_written() {
        var compared =
                matcher.compare(elodie().build(), seen("X-1", "Lefebvre^Élodie", "19790312", "F"));

        assertThat(compared.differences())
                .anySatisfy(line -> {
                    assertThat(line.field()).isEqualTo(ComparedField.FAMILY_NAME);
                    assertThat(line.ours()).isEqualTo("DEMO-MARTIN (LEFEBVRE)");
                    assertThat(line.theirs()).isEqualTo("Lefebvre");
                    assertThat(line.outcome()).isEqualTo(FieldOutcome.USED_NAME);
                });
    }

    @Test
    void no_trait_is_printed_by_accident() {
        var theirs = seen("IPP-7", "DEMO MARTIN^ELODIE", "19790312", "F");
        var compared = matcher.compare(elodie().build(), theirs);

        assertThat(compared + " " + theirs + elodie().build() + OUR_ID)
                .doesNotContain("MARTIN", "1979", "ELODIE", "IPP-7");
    }

    private static void assertDemoted(Comparison compared, Caution caution) {
        assertThat(compared.grade()).isEqualTo(MatchGrade.POSSIBLE);
        assertThat(compared.cautions()).contains(caution);
    }

    private static SeenPerson seen(String id, String person, String birthDate, String sex) {
        return new SeenPerson(
                List.of(new SourceIdentity(LILLE, id)), person, List.of(), birthDate, sex, false);
    }

    private static SeenPerson seenWithINS(
            String ins, String person, String birthDate, boolean qualified) {
        return new SeenPerson(
                List.of(new SourceIdentity("X", "1"), new SourceIdentity(INS, ins)),
                person,
                List.of(),
                birthDate,
                "F",
                qualified);
    }

    private static Person elodie() {
        return new Person();
    }

    /** Builds our patient with one thing changed. */
    private static final class Person {

        private String birthDate = "19790312";
        private Set<Caution> cautions = Set.of();

        Person birthDate(String value) {
            birthDate = value;
            return this;
        }

        Person cautions(Set<Caution> value) {
            cautions = value;
            return this;
        }

        KnownPerson build() {
            return new KnownPerson(
                    "DEMO-MARTIN",
                    "LEFEBVRE",
                    List.of("ÉLODIE", "ZOÉ"),
                    "",
                    birthDate,
                    "F",
                    List.of(OUR_ID),
                    List.of(OUR_INS),
                    true,
                    cautions);
        }
    }
}
