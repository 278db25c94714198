// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a quorum was at a moment.
 *
 * @param ruleVersion of the rule that was asked
 * @param specialties how many different ones were there
 * @param missing of the rule's requirements, those that were not met
 * @param absent of the groups that the rule recommends, those of which nobody was there
 */
public record QuorumResult(
        Status status,
        Instant at,
        int ruleVersion,
        int specialties,
        List<Requirement> missing,
        Set<SpecialtyGroup> absent) {

    /** Whether it was reached, with its code in the national document (FRCP, TA_ASIP). */
    public enum Status {
        REACHED("ORG-126"),
        NOT_REACHED("ORG-133"),
        /** Nobody said who was there. */
        UNKNOWN("GEN-010");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public QuorumResult {
        missing = List.copyOf(missing);
        absent = Set.copyOf(absent);
    }
}
