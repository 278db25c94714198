// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/** Doses whose sum would be of no treatment. */
public final class DosesNotAddableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What keeps them apart. */
    public enum Reason {
        /** One is physical and another effective. */
        DOSE_TYPES,
        /** One is of a whole plan and another of a part of one, or of several plans. */
        SUMMATION_TYPES,
        /** The same instance stands there twice. */
        SAME_INSTANCE,
        /** Two are of one whole plan, whose dose would count twice. */
        SAME_PLAN,
        /** There is none. */
        NONE
    }

    private final Reason reason;

    DosesNotAddableException(Reason reason, String what) {
        super("Doses do not add up: %s %s".formatted(reason, what).strip());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
