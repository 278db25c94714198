// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Answers C-MOVE and C-GET: one sub-operation an instance, each counted as it ended. */
final class RetrieveService {

    private static final System.Logger LOG = System.getLogger(RetrieveService.class.getName());

    /** More would not fit the 16-bit length of the list's element. */
    private static final int MAX_FAILED_UIDS = 900;

    private final MessageChannel channel;
    private final Peer peer;
    private final RetrieveHandler handler;
    private final List<UID> failed = new ArrayList<>();
    private int completed;
    private int failures;
    private int warnings;
    private String firstComment = "";

    RetrieveService(MessageChannel channel, Peer peer, RetrieveHandler handler) {
        this.channel = channel;
        this.peer = peer;
        this.handler = handler;
    }

    /** Sends an instance somewhere, and returns what was answered. */
    interface Road extends AutoCloseable {

        /** Neither its own encoding nor another that it can be given in was agreed to. */
        Status NOT_AGREED =
                Status.SOP_CLASS_NOT_SUPPORTED.withComment("no context for its class or encoding");

        Status send(StorableInstance instance) throws IOException;

        boolean isCancelled();

        @Override
        void close();
    }

    void move(Message message, AcceptedContext context) {
        var request = request(message, context);
        channel.watch();
        try {
            var destination = destination(request, message.command());
            var instances = instances(request);
            int messageID = message.command().integer(CommandSet.MESSAGE_ID).orElse(0);
            var origin = new StoreOrigin.Move(peer.aeTitle(), messageID);
            try (var road = new MoveRoad(channel, peer, destination, origin, handler, instances)) {
                send(new Asked(request, message, context), instances, road);
            }
        } catch (OperationRefusedException e) {
            channel.send(context.id(), CommandSet.response(message.command(), e.status()));
        }
    }

    void get(Message message, AcceptedContext context, List<AcceptedContext> contexts) {
        var request = request(message, context);
        try {
            var instances = instances(request);
            try (var road = new GetRoad(channel, contexts, handler)) {
                send(new Asked(request, message, context), instances, road);
            }
        } catch (OperationRefusedException e) {
            channel.send(context.id(), CommandSet.response(message.command(), e.status()));
        }
    }

    private RetrieveRequest request(Message message, AcceptedContext context) {
        var keys = channel.identifier(message, context.transferSyntax());
        return new RetrieveRequest(
                peer,
                context.abstractSyntax(),
                keys,
                peer.negotiation().queryOptions(context.abstractSyntax()));
    }

    private List<StorableInstance> instances(RetrieveRequest request) {
        try {
            return handler.instances(request);
        } catch (OperationRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Retrieval for " + peer.aeTitle() + " failed", e);
            throw new OperationRefusedException(Status.CANNOT_CALCULATE_MATCHES);
        }
    }

    private RemoteNode destination(RetrieveRequest request, CommandSet command) {
        var title = command.text(CommandSet.MOVE_DESTINATION);
        try {
            var destination = handler.destination(request, new AETitle(title));
            return destination.orElseThrow(
                    () -> new OperationRefusedException(Status.MOVE_DESTINATION_UNKNOWN));
        } catch (IllegalArgumentException e) {
            throw new OperationRefusedException(Status.MOVE_DESTINATION_UNKNOWN);
        }
    }

    /** What is being answered. */
    private record Asked(RetrieveRequest request, Message message, AcceptedContext context) {}

    private void send(Asked asked, List<StorableInstance> instances, Road road) {
        int total = instances.size();
        for (var instance : instances) {
            if (road.isCancelled()) {
                end(asked, instances, Status.CANCEL);
                return;
            }
            count(instance, sent(instance, road));
            var counts = counts(total - done());
            if (counts.remaining() > 0) {
                var pending = CommandSet.response(asked.message().command(), Status.PENDING);
                channel.send(asked.context().id(), pending.subOperations(counts, true));
            }
        }
        end(asked, instances, finalStatus(total).withComment(firstComment));
    }

    private void end(Asked asked, List<StorableInstance> instances, Status status) {
        int remaining = instances.size() - done();
        if (!instances.isEmpty()) {
            var outcome = new RetrieveOutcome(status, counts(remaining), failed, 0);
            handler.ended(asked.request(), instances, outcome);
        }
        answer(asked.message(), asked.context(), status, remaining);
    }

    private Status sent(StorableInstance instance, Road road) {
        try {
            return road.send(instance);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "An instance could not be read to be sent", e);
            return Status.PROCESSING_FAILURE.withComment("an instance could not be read");
        }
    }

    private void count(StorableInstance instance, Status status) {
        if (status.isSuccess()) {
            completed++;
        } else if (status.isWarning()) {
            warnings++;
        } else {
            failures++;
            firstComment = firstComment.isEmpty() ? status.comment() : firstComment;
            if (failed.size() < MAX_FAILED_UIDS) {
                failed.add(instance.sopInstanceUID());
            }
        }
    }

    private int done() {
        return completed + failures + warnings;
    }

    private SubOperations counts(int remaining) {
        return new SubOperations(remaining, completed, failures, warnings);
    }

    private Status finalStatus(int total) {
        if (failures == 0) {
            return warnings == 0 ? Status.SUCCESS : Status.SUB_OPERATIONS_FAILED;
        }
        return failures == total
                ? Status.CANNOT_PERFORM_SUB_OPERATIONS
                : Status.SUB_OPERATIONS_FAILED;
    }

    private void answer(Message message, AcceptedContext context, Status status, int remaining) {
        var response = CommandSet.response(message.command(), status);
        response.subOperations(counts(remaining), status.isCancel());
        if (failed.isEmpty()) {
            channel.send(context.id(), response);
            return;
        }
        var list =
                DataSet.builder()
                        .set(Tags.FailedSOPInstanceUIDList, failed.toArray(UID[]::new))
                        .build();
        channel.send(context.id(), response, list, context.transferSyntax());
    }
}
