// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** How one field of two identities compares. */
public enum FieldOutcome {
    /** The same once normalised. */
    EQUAL(Closeness.SAME),
    /** Day and month exchanged. */
    SWAPPED(Closeness.CLOSE),
    /** One digit of a date differs, or two neighbours are exchanged. */
    ONE_DIGIT(Closeness.CLOSE),
    /** One letter added, lost, replaced, or two neighbours exchanged. */
    ONE_EDIT(Closeness.CLOSE),
    /** The name in use on one side, the birth name on the other. */
    USED_NAME(Closeness.CLOSE),
    /** The parts of a compound name are joined, or one is left out. */
    COMPOUND(Closeness.CLOSE),
    /** One date is partial, or a first of January or 31 December of the same year. */
    IMPUTED(Closeness.CLOSE),
    /** A newborn's provisional given name stands on one side. */
    NEWBORN(Closeness.CLOSE),
    /** One side says nothing. */
    MISSING(Closeness.UNKNOWN),
    DIFFERENT(Closeness.APART);

    private enum Closeness {
        SAME,
        CLOSE,
        UNKNOWN,
        APART
    }

    private final Closeness closeness;

    FieldOutcome(Closeness closeness) {
        this.closeness = closeness;
    }

    /** Whether the difference is one that a typist or a marriage explains. */
    public boolean isClose() {
        return closeness == Closeness.CLOSE;
    }

    /** Whether the field speaks for the same person: equal or close. */
    public boolean isCompatible() {
        return closeness == Closeness.SAME || closeness == Closeness.CLOSE;
    }
}
