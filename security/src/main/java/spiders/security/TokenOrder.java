// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Duration;
import java.util.Set;

/**
 * What a token is to be.
 *
 * @param label one line of 1 to 60 characters
 * @param scope one permission at least, none of {@link #FOR_PEOPLE_ALONE}
 * @param lifetime at most {@link ApiTokens#LONGEST}
 */
public record TokenOrder(String label, Set<Permission> scope, Duration lifetime) {

    /** What people do themselves, and no machine in their name. */
    public static final Set<Permission> FOR_PEOPLE_ALONE =
            Set.of(
                    Permission.OPEN_EMERGENCY,
                    Permission.REVIEW_EMERGENCY,
                    Permission.MANAGE_ACCOUNTS);

    private static final int MAX_LABEL = 60;

    public TokenOrder {
        scope = Set.copyOf(scope);
        label = label.replaceAll("\\p{Cntrl}+", " ").strip();
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            throw new IllegalArgumentException("a token's name has 1 to 60 characters");
        }
        if (scope.isEmpty() || scope.stream().anyMatch(FOR_PEOPLE_ALONE::contains)) {
            throw new IllegalArgumentException("no machine may this");
        }
        if (!lifetime.isPositive() || lifetime.compareTo(ApiTokens.LONGEST) > 0) {
            throw new IllegalArgumentException("no token lives so long");
        }
    }
}
