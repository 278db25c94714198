// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * From where on an access is called unusual. Each is a compromise between what is missed and what
 * is asked about in vain; {@code docs/audit.md} has the reasons.
 */
public final class UnusualRules {

    /** What is usual is what was done in so many days before the period. */
    public static final int HABIT_DAYS = 90;

    /** A person has habits once so many days of theirs are recorded. */
    public static final int KNOWN_DAYS = 20;

    /** Fewer distinct patients in a day are never many. */
    public static final int FEWEST_PATIENTS = 10;

    /** Many patients are so many spreads above the median of a person's days. */
    public static final double SPREADS = 3;

    /** A median of deviations is that part of the standard deviation of a normal distribution. */
    public static final double SPREAD_OF_DEVIATIONS = 1.4826;

    /** A median of deviations below one patient is taken for one. */
    public static final double LEAST_DEVIATION = 1;

    /** Who has no habits is held against this share of the days of others of the same role. */
    public static final double SHARE_OF_ROLE = 0.99;

    /** So many refusals are repeated. */
    public static final int REFUSALS = 5;

    /** When they come within this time. */
    public static final Duration REFUSALS_WITHIN = Duration.ofHours(1);

    /** More emergencies of one person in the period are many. */
    public static final int EMERGENCIES = 2;

    /** One patient's data opened on so many days is a lot, when no board discusses the patient. */
    public static final int SAME_PATIENT_DAYS = 5;

    /**
     * A session so many days before or after the period explains an access too: cases are prepared
     * before it, and participants stay tied to the patient so long after it.
     */
    public static final int SESSION_MARGIN_DAYS = 30;

    /** The longest period: a longer one would be held against habits of long ago. */
    public static final int MOST_DAYS = 92;

    /** Lines that a rule tells of at most. */
    public static final int MOST_LINES = 200;

    private static final Set<Action> LOOKS =
            Set.copyOf(
                    EnumSet.of(
                            Action.VIEW_PATIENT,
                            Action.VIEW_CASE,
                            Action.SEARCH_IMAGING,
                            Action.GRANT_VIEW,
                            Action.VIEW_IMAGES,
                            Action.GIVE_MANIFEST,
                            Action.SEND_OBJECTS));

    private UnusualRules() {}

    /** The actions by which a person sees a patient's data. */
    public static Set<Action> looks() {
        return LOOKS;
    }
}
