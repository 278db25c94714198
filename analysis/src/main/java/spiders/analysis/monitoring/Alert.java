// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

/** A day on which a limit is not kept, or cannot be told to be: for a person to look at. */
public sealed interface Alert {

    /** The day. */
    String fraction();

    /** The limit. */
    Limit limit();

    /** What is said of it; no more than a review is ever asked for. */
    String words();

    /**
     * The value is outside the limit.
     *
     * @param value the measure, or its difference to the first fraction if the limit is of that
     */
    record Outside(String fraction, Limit limit, double value) implements Alert {

        @Override
        public String words() {
            return "outside your limit, review";
        }
    }

    /** The measure is not defined that day: an organ is missing, or a dose of all of it. */
    record Undefined(String fraction, Limit limit) implements Alert {

        @Override
        public String words() {
            return "not defined on this day, review";
        }
    }
}
