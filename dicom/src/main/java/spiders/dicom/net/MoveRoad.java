// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Sends the instances of a C-MOVE on an association of its own, opened at the first instance and
 * again when it was lost, a few times.
 */
final class MoveRoad implements RetrieveService.Road {

    private static final System.Logger LOG = System.getLogger(MoveRoad.class.getName());
    private static final int MAX_LOSSES = 3;

    private final MessageChannel asker;
    private final Peer peer;
    private final RemoteNode destination;
    private final StoreOrigin origin;
    private final List<ProposedContext> contexts;
    private @Nullable Association association;
    private int losses;

    MoveRoad(
            MessageChannel asker,
            Peer peer,
            RemoteNode destination,
            StoreOrigin origin,
            List<StorableInstance> instances) {
        this.asker = asker;
        this.peer = peer;
        this.destination = destination;
        this.origin = origin;
        contexts =
                instances.stream()
                        .map(MoveRoad::context)
                        .distinct()
                        .limit(AssociationRequest.MAX_CONTEXTS)
                        .toList();
    }

    private static ProposedContext context(StorableInstance instance) {
        return new ProposedContext(
                instance.sopClassUID(), List.of(instance.transferSyntax()), Role.SCU);
    }

    @Override
    public Status send(StorableInstance instance) throws IOException {
        if (losses >= MAX_LOSSES) {
            return Status.OUT_OF_RESOURCES;
        }
        try {
            return association().store(instance, origin);
        } catch (ContextNotAcceptedException e) {
            return Status.SOP_CLASS_NOT_SUPPORTED;
        } catch (NetworkException e) {
            losses++;
            LOG.log(Level.WARNING, "C-MOVE for " + peer.aeTitle() + ": " + e.getMessage());
            return Status.OUT_OF_RESOURCES;
        }
    }

    private Association association() {
        if (association == null || !association.isOpen()) {
            var request = new AssociationRequest(peer.localAETitle(), contexts);
            association = Association.open(destination, request, asker.options());
        }
        return association;
    }

    @Override
    public boolean isCancelled() {
        return asker.isCancelled();
    }

    @Override
    public void close() {
        if (association != null) {
            association.close();
        }
    }
}
