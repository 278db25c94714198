// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.UID;
import spiders.rcp.Proposal.Reason;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

class ProposalsTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 11, 24);
    private static final ImagingWish CHEST =
            new ImagingWish("TDM", Set.of("CT"), Set.of("thorax", "chest"), 3, 1);

    @Test
    void the_newest_recent_study_is_current_and_the_next_is_a_prior() {
        var proposals =
                proposals(
                        false,
                        study(1, "20261101", "CT", "CHEST"),
                        study(2, "20260101", "CT", "TDM Thorax"),
                        study(3, "20250101", "CT", "CHEST"));

        assertThat(proposals)
                .extracting(Proposal::reason)
                .containsExactly(Reason.CURRENT, Reason.PRIOR, Reason.ENOUGH_PRIORS);
        assertThat(proposals).extracting(Proposal::ticked).containsExactly(true, true, false);
    }

    @Test
    void a_study_exactly_as_old_as_the_rule_allows_is_current_and_a_day_older_is_not() {
        var wish = new ImagingWish("TDM", Set.of("CT"), Set.of(), 3, 0);
        var rule = new ImagingRule(1, List.of(wish), false, false);

        assertThat(reason(rule, study(1, "20260824", "CT", ""))).isEqualTo(Reason.CURRENT);
        assertThat(reason(rule, study(1, "20260823", "CT", ""))).isEqualTo(Reason.TOO_OLD);
    }

    @Test
    void another_modality_or_region_is_said_and_not_ticked() {
        assertThat(proposals(false, study(1, "20261101", "MR", "CHEST")).getFirst())
                .isEqualTo(Proposal.no(Reason.OTHER_MODALITY, "", 0));
        assertThat(proposals(false, study(1, "20261101", "CT", "KNEE")).getFirst())
                .isEqualTo(Proposal.no(Reason.OTHER_BODY_PART, "TDM", 0));
    }

    @Test
    void radiotherapy_is_proposed_where_the_board_wants_it() {
        var plan = study(1, "20261101", "RTSTRUCT", "");

        assertThat(proposals(true, plan).getFirst().reason()).isEqualTo(Reason.RADIOTHERAPY);
        assertThat(proposals(false, plan).getFirst().ticked()).isFalse();
    }

    @Test
    void a_study_without_a_date_is_left_to_the_clinician() {
        assertThat(proposals(false, study(1, "", "CT", "CHEST")).getFirst())
                .isEqualTo(Proposal.no(Reason.UNDATED, "TDM", 0));
    }

    private static Reason reason(ImagingRule rule, Examination examination) {
        return new Proposals(rule, SESSION)
                .of(List.of(examination))
                .getOrDefault(examination.study(), Proposal.NONE)
                .reason();
    }

    private static List<Proposal> proposals(boolean radiotherapy, Examination... examinations) {
        var rule = new ImagingRule(1, List.of(CHEST), radiotherapy, false);
        var all = new Proposals(rule, SESSION).of(List.of(examinations));
        return List.of(examinations).stream()
                .map(examination -> all.getOrDefault(examination.study(), Proposal.NONE))
                .toList();
    }

    private static Examination study(int number, String date, String modality, String region) {
        return new Examination(new UID("1.2." + number), date, List.of(modality), region);
    }
}
