// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.rcp.CaseReason;
import spiders.rcp.fiche.Decision.Outcome;
import spiders.rcp.quorum.QuorumResult.Status;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Set;

/** What a fiche may say, and what it lacks to be approved. */
public class FicheContentTest {

    /** A fiche that says all that its approval needs. */
    public static FicheContent whole() {
        return new FicheContent(
                new Circumstances(
                        Circumstances.Screening.NO, "Dr Alba TEST", "Dr Blanc TEST", true, ""),
                List.of(
                        new Tumour(
                                "C34.1",
                                "Lobe supérieur",
                                Tumour.Laterality.LEFT,
                                "8140/3",
                                "2026-10")),
                new Staging("cT2a", "N1", "M0", "8", "", "", ""),
                new Course(Course.Phase.INITIAL, "2026-10", Set.of()),
                new Condition("", "Diabète", "1", ""),
                new Findings("TDM", "", "Adénocarcinome", "EGFR non muté"),
                List.of(),
                "Toux depuis trois mois.",
                decision(Outcome.PROPOSAL),
                new Framework(false, "Référentiel thorax", "12", "2026-01", "", ""));
    }

    private static Decision decision(Outcome outcome) {
        var surgery =
                new Strategy.Treatment(TreatmentType.SURGERY, "Lobectomie", "sous 3 semaines");
        var plan = List.of(new Strategy(List.of(surgery)));
        return new Decision(outcome, plan, false, false, "", "", "", "");
    }

    private static List<Missing> missing(FicheContent content, boolean discussed, Status quorum) {
        return Missing.of(
                content, CaseReason.TREATMENT_PROPOSAL, "Chirurgie ?", true, discussed, quorum);
    }

    private static FicheContent deciding(Decision decision, Framework framework) {
        var whole = whole();
        return new FicheContent(
                whole.circumstances(),
                whole.tumours(),
                whole.staging(),
                whole.course(),
                whole.condition(),
                whole.findings(),
                whole.pastTreatments(),
                whole.synthesis(),
                decision,
                framework);
    }

    @Test
    void a_blank_one_lacks_every_item_that_the_national_document_asks_for() {
        var missing =
                Missing.of(
                        FicheContent.BLANK,
                        CaseReason.TREATMENT_PROPOSAL,
                        "",
                        false,
                        false,
                        Status.UNKNOWN);

        assertThat(missing)
                .containsExactly(
                        Missing.PATIENT_INFORMED,
                        Missing.QUESTION,
                        Missing.SCREENING,
                        Missing.PRESENTER,
                        Missing.GENERAL_PRACTITIONER,
                        Missing.TUMOUR,
                        Missing.PHASE,
                        Missing.PERFORMANCE,
                        Missing.PATHOLOGY,
                        Missing.SYNTHESIS,
                        Missing.OUTCOME);
    }

    @Test
    void a_diagnostic_opinion_needs_no_tumour_and_no_pathology() {
        var missing =
                Missing.of(
                        FicheContent.BLANK,
                        CaseReason.DIAGNOSTIC_OPINION,
                        "",
                        false,
                        false,
                        Status.UNKNOWN);

        assertThat(missing).doesNotContain(Missing.TUMOUR, Missing.PATHOLOGY);
    }

    @Test
    void a_proposal_is_whole_with_its_quorum_and_with_nothing_less() {
        assertThat(missing(whole(), true, Status.REACHED)).isEmpty();
        assertThat(missing(whole(), true, Status.NOT_REACHED)).containsExactly(Missing.QUORUM);
        assertThat(missing(whole(), true, Status.UNKNOWN)).containsExactly(Missing.QUORUM);
        assertThat(missing(whole(), false, Status.UNKNOWN)).containsExactly(Missing.DISCUSSION);
    }

    @Test
    void a_case_registered_without_discussion_needs_its_reference_and_no_quorum() {
        var registered = new Framework(true, "Référentiel", "1", "2026", "", "");
        var vague = new Framework(true, "Référentiel", "", "", "", "");

        assertThat(missing(deciding(decision(Outcome.PROPOSAL), registered), false, Status.UNKNOWN))
                .isEmpty();
        assertThat(missing(deciding(decision(Outcome.PROPOSAL), vague), false, Status.UNKNOWN))
                .containsExactly(Missing.REFERENCE);
    }

