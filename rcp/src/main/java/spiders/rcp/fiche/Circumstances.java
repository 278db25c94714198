// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/**
 * Around the case.
 *
 * @param presenter who presents it at the meeting
 * @param generalPractitioner the patient's, or that there is none; they receive the report
 * @param complete whether the file had what the board needed
 * @param comment on the file or the quorum; may be empty
 */
public record Circumstances(
        Screening screening,
        String presenter,
        String generalPractitioner,
        boolean complete,
        String comment) {

    /** Nothing said yet. */
    public static final Circumstances UNKNOWN =
            new Circumstances(Screening.UNKNOWN, "", "", false, "");

    /** Whether a screening found the disease. */
    public enum Screening {
        UNKNOWN,
        YES,
        NO
    }

    public Circumstances {
        presenter = Texts.line(presenter);
        generalPractitioner = Texts.line(generalPractitioner);
        comment = Texts.paragraph(comment);
    }

    /** The same for another meeting: whether the file is complete is asked again. */
    Circumstances anew() {
        return new Circumstances(screening, presenter, generalPractitioner, false, "");
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Circumstances[]";
    }
}
