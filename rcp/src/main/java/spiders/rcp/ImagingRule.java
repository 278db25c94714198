// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.List;

/**
 * What imaging a board wants, as data of a version: a case keeps the version it was prepared by.
 *
 * @param radiotherapy whether treatment plans, doses and structures are wanted too
 * @param automatic whether the hub orders by itself what the rule proposes and is certainly the
 *     patient's; else a clinician chooses
 */
public record ImagingRule(
        int version, List<ImagingWish> wishes, boolean radiotherapy, boolean automatic) {

    private static final int WISHES_LIMIT = 20;

    public ImagingRule {
        if (version < 1) {
            throw new IllegalArgumentException("versions of a rule count from 1");
        }
        if (wishes.size() > WISHES_LIMIT) {
            throw new IllegalArgumentException("a rule has at most 20 wishes");
        }
        wishes = List.copyOf(wishes);
    }

    ImagingRule withVersion(int other) {
        return new ImagingRule(other, wishes, radiotherapy, automatic);
    }

    /** Whether both ask for the same, whatever their versions. */
    boolean asksTheSame(ImagingRule other) {
        return withVersion(1).equals(other.withVersion(1));
    }
}