    @Test
    void who_discussed_a_case_cannot_say_that_it_was_registered_and_needs_the_quorum() {
        var registered = new Framework(true, "Référentiel", "1", "2026", "", "");

        assertThat(
                        missing(
                                deciding(decision(Outcome.PROPOSAL), registered),
                                true,
                                Status.NOT_REACHED))
                .containsExactly(Missing.REGISTERED_THOUGH_DISCUSSED, Missing.QUORUM);
    }

    @Test
    void without_a_proposal_or_put_off_it_says_why_and_needs_no_quorum() {
        var none = deciding(empty(Outcome.NO_PROPOSAL, ""), Framework.NONE);
        var off = deciding(empty(Outcome.POSTPONED, ""), Framework.NONE);
        var told = deciding(empty(Outcome.POSTPONED, "TEP manquante"), Framework.NONE);

        assertThat(missing(none, true, Status.NOT_REACHED)).containsExactly(Missing.REASON);
        assertThat(missing(none, false, Status.UNKNOWN))
                .containsExactly(Missing.REASON, Missing.DISCUSSION);
        assertThat(missing(off, false, Status.UNKNOWN)).containsExactly(Missing.REASON);
        assertThat(missing(told, false, Status.UNKNOWN)).isEmpty();
    }

    @Test
    void treatments_without_a_proposal_are_not_approved() {
        for (var outcome : List.of(Outcome.NO_PROPOSAL, Outcome.POSTPONED)) {
            var content = deciding(decision(outcome), Framework.NONE);

            assertThat(missing(content, true, Status.REACHED))
                    .contains(Missing.PLAN_WITHOUT_PROPOSAL);
        }
    }

    private static Decision empty(Outcome outcome, String reason) {
        return new Decision(outcome, List.of(), false, false, "", "", "", reason);
    }

    @Test
    void for_another_session_it_keeps_the_story_and_the_wishes_and_nothing_decided() {
        var decision =
                new Decision(
                        Outcome.POSTPONED, List.of(), true, true, "CHU", "TEP", "Rester", "why");

        var again = deciding(decision, whole().framework()).undecided();

        assertThat(again.synthesis()).isEqualTo(whole().synthesis());
        assertThat(again.decision().wishes()).isEqualTo("Rester");
        assertThat(again.decision().outcome()).isEqualTo(Outcome.OPEN);
        assertThat(again.decision().proposes()).isFalse();
        assertThat(again.circumstances().complete()).isFalse();
        assertThat(again.framework()).isEqualTo(Framework.NONE);
    }

    @Test
    void what_is_kept_of_it_is_read_back_alike() {
        var json = JsonMapper.shared();

        assertThat(json.readValue(json.writeValueAsString(whole()), FicheContent.class))
                .isEqualTo(whole());
    }

    @Test
    void it_prints_itself_without_the_patient() {
        assertThat(whole().toString()).isEqualTo("FicheContent[PROPOSAL]");
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026, 2026",
        "03/2026, 2026-03, 03/2026",
        "3/2026, 2026-03, 03/2026",
        "14/03/2026, 2026-03-14, 14/03/2026",
        "2026-03-14, 2026-03-14, 14/03/2026",
    })
    void a_date_may_lack_its_day_or_month(String typed, String kept, String shown) {
        assertThat(PartialDate.checked(typed)).isEqualTo(kept);
        assertThat(PartialDate.french(kept)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2026", "13/2026", "hier", "20266", "2026-3", "14/03/26"})
    void what_is_no_date_is_refused(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartialDate.checked(typed));
    }

    @ParameterizedTest
    @CsvSource({"c341, C34.1", "C34, C34", "C34.1, C34.1", "d05.1, D05.1"})
    void a_topography_is_a_code_of_cim_10_with_or_without_its_point(String typed, String kept) {
        var tumour = new Tumour(typed, "", Tumour.Laterality.NONE, "", "");

        assertThat(tumour.topography()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "poumon", "34.1", "C3", "C34.123", "<script>"})
    void another_topography_is_refused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tumour(typed, "", Tumour.Laterality.NONE, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9,5", "16.5", "17", ""})
    void a_g8_score_is_0_to_17(String score) {
        assertThat(new Condition("", "", "", score).geriatric()).isEqualTo(score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17,5", "18", "-1", "bon"})
    void another_g8_score_is_refused(String score) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition("", "", "", score));
    }

    @Test
    void text_that_cannot_be_stored_or_sent_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.line("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.line("a\u001bb"));
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.line("a".repeat(201)));
        assertThat(Texts.paragraph(" a\nb\t")).isEqualTo("a\nb");
        assertThat(Texts.paragraph("a\r\nb")).isEqualTo("a\nb");
    }
}
