// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.region.SourceConnections;
import spiders.retrieval.query.UsedModels;

import java.time.Instant;
import java.util.ArrayList;

/**
 * Fetches by C-MOVE: the source sends the objects to our storage service, whose address it must
 * know, and our archive says what came.
 */
public final class MoveFetcher implements Fetcher {

    private final SourceConnections connections;

    public MoveFetcher(SourceConnections connections) {
        this.connections = connections;
    }

    @Override
    public String fetch(Task task, Incoming arrivals) {
        var request = AssociationRequest.forServices(connections.aeTitle(), UsedModels.MOVE);
        var words = new ArrayList<String>();
        var start = Instant.now();
        try (var association = connections.associate(task.source(), request)) {
            for (var unit : task.units()) {
                var outcome =
                        association.move(
                                UsedModels.MOVE,
                                unit.keys(task.study()),
                                connections.aeTitle(),
                                _ -> proceed(arrivals, start));
                words.add(GetFetcher.words(outcome));
                arrivals.lookForRoom(start);
                if (arrivals.isCancelled() || arrivals.isPaused()) {
                    break;
                }
                GetFetcher.refuseFailure(outcome, words);
            }
        } finally {
            arrivals.lookForRoom(start);
            arrivals.lookNow();
        }
        return String.join("; ", words);
    }

    private static Proceed proceed(Incoming arrivals, Instant start) {
        arrivals.look();
        arrivals.lookForRoom(start);
        return GetFetcher.proceed(arrivals);
    }
}
