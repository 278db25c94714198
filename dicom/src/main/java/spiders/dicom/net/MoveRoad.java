// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Sends the instances of a C-MOVE on an association of its own, opened at the first instance.
 *
 * <p>An instance that was under way when the association was lost is sent once more on a new one;
 * after three losses what is left fails.
 */
final class MoveRoad implements RetrieveService.Road {

    private static final System.Logger LOG = System.getLogger(MoveRoad.class.getName());
    private static final int MAX_LOSSES = 3;
    private static final Status LOST =
            Status.OUT_OF_RESOURCES.withComment("the destination does not answer");

    private final MessageChannel asker;
    private final Peer peer;
    private final RemoteNode destination;
    private final StoreOrigin origin;
    private final RetrieveHandler handler;
    private final List<ProposedContext> contexts;
    private @Nullable Association association;
    private int losses;

    MoveRoad(
            MessageChannel asker,
            Peer peer,
            RemoteNode destination,
            StoreOrigin origin,
            RetrieveHandler handler,
            List<StorableInstance> instances) {
        this.asker = asker;
        this.peer = peer;
        this.destination = destination;
        this.origin = origin;
        this.handler = handler;
        contexts = contexts(instances);
    }

    /** Each instance as it is, then the other encodings as far as there is room for them. */
    private List<ProposedContext> contexts(List<StorableInstance> instances) {
        var all = new LinkedHashSet<ProposedContext>();
        var kinds = new LinkedHashMap<ProposedContext, StorableInstance>();
        instances.forEach(instance -> kinds.putIfAbsent(context(instance), instance));
        all.addAll(kinds.keySet());
        for (var kind : kinds.values()) {
            handler.otherwise(kind).forEach(other -> all.add(context(other)));
        }
        return all.stream().limit(AssociationRequest.MAX_CONTEXTS).toList();
    }

    private static ProposedContext context(StorableInstance instance) {
        return new ProposedContext(
                instance.sopClassUID(), List.of(instance.transferSyntax()), Role.SCU);
    }

    @Override
    public Status send(StorableInstance instance) throws IOException {
        var status = tried(instance);
        return status.equals(LOST) && losses < MAX_LOSSES ? tried(instance) : status;
    }

    private Status tried(StorableInstance instance) throws IOException {
        if (losses >= MAX_LOSSES) {
            return LOST;
        }
        try {
            return sendOn(association(), instance);
        } catch (NetworkException e) {
            losses++;
            LOG.log(Level.WARNING, "C-MOVE for " + peer.aeTitle() + ": " + e.getMessage());
            return LOST;
        }
    }

    private Status sendOn(Association open, StorableInstance instance) throws IOException {
        if (open.canStore(instance)) {
            return open.store(instance, origin);
        }
        for (var other : handler.otherwise(instance)) {
            if (open.canStore(other)) {
                return open.store(other, origin);
            }
        }
        return NOT_AGREED;
    }

    private Association association() {
        if (association == null || !association.isOpen()) {
            countTraffic();
            var request = new AssociationRequest(peer.localAETitle(), contexts);
            association = Association.open(destination, request, asker.options());
        }
        return association;
    }

    @Override
    public boolean isCancelled() {
        return asker.isCancelled();
    }

    /** What went on an association that is over is the asking one's. */
    private void countTraffic() {
        if (association != null) {
            asker.traffic().add(association.traffic());
        }
    }

    @Override
    public void close() {
        if (association != null) {
            association.close();
        }
        countTraffic();
    }
}
