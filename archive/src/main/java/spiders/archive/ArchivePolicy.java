// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** What a site has decided about what the archive takes in. */
public record ArchivePolicy(Duplicates duplicates, Quota quota) {

    /** Duplicates that differ are refused, and the store's room is the only limit. */
    public static final ArchivePolicy DEFAULT =
            new ArchivePolicy(Duplicates.REFUSE, new Quota.None());
}
