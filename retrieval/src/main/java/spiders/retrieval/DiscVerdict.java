// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/**
 * Whether an identity on a CD or stick is the patient that it was handed in for.
 *
 * @param comparison what it rests on, field by field
 */
public record DiscVerdict(Kind kind, Comparison comparison) {

    /** What may be done with its studies. */
    public enum Kind {
        /** Family name, given name, birth date and sex are equal, and nothing casts doubt. */
        AGREES,
        /** It may be the patient; a person confirms it, and says why. */
        DIFFERS,
        /** It is somebody else, or may be: nothing of it is taken. */
        OTHER
    }

    /** Without the traits, which are a patient's. */
    @Override
    public String toString() {
        return "DiscVerdict[" + kind + "]";
    }
}
