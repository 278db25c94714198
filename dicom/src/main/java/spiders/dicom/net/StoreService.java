// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.lang.System.Logger.Level;

/** Receives objects, for a server and for the user of C-GET (PS3.7 section 9.3.1). */
final class StoreService {

    private static final System.Logger LOG = System.getLogger(StoreService.class.getName());

    private StoreService() {}

    /** Gives the object to the handler, reads what it left, and returns the status to answer. */
    static Status store(
            MessageChannel channel,
            Message message,
            AcceptedContext context,
            Peer peer,
            StoreHandler handler) {
        var status = handled(message, context, peer, handler);
        channel.drain(message);
        return status;
    }

    private static Status handled(
            Message message, AcceptedContext context, Peer peer, StoreHandler handler) {
        var command = message.command();
        if (!UID.isValid(command.text(CommandSet.AFFECTED_SOP_INSTANCE_UID))) {
            return Status.INVALID_OBJECT_INSTANCE;
        }
        if (!command.hasDataSet()) {
            return Status.CANNOT_UNDERSTAND.withComment("no data set");
        }
        var sopClassUID = command.uid(CommandSet.AFFECTED_SOP_CLASS_UID);
        if (!sopClassUID.equals(context.abstractSyntax())) {
            return Status.SOP_CLASS_NOT_SUPPORTED.withComment("not the context's SOP class");
        }
        var request =
                new StoreRequest(
                        peer,
                        sopClassUID,
                        command.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID),
                        context.transferSyntax(),
                        origin(command));
        try {
            return handler.store(request, message.dataSet());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "C-STORE from " + peer.aeTitle() + " failed", e);
            return Status.PROCESSING_FAILURE;
        } catch (OperationRefusedException e) {
            return e.status();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "C-STORE from " + peer.aeTitle() + " failed", e);
            return Status.PROCESSING_FAILURE;
        }
    }

    private static StoreOrigin origin(CommandSet command) {
        var title = command.text(CommandSet.MOVE_ORIGINATOR_AE_TITLE);
        try {
            int message = command.integer(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID).orElse(0);
            return title.isEmpty()
                    ? new StoreOrigin.Direct()
                    : new StoreOrigin.Move(new AETitle(title), message);
        } catch (IllegalArgumentException e) {
            return new StoreOrigin.Direct(); // A title that is none identifies nobody.
        }
    }
}
