// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.rcp.Proposal.Reason;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies a board's imaging rule to the examinations found, on the day of a session. */
final class Proposals {

    private static final Set<String> RADIOTHERAPY =
            Set.of("RTSTRUCT", "RTDOSE", "RTPLAN", "RTIMAGE", "RTRECORD", "REG");

    private static final Comparator<Examination> NEWEST_FIRST =
            Comparator.comparing(Examination::date)
                    .reversed()
                    .thenComparing(examination -> examination.study().value());

    private final ImagingRule rule;
    private final LocalDate session;

    Proposals(ImagingRule rule, LocalDate session) {
        this.rule = rule;
        this.session = session;
    }

    /** One proposal for each examination; a study that answers two wishes keeps the better. */
    Map<UID, Proposal> of(Collection<Examination> examinations) {
        var proposals = new HashMap<UID, Proposal>();
        for (var examination : examinations) {
            proposals.put(examination.study(), outside(examination));
        }
        for (var wish : rule.wishes()) {
            answer(wish, examinations, proposals);
        }
        return Map.copyOf(proposals);
    }

    private Proposal outside(Examination examination) {
        if (rule.radiotherapy()
                && examination.modalities().stream().anyMatch(RADIOTHERAPY::contains)) {
            return Proposal.yes(Reason.RADIOTHERAPY, "", 0);
        }
        return rule.wishes().stream()
                .filter(wish -> wish.wantsModality(examination.modalities()))
                .findFirst()
                .map(wish -> Proposal.no(Reason.OTHER_BODY_PART, wish.label(), 0))
                .orElseGet(() -> Proposal.no(Reason.OTHER_MODALITY, "", 0));
    }

    private void answer(
            ImagingWish wish, Collection<Examination> examinations, Map<UID, Proposal> proposals) {
        boolean hasCurrent = false;
        int priors = 0;
        for (var examination : answering(wish, examinations)) {
            Proposal proposal;
            if (examination.day().isEmpty()) {
                proposal = Proposal.no(Reason.UNDATED, wish.label(), 0);
            } else if (!hasCurrent && wish.isCurrent(examination.day(), session)) {
                proposal = Proposal.yes(Reason.CURRENT, wish.label(), 0);
                hasCurrent = true;
            } else if (!hasCurrent && priors == 0 && wish.priors() == 0) {
                proposal = Proposal.no(Reason.TOO_OLD, wish.label(), wish.maximumAgeMonths());
            } else if (priors < wish.priors()) {
                priors++;
                proposal = Proposal.yes(Reason.PRIOR, wish.label(), priors);
            } else {
                proposal = Proposal.no(Reason.ENOUGH_PRIORS, wish.label(), wish.priors());
            }
            proposals.merge(examination.study(), proposal, Proposals::better);
        }
    }

    private static List<Examination> answering(
            ImagingWish wish, Collection<Examination> examinations) {
        return examinations.stream()
                .filter(examination -> wish.wantsModality(examination.modalities()))
                .filter(examination -> wish.wantsBodyPart(examination.region()))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** What is wanted for any reason is wanted; among refusals the more telling one is kept. */
    private static Proposal better(Proposal one, Proposal other) {
        if (one.ticked() != other.ticked()) {
            return one.ticked() ? one : other;
        }
        return one.reason().compareTo(other.reason()) <= 0 ? one : other;
    }
}
