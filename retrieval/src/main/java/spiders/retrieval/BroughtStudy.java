// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.util.Set;
import java.util.UUID;

/**
 * A study that was ordered for boards.
 *
 * @param sessions for which it was ordered
 * @param objects how many of its objects came by those orders
 * @param isComing whether an order has not ended
 */
public record BroughtStudy(UID study, Set<UUID> sessions, int objects, boolean isComing) {

    public BroughtStudy {
        sessions = Set.copyOf(sessions);
    }
}
