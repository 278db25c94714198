// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Which objects this process lately refused for lack of room; an object stored since is not. */
final class RoomShortage {

    private static final int MOST = 4096;

    private final Map<UID, Instant> refused =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UID, Instant> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void note(UID sopInstance, Ingested outcome) {
        refused.remove(sopInstance);
        if (outcome instanceof Ingested.Refused(var reason, _) && reason == Refusal.OUT_OF_SPACE) {
            refused.put(sopInstance, Instant.now());
        }
    }

    synchronized boolean isSince(Instant start, Predicate<UID> concerned) {
        return refused.entrySet().stream()
                .anyMatch(one -> !one.getValue().isBefore(start) && concerned.test(one.getKey()));
    }
}
