// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A token of an account as it is shown: no secret in it.
 *
 * @param label what its owner calls it; empty for one that a sign-in gave
 * @param scope what it may, of what its account may
 */
public record ApiToken(
        UUID id, String label, Set<Permission> scope, Instant created, Instant expires, Use use) {

    public ApiToken {
        scope = Set.copyOf(scope);
    }

    /** When it was last used, to the minute. */
    public sealed interface Use {

        /** Not yet. */
        record Never() implements Use {}

        /** Then. */
        record Last(Instant at) implements Use {}
    }

    /** When it was last used; empty when never. */
    public Optional<Instant> lastUsed() {
        return use instanceof Use.Last(var at) ? Optional.of(at) : Optional.empty();
    }

    /** Whether it was made for a machine, and not given by a sign-in. */
    public boolean isNamed() {
        return !label.isEmpty();
    }

    /** Whether it may all that its account may. */
    public boolean isWhole() {
        return scope.equals(User.EVERYTHING);
    }
}
