// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a check of the audit came to.
 *
 * @param places of the chain that were looked at
 * @param position the last of them
 * @param isToTheEnd whether the chain goes no further
 * @param waiting records that have no place yet
 * @param anchors by where they are kept
 */
public record AuditReport(
        long places,
        long position,
        AuditDigest digest,
        boolean isToTheEnd,
        long waiting,
        List<AnchorCheck> anchors,
        Findings findings) {

    public AuditReport {
        anchors = List.copyOf(anchors);
    }

    /** Whether nothing is wrong. */
    public boolean isVerified() {
        return findings.count() == 0;
    }

    /** The last anchor that the chain agrees with, signed ones before others. */
    public Optional<Anchor> lastAnchor() {
        return anchors.stream()
                .max(
                        Comparator.comparing(AnchorCheck::isSigned)
                                .thenComparingLong(AuditReport::position))
                .flatMap(AnchorCheck::last);
    }

    private static long position(AnchorCheck check) {
        return check.last().map(Anchor::position).orElse(0L);
    }
}
