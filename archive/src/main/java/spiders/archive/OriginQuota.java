// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.util.Set;

/**
 * How much of some origins together the archive may hold, whatever it has room for.
 *
 * @param name what people and metrics call it; never empty
 * @param origins names of {@link Origin}s: ids of sources, AE titles, accounts
 */
public record OriginQuota(String name, Set<String> origins, Quota.Bytes limit) {

    public OriginQuota {
        origins = Set.copyOf(origins);
        if (name.isBlank() || origins.isEmpty()) {
            throw new IllegalArgumentException("A quota has a name, and origins");
        }
    }
}
