// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Proposal;
import spiders.retrieval.MatchGrade;
import spiders.retrieval.Message;
import spiders.retrieval.Verdict;
import spiders.web.State;

import java.util.List;

/**
 * One study in the list to choose from.
 *
 * @param date as JJ/MM/AAAA, or empty
 * @param copies the chosen one first
 * @param choice why it was chosen
 * @param pickable whether it may be ordered now and is not on its way or here
 * @param transfers the last transfer, if it was ordered
 * @param stays how long it stays, once something of it is here
 */
public record ExamLine(
        String study,
        String date,
        String description,
        String region,
        List<String> modalities,
        int series,
        int images,
        List<CopyLine> copies,
        Message choice,
        MatchGrade grade,
        Verdict verdict,
        boolean pickable,
        Proposal proposal,
        List<TransferLine> transfers,
        List<StayLine> stays) {

    public ExamLine {
        modalities = List.copyOf(modalities);
        copies = List.copyOf(copies);
        transfers = List.copyOf(transfers);
        stays = List.copyOf(stays);
    }

    /** The word for how sure the identity is, a person's verdict before the rule's grade. */
    public String identityKey() {
        return verdict == Verdict.OPEN
                ? "rcp.grade.identity." + grade.name()
                : "rcp.verdict." + verdict.name();
    }

    /** The icon beside that word. */
    public String identityIcon() {
        return switch (verdict) {
            case CONFIRMED -> State.CERTAIN.icon();
            case REFUSED -> State.REFUSED.icon();
            case OPEN -> IdentityCard.badge(grade).icon();
        };
    }

    /** Whether a person said that it is somebody else's. */
    public boolean isBlocked() {
        return verdict == Verdict.REFUSED;
    }
}
