// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.EchoHandler;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.StoreRequest;
import spiders.region.Source;
import spiders.region.SourceFailedException;
import spiders.region.SourceFailure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Where a PACS sends what it was asked for by C-MOVE; it takes nothing that nobody asked for. One
 * C-MOVE at a time runs against a source, so that what comes under its title is that one's.
 */
final class MoveDoor implements AutoCloseable {

    private final List<AssociationServer> server;
    private final Map<AETitle, SpoolArrivals> awaited = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    /**
     * Opens the door.
     *
     * @param port none where the sources are asked by C-GET alone; 0 lets the system choose
     */
    MoveDoor(AETitle title, String bind, OptionalInt port, NetworkOptions network)
            throws IOException {
        if (port.isEmpty()) {
            server = List.of();
            return;
        }
        server =
                List.of(
                        AssociationServer.builder(title)
                                .bind(bind)
                                .port(port.getAsInt())
                                .options(network)
                                .callers(Callers.any())
                                .echoing(EchoHandler.ALWAYS)
                                .storing(StorageClasses::isStandard, this::store)
                                .start());
    }

    OptionalInt port() {
        return server.isEmpty() ? OptionalInt.empty() : server.getFirst().port();
    }

    private Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var arrivals = awaited.get(request.peer().aeTitle());
        if (arrivals == null) {
            return Status.of(0x0124).withComment("not asked for");
        }
        try {
            return arrivals.take(request, dataSet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the edge stops");
        }
    }

    /** Has what the source sends meanwhile taken. */
    String during(Source source, SpoolArrivals arrivals, Supplier<String> moving)
            throws InterruptedException {
        if (server.isEmpty()) {
            throw new SourceFailedException(
                    new SourceFailure(
                            SourceFailure.Reason.DESTINATION_UNKNOWN,
                            "the edge has no port for C-MOVE (key port)"));
        }
        var title = source.node().orElseThrow().aeTitle();
        var turn = turns.computeIfAbsent(title.value(), _ -> new Semaphore(1, true));
        turn.acquire();
        awaited.put(title, arrivals);
        try {
            return moving.get();
        } finally {
            awaited.remove(title);
            turn.release();
        }
    }

    @Override
    public void close() {
        server.forEach(AssociationServer::close);
    }
}
