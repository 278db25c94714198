// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.util.Set;

/**
 * What to look for in the audit; an empty set asks for all.
 *
 * @param before only lines older than this number, for the next page; {@link Long#MAX_VALUE} first
 * @param limit at most 500
 */
public record AuditSearch(
        Set<UserName> who,
        Set<PatientKey> patients,
        Set<Action> actions,
        Set<Outcome> outcomes,
        Instant from,
        Instant to,
        long before,
        int limit) {

    private static final int MAX_LIMIT = 500;

    public AuditSearch {
        who = Set.copyOf(who);
        patients = Set.copyOf(patients);
        actions = Set.copyOf(actions);
        outcomes = Set.copyOf(outcomes);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to %d lines".formatted(MAX_LIMIT));
        }
    }
}
