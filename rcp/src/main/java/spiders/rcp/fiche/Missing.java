// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.rcp.CaseReason;
import spiders.rcp.quorum.QuorumResult;

import java.util.ArrayList;
import java.util.List;

/** What a fiche lacks to be approved, each an item that the national document asks for. */
public enum Missing {
    PATIENT_INFORMED,
    QUESTION,
    SCREENING,
    PRESENTER,
    GENERAL_PRACTITIONER,
    TUMOUR,
    PHASE,
    PERFORMANCE,
    PATHOLOGY,
    SYNTHESIS,
    OUTCOME,
    STRATEGY,
    REASON,
    REFERENCE,
    /** Treatments stand in it, and its conclusion is no proposal. */
    PLAN_WITHOUT_PROPOSAL,
    /** It was discussed, and says that it was registered without. */
    REGISTERED_THOUGH_DISCUSSED,
    DISCUSSION,
    /** A proposal is the board's only with its quorum; the case is to be presented again. */
    QUORUM;

    /**
     * What is missing.
     *
     * @param asked what the case asks
     * @param informed whether the patient was informed and did not oppose
     * @param quorum of the discussion; unknown where there was none
     */
    public static List<Missing> of(
            FicheContent content,
            CaseReason reason,
            String asked,
            boolean informed,
            boolean discussed,
            QuorumResult.Status quorum) {
        var missing = new ArrayList<Missing>();
        add(missing, !informed, PATIENT_INFORMED);
        add(missing, asked.isBlank(), QUESTION);
        circumstances(missing, content.circumstances());
        boolean diagnostic = reason == CaseReason.DIAGNOSTIC_OPINION;
        add(missing, !diagnostic && content.tumours().isEmpty(), TUMOUR);
        add(missing, content.course().phase() == Course.Phase.UNKNOWN, PHASE);
        add(missing, content.condition().performance().isEmpty(), PERFORMANCE);
        add(missing, !diagnostic && content.findings().pathology().isEmpty(), PATHOLOGY);
        add(missing, content.synthesis().isEmpty(), SYNTHESIS);
        decision(missing, content, discussed, quorum);
        return List.copyOf(missing);
    }

    private static void circumstances(List<Missing> missing, Circumstances around) {
        add(missing, around.screening() == Circumstances.Screening.UNKNOWN, SCREENING);
        add(missing, around.presenter().isEmpty(), PRESENTER);
        add(missing, around.generalPractitioner().isEmpty(), GENERAL_PRACTITIONER);
    }

    private static void decision(
            List<Missing> missing,
            FicheContent content,
            boolean discussed,
            QuorumResult.Status quorum) {
        var decision = content.decision();
        boolean registered = content.framework().registered();
        add(missing, registered && discussed, REGISTERED_THOUGH_DISCUSSED);
        switch (decision.outcome()) {
            case OPEN -> missing.add(OUTCOME);
            case PROPOSAL -> {
                add(missing, !decision.proposes(), STRATEGY);
                add(missing, registered && !content.framework().isReferenceWhole(), REFERENCE);
                add(missing, !registered && !discussed, DISCUSSION);
                add(missing, discussed && quorum != QuorumResult.Status.REACHED, QUORUM);
            }
            case NO_PROPOSAL -> {
                add(missing, decision.proposes(), PLAN_WITHOUT_PROPOSAL);
                add(missing, decision.reason().isEmpty(), REASON);
                add(missing, !discussed, DISCUSSION);
            }
            case POSTPONED -> {
                add(missing, decision.proposes(), PLAN_WITHOUT_PROPOSAL);
                add(missing, decision.reason().isEmpty(), REASON);
            }
        }
    }

    private static void add(List<Missing> missing, boolean lacks, Missing what) {
        if (lacks) {
            missing.add(what);
        }
    }
}
