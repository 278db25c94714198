// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where the disease stands in its course.
 *
 * @param since when this phase began, a day, a month or a year; may be empty
 */
public record Course(Phase phase, String since, Set<Progression> progressions) {

    /** Nothing said yet. */
    public static final Course UNKNOWN = new Course(Phase.UNKNOWN, "", Set.of());

    /** The phase, with its code in TA_ASIP. */
    public enum Phase {
        UNKNOWN(""),
        INITIAL("MED-268"),
        RELAPSE("MED-244");

        private final String code;

        Phase(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** How it progresses, with its code in TA_ASIP. */
    public enum Progression {
        LOCAL("MED-246"),
        REGIONAL("MED-247"),
        DISTANT("MED-248");

        private final String code;

        Progression(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Course {
        since = PartialDate.checked(since);
        var ordered = EnumSet.noneOf(Progression.class);
        ordered.addAll(progressions);
        progressions = java.util.Collections.unmodifiableSet(ordered);
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Course[]";
    }
}
