// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/**
 * What the decision rests on.
 *
 * @param registered whether the case was registered without discussion, since it conforms strictly
 *     to the reference (article D. 6124-131 of the code de la santé publique)
 * @param reference the name of the guideline followed
 * @param trial the clinical trial in which inclusion is proposed; empty for none
 * @param deviation why the decision leaves the reference; empty where it does not
 */
public record Framework(
        boolean registered,
        String reference,
        String referenceVersion,
        String referenceDate,
        String trial,
        String deviation) {

    /** Nothing said yet. */
    public static final Framework NONE = new Framework(false, "", "", "", "", "");

    public Framework {
        reference = Texts.line(reference);
        referenceVersion = Texts.line(referenceVersion);
        referenceDate = PartialDate.checked(referenceDate);
        trial = Texts.line(trial);
        deviation = Texts.paragraph(deviation);
    }

    /** The same with another trial, or with none. */
    Framework withTrial(String other) {
        return new Framework(
                registered, reference, referenceVersion, referenceDate, other, deviation);
    }

    /** Whether the reference is named with its version and its date. */
    public boolean isReferenceWhole() {
        return !reference.isEmpty() && !referenceVersion.isEmpty() && !referenceDate.isEmpty();
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Framework[]";
    }
}
