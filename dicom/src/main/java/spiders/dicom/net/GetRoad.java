// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sends the instances of a C-GET on the association that asked. */
final class GetRoad implements RetrieveService.Road {

    private final MessageChannel channel;
    private final List<AcceptedContext> contexts;
    private final RetrieveHandler handler;
    private int lastMessageID;
    private boolean cancelled;

    GetRoad(MessageChannel channel, List<AcceptedContext> contexts, RetrieveHandler handler) {
        this.channel = channel;
        this.contexts = contexts;
        this.handler = handler;
    }

    @Override
    public Status send(StorableInstance instance) throws IOException {
        if (context(instance).isPresent()) {
            return send(instance, context(instance).get());
        }
        for (var other : handler.otherwise(instance)) {
            var context = context(other);
            if (context.isPresent()) {
                return send(other, context.get());
            }
        }
        return NOT_AGREED;
    }

    private Optional<AcceptedContext> context(StorableInstance instance) {
        return contexts.stream()
                .filter(accepted -> accepted.role().isProvider())
                .filter(accepted -> accepted.abstractSyntax().equals(instance.sopClassUID()))
                .filter(accepted -> accepted.transferSyntax().equals(instance.transferSyntax()))
                .findFirst();
    }

    private Status send(StorableInstance instance, AcceptedContext context) throws IOException {
        lastMessageID = lastMessageID % 0xFFFF + 1;
        var command =
                new CommandSet(CommandField.C_STORE_RQ)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, instance.sopClassUID())
                        .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, instance.sopInstanceUID())
                        .set(CommandSet.MESSAGE_ID, lastMessageID)
                        .set(CommandSet.PRIORITY, 0);
        try (var dataSet = instance.source().open()) {
            channel.send(context.id(), command, dataSet);
        }
        return response();
    }

    private Status response() {
        while (true) {
            var wait = channel.options().responseTimeout();
            var message = channel.receive(wait, Association.awaited(CommandField.C_STORE_RSP));
            if (MessageChannel.isCancelRequest(message)) {
                cancelled = true;
                continue;
            }
            if (message.command().commandCode() != CommandField.C_STORE_RSP.code()) {
                throw new MalformedPDUException(
                        PDU.Abort.NOT_SPECIFIED,
                        "%s sent command %04X where a C-STORE response was due"
                                .formatted(channel.peer(), message.command().commandCode()));
            }
            return message.command().status();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void close() {}
}
