// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.net.Status;
import spiders.dicom.net.StoreRequest;
import spiders.edge.spool.Spool;
import spiders.edge.spool.SpoolFullException;
import spiders.region.FetchWindows;
import spiders.retrieval.transfer.Incoming;
import spiders.retrieval.transfer.Throttle;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Takes what the PACS sends for one errand into the spool, from where it is sent at once. */
final class SpoolArrivals implements Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolArrivals.class);

    private final Errand errand;
    private final Spool spool;
    private final Outbox outbox;
    private final Spared spared;
    private volatile boolean full;

    /** When the source is spared, and by what its objects are held to that. */
    record Spared(FetchWindows windows, Throttle throttle) {}

    SpoolArrivals(Errand errand, Spool spool, Outbox outbox, Spared spared) {
        this.spared = spared;
        this.errand = errand;
        this.spool = spool;
        this.outbox = outbox;
    }

    @Override
    public Status take(StoreRequest request, InputStream dataSet)
            throws IOException, InterruptedException {
        if (errand.isDropped()) {
            return Status.OUT_OF_RESOURCES;
        }
        try {
            var object = spool.take(errand.task().id(), request, spared.throttle().of(dataSet));
            errand.kept();
            outbox.add(errand, object);
            return Status.SUCCESS;
        } catch (SpoolFullException e) {
            full = true;
            LOG.warn("task {}: {}", errand.task().id(), e.getMessage());
            return Status.OUT_OF_RESOURCES;
        }
    }

    @Override
    public void takePart10(InputStream part10) {
        throw new IllegalStateException("an edge speaks DIMSE to its sources");
    }

    @Override
    public boolean isCancelled() {
        return errand.isDropped();
    }

    @Override
    public boolean isPaused() {
        return full || spared.windows().isQuiet(Instant.now());
    }

    /** What a C-MOVE brings comes by {@link #take} too. */
    @Override
    public void look() {}

    @Override
    public void lookNow() {}

    @Override
    public void lookForRoom(Instant since) {}
}
