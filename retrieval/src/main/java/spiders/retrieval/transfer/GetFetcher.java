// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RetrieveOutcome;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.StoreRequest;
import spiders.region.SourceConnections;
import spiders.retrieval.query.RefusedQuestionException;
import spiders.retrieval.query.UsedModels;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fetches by C-GET: the objects come on the association that asks for them. */
public final class GetFetcher implements Fetcher {

    private final SourceConnections connections;

    public GetFetcher(SourceConnections connections) {
        this.connections = connections;
    }

    @Override
    public String fetch(Task task, Incoming arrivals) {
        var classes =
                task.classes().isEmpty()
                        ? Set.copyOf(StorageClasses.usual())
                        : Set.copyOf(task.classes());
        var request = AssociationRequest.forGet(connections.aeTitle(), UsedModels.GET, classes);
        var words = new ArrayList<String>();
        try (var association = connections.associate(task.source(), request)) {
            for (var unit : task.units()) {
                var outcome =
                        association.get(
                                UsedModels.GET,
                                unit.keys(task.study()),
                                (store, dataSet) -> keep(arrivals, store, dataSet),
                                _ -> proceed(arrivals));
                words.add(words(outcome));
                if (arrivals.isCancelled() || arrivals.isPaused()) {
                    break;
                }
                refuseFailure(outcome, words);
            }
        }
        return String.join("; ", words);
    }

    static Proceed proceed(Incoming arrivals) {
        return arrivals.isCancelled() || arrivals.isPaused() ? Proceed.CANCEL : Proceed.CONTINUE;
    }

    private static Status keep(Incoming arrivals, StoreRequest request, InputStream dataSet)
            throws IOException {
        try {
            return arrivals.take(request, dataSet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while keeping an object");
        }
    }

    /** A status that is a failure and brought nothing is a reason to try another way. */
    static void refuseFailure(RetrieveOutcome outcome, List<String> words) {
        if (outcome.status().isFailure() && outcome.subOperations().done() == 0) {
            throw new RefusedQuestionException(String.join("; ", words), outcome.status());
        }
    }

    static String words(RetrieveOutcome outcome) {
        var counts = outcome.subOperations();
        return "status %s, completed %d, failed %d, warning %d"
                .formatted(outcome.status(), counts.completed(), counts.failed(), counts.warning());
    }
}
