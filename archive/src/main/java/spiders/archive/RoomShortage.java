// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which objects this process lately could not take through no fault of theirs; an object stored
 * since is not one.
 */
final class RoomShortage {

    private static final int MOST = 4096;

    private static final Set<Refusal> SHORT =
            Set.of(Refusal.OUT_OF_SPACE, Refusal.OVER_QUOTA, Refusal.UNAVAILABLE);

    private final Map<UID, Missed> refused =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UID, Missed> eldest) {
                    return size() > MOST;
                }
            };

    private record Missed(Instant at, Refusal why) {}

    synchronized void note(UID sopInstance, Ingested outcome) {
        refused.remove(sopInstance);
        if (outcome instanceof Ingested.Refused(var reason, _) && SHORT.contains(reason)) {
            refused.put(sopInstance, new Missed(Instant.now(), reason));
        }
    }

    /** Why some were not taken, the last of them. */
    synchronized Optional<Refusal> since(Instant start, Predicate<UID> concerned) {
        return refused.entrySet().stream()
                .filter(one -> !one.getValue().at().isBefore(start))
                .filter(one -> concerned.test(one.getKey()))
                .map(one -> one.getValue().why())
                .reduce((_, last) -> last);
    }
}
