// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;

import java.lang.System.Logger.Level;

/** Answers C-FIND, match by match (PS3.7 section 9.3.2). */
final class FindService {

    private static final System.Logger LOG = System.getLogger(FindService.class.getName());

    private final MessageChannel channel;
    private final Peer peer;
    private final FindHandler handler;

    FindService(MessageChannel channel, Peer peer, FindHandler handler) {
        this.channel = channel;
        this.peer = peer;
        this.handler = handler;
    }

    void serve(Message message, AcceptedContext context) {
        var command = message.command();
        var keys = channel.identifier(message, context.transferSyntax());
        var request =
                new FindRequest(
                        peer,
                        context.abstractSyntax(),
                        keys,
                        peer.negotiation().queryOptions(context.abstractSyntax()));
        channel.watch();
        var status = status(request, new Sink(command, context));
        if (channel.isCancelled() && status.isSuccess()) {
            status = Status.CANCEL;
        }
        channel.send(context.id(), CommandSet.response(command, status));
    }

    private Status status(FindRequest request, MatchSink sink) {
        try {
            return handler.find(request, sink);
        } catch (OperationRefusedException e) {
            return e.status();
        } catch (NetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "C-FIND from " + peer.aeTitle() + " failed", e);
            return Status.CANNOT_UNDERSTAND;
        }
    }

    /** Sends each match in a pending response of its own. */
    private final class Sink implements MatchSink {

        private final CommandSet command;
        private final AcceptedContext context;

        Sink(CommandSet command, AcceptedContext context) {
            this.command = command;
            this.context = context;
        }

        @Override
        public Proceed match(DataSet match, boolean areKeysSupported) {
            if (channel.isCancelled()) {
                return Proceed.CANCEL;
            }
            var status = areKeysSupported ? Status.PENDING : Status.PENDING_OPTIONAL_KEYS;
            var response = CommandSet.response(command, status);
            channel.send(context.id(), response, match, context.transferSyntax());
            return Proceed.CONTINUE;
        }

        @Override
        public boolean isCancelled() {
            return channel.isCancelled();
        }
    }
}
