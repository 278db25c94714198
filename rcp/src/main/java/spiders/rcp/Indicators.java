// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a board did over a time, in numbers that name nobody. Of a case of which nothing was said
 * nothing is counted.
 *
 * @param sessions held with at least one case
 * @param cases on their agendas
 * @param discussed of them
 * @param registered of them without discussion, as the reference allows
 * @param postponed of them
 * @param unproposed of them, discussed without a proposal
 * @param approved of them, with an approved fiche
 * @param quorum of the approved discussed ones, those with their quorum
 * @param discussedApproved of the approved ones, those that were discussed
 * @param daysBefore the median time from registration to the session
 * @param daysAfter the median time from the session to the approval
 * @param centres whence the cases came, the most first
 */
public record Indicators(
        int sessions,
        int cases,
        int discussed,
        int registered,
        int postponed,
        int unproposed,
        int approved,
        int quorum,
        int discussedApproved,
        OptionalDouble daysBefore,
        OptionalDouble daysAfter,
        List<OfCentre> centres) {

    /** How many cases people of one centre brought, and how many of them have an approved fiche. */
    public record OfCentre(String centre, int cases, int approved) {}

    public Indicators {
        centres = List.copyOf(centres);
    }

    /** The same with whence the cases came. */
    public Indicators from(List<OfCentre> origins) {
        return new Indicators(
                sessions,
                cases,
                discussed,
                registered,
                postponed,
                unproposed,
                approved,
                quorum,
                discussedApproved,
                daysBefore,
                daysAfter,
                origins);
    }
}
