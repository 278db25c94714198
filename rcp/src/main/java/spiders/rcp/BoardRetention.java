// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.lifecycle.BoardNeeds;
import spiders.dicom.data.UID;
import spiders.rcp.store.RcpStore;
import spiders.retrieval.BroughtStudy;
import spiders.retrieval.Transfers;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Until when boards need the studies that were brought for them: to the end of the day of the last
 * session.
 */
public final class BoardRetention implements BoardNeeds {

    private final Transfers transfers;
    private final RcpStore store;

    public BoardRetention(Transfers transfers, RcpStore store) {
        this.transfers = transfers;
        this.store = store;
    }

    @Override
    public Map<UID, Need> of(Collection<UID> studies) {
        var brought = transfers.brought(studies);
        var sessions =
                brought.stream().flatMap(study -> study.sessions().stream()).distinct().toList();
        var ends =
                store.sessions().sessions(sessions).stream()
                        .collect(Collectors.toMap(Session::id, BoardRetention::end));
        var needs = new HashMap<UID, Need>();
        for (var study : brought) {
            needs.put(study.study(), new Need(over(study, ends), study.objects()));
        }
        return needs;
    }

    private static Instant end(Session session) {
        return session.date().plusDays(1).atStartOfDay(Boards.HOSPITAL_ZONE).toInstant();
    }

    /** What is on its way, or was ordered for a session that is not known, is needed. */
    private static Instant over(BroughtStudy study, Map<UUID, Instant> ends) {
        if (study.isComing() || !ends.keySet().containsAll(study.sessions())) {
            return Instant.MAX;
        }
        return study.sessions().stream().map(ends::get).max(Instant::compareTo).orElseThrow();
    }
}
