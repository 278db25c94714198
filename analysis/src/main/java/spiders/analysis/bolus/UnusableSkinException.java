// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

/** There is no skin that a bolus could lie on. */
public final class UnusableSkinException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        EMPTY_BODY("the body is empty"),
        EMPTY_REGION("the region is empty"),
        /** The skin does not go through the region. */
        NO_SKIN("there is no skin in the region");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;

    UnusableSkinException(Reason reason) {
        super("No bolus: " + reason.words);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
