// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.List;

/**
 * What a fiche RCP says beside what the case says already: the items of the INCa's specification
 * and of the national document (CI-SIS, CANCER-FRCP 2022.01).
 *
 * @param tumours none in a purely diagnostic case
 * @param synthesis the story of the disease
 */
public record FicheContent(
        Circumstances circumstances,
        List<Tumour> tumours,
        Staging staging,
        Course course,
        Condition condition,
        Findings findings,
        List<PastTreatment> pastTreatments,
        String synthesis,
        Decision decision,
        Framework framework) {

    /** How many tumours a fiche names at most. */
    public static final int MOST_TUMOURS = 5;

    /** How many treatments of the past it names at most. */
    public static final int MOST_TREATMENTS = 20;

    /** A fiche that nobody wrote yet. */
    public static final FicheContent BLANK =
            new FicheContent(
                    Circumstances.UNKNOWN,
                    List.of(),
                    Staging.NONE,
                    Course.UNKNOWN,
                    Condition.UNKNOWN,
                    Findings.NONE,
                    List.of(),
                    "",
                    Decision.OPEN,
                    Framework.NONE);

    public FicheContent {
        tumours = List.copyOf(tumours);
        pastTreatments = List.copyOf(pastTreatments);
        synthesis = Texts.paragraph(synthesis);
        if (tumours.size() > MOST_TUMOURS || pastTreatments.size() > MOST_TREATMENTS) {
            throw new IllegalArgumentException("a fiche of more lines than it has");
        }
    }

    /** The same for another session: the patient's story without what was decided. */
    public FicheContent undecided() {
        return new FicheContent(
                circumstances.anew(),
                tumours,
                staging,
                course,
                condition,
                findings,
                pastTreatments,
                synthesis,
                decision.undecided(),
                Framework.NONE);
    }

    /**
     * The same with what the board says now.
     *
     * @param trial that the patient is proposed for; may be empty
     */
    public FicheContent decided(Decision now, String trial) {
        return new FicheContent(
                circumstances,
                tumours,
                staging,
                course,
                condition,
                findings,
                pastTreatments,
                synthesis,
                now,
                framework.withTrial(trial));
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "FicheContent[" + decision.outcome() + "]";
    }
}
