// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.List;

/** Treatments proposed together, in the order in which they follow each other. */
public record Strategy(List<Treatment> treatments) {

    /** How many treatments one strategy has at most. */
    public static final int MOST_TREATMENTS = 6;

    /**
     * One treatment of a strategy.
     *
     * @param what in words: the operation, the protocol, the dose; may be empty
     * @param period when it is meant to happen, in words; may be empty
     */
    public record Treatment(TreatmentType type, String what, String period) {

        public Treatment {
            what = Texts.line(what);
            period = Texts.line(period);
        }

        /** Without what it says of the patient. */
        @Override
        public String toString() {
            return "Treatment[" + type + "]";
        }
    }

    public Strategy {
        treatments = List.copyOf(treatments);
        if (treatments.isEmpty() || treatments.size() > MOST_TREATMENTS) {
            throw new IllegalArgumentException("a strategy has 1 to 6 treatments");
        }
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Strategy[]";
    }
}
