// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** One C-MOVE or C-GET as user (PS3.7 sections 9.1.3 and 9.1.4). */
final class RetrieveOperation {

    private static final StoreHandler NOTHING_STORED =
            (request, dataSet) -> Status.SOP_CLASS_NOT_SUPPORTED;

    private final Association association;
    private final MessageChannel channel;
    private final RetrieveListener listener;
    private final FindOperation.Patience patience;
    private boolean cancelled;
    private int received;

    RetrieveOperation(Association association, MessageChannel channel, RetrieveListener listener) {
        this.association = association;
        this.channel = channel;
        this.listener = listener;
        patience = new FindOperation.Patience(channel.options().responseTimeout());
    }

    RetrieveOutcome move(UID sopClassUID, DataSet keys, AETitle destination) {
        var command = association.request(CommandField.C_MOVE_RQ, sopClassUID);
        command.set(CommandSet.MOVE_DESTINATION, destination.value());
        return run(sopClassUID, command, keys, CommandField.C_MOVE_RSP, NOTHING_STORED);
    }

    RetrieveOutcome get(UID sopClassUID, DataSet keys, StoreHandler handler) {
        var command = association.request(CommandField.C_GET_RQ, sopClassUID);
        return run(sopClassUID, command, keys, CommandField.C_GET_RSP, handler);
    }

    private RetrieveOutcome run(
            UID sopClassUID,
            CommandSet command,
            DataSet keys,
            CommandField answer,
            StoreHandler handler) {
        var context = association.context(sopClassUID);
        command.set(CommandSet.PRIORITY, 0);
        channel.send(context.id(), command, keys, context.transferSyntax());
        while (true) {
            var message = channel.receive(patience.left(), Association.awaited(answer));
            if (message.command().commandCode() == CommandField.C_STORE_RQ.code()) {
                store(message, handler);
                continue;
            }
            association.requireResponse(message, answer);
            var status = message.command().status();
            if (!status.isPending()) {
                var failed = failed(message, context);
                return new RetrieveOutcome(
                        status, message.command().subOperations(), failed, received);
            }
            var counts = message.command().subOperations();
            if (!cancelled && listener.progressed(counts) == Proceed.CANCEL) {
                cancelled = true;
                FindOperation.cancel(association, channel, context);
                patience.begin();
            }
        }
    }

    private List<UID> failed(Message message, AcceptedContext context) {
        if (!message.command().hasDataSet()) {
            return List.of();
        }
        return channel.identifier(message, context.transferSyntax())
                .uids(Tags.FailedSOPInstanceUIDList);
    }

    private void store(Message message, StoreHandler handler) {
        var context =
                association.contexts().stream()
                        .filter(accepted -> accepted.id() == message.contextID())
                        .findFirst();
        if (context.isEmpty()) {
            channel.layer().abort();
            throw new MalformedPDUException(
                    PDU.Abort.NOT_SPECIFIED,
                    "%s sent an object in a context that was not agreed"
                            .formatted(association.node()));
        }
        var status =
                StoreService.store(channel, message, context.get(), association.peer(), handler);
        if (status.isSuccess() || status.isWarning()) {
            received++;
        }
        channel.send(message.contextID(), CommandSet.response(message.command(), status));
    }
}
