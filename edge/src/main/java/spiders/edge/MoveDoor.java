// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
import spiders.retrieval.transfer.Incoming;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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

    private static final Logger LOG = LoggerFactory.getLogger(MoveDoor.class);

    private final List<AssociationServer> server;
    private final Map<AETitle, Awaited> awaited = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    /** Who is to send, and what becomes of it. */
    private record Awaited(String host, Incoming arrivals) {

        /** A title is said by whoever calls; a name is looked up as at the ports of a hub. */
        boolean isAt(InetAddress address) {
            try {
                return Arrays.asList(InetAddress.getAllByName(host)).contains(address);
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }

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
        var expected = awaited.get(request.peer().aeTitle());
        if (expected == null) {
            return Status.NOT_AUTHORISED.withComment("not asked for");
        }
        var address = request.peer().address().getAddress();
        if (!expected.isAt(address)) {
            LOG.warn(
                    "{} sends from {}, and not from {}: nothing is taken",
                    request.peer().aeTitle(),
                    address.getHostAddress(),
                    expected.host());
            return Status.NOT_AUTHORISED.withComment("not from this host");
        }
        try {
            return expected.arrivals().take(request, dataSet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the edge stops");
        }
    }

    /** Has what the source sends meanwhile taken. */
    String during(Source source, Errand errand, Incoming arrivals, Supplier<String> moving)
            throws InterruptedException {
        if (server.isEmpty()) {
            throw new SourceFailedException(
                    new SourceFailure(
                            SourceFailure.Reason.DESTINATION_UNKNOWN,
                            "the edge has no port for C-MOVE (key port)"));
        }
        var node = source.node().orElseThrow();
        var title = node.aeTitle();
        var turn = turns.computeIfAbsent(title.value(), _ -> new Semaphore(1, true));
        if (!errand.awaitTurn(turn)) {
            return "dropped";
        }
        awaited.put(title, new Awaited(node.host(), arrivals));
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
