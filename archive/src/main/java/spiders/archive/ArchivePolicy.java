// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.util.HashSet;
import java.util.List;

/**
 * What a site has decided about what the archive takes in.
 *
 * @param originQuotas limits for what comes from some origins; no origin is in two
 */
public record ArchivePolicy(Duplicates duplicates, Quota quota, List<OriginQuota> originQuotas) {

    /** Duplicates that differ are refused, and the store's room is the only limit. */
    public static final ArchivePolicy DEFAULT =
            new ArchivePolicy(Duplicates.REFUSE, new Quota.None());

    public ArchivePolicy {
        originQuotas = List.copyOf(originQuotas);
        var limited = new HashSet<String>();
        for (var one : originQuotas) {
            for (var origin : one.origins()) {
                if (!limited.add(origin)) {
                    throw new IllegalArgumentException("%s has two quotas".formatted(origin));
                }
            }
        }
    }

    /** One without limits for origins. */
    public ArchivePolicy(Duplicates duplicates, Quota quota) {
        this(duplicates, quota, List.of());
    }
}
