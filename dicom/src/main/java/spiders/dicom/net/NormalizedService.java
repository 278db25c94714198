// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;

import java.lang.System.Logger.Level;

/** Answers DIMSE-N requests: a provider's, and the event reports that a user hears. */
final class NormalizedService {

    private static final System.Logger LOG = System.getLogger(NormalizedService.class.getName());

    private final MessageChannel channel;
    private final Peer peer;

    NormalizedService(MessageChannel channel, Peer peer) {
        this.channel = channel;
        this.peer = peer;
    }

    /** A request to us as provider. */
    void serve(
            Message message,
            CommandField field,
            AcceptedContext context,
            NormalizedHandler handler,
            EventReporter caller) {
        var request = request(message, field, context);
        NormalizedResponse response;
        try {
            response = handler.handle(request, caller);
        } catch (OperationRefusedException e) {
            response = NormalizedResponse.of(request, e.status());
        } catch (NetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            response = failed(request, e);
        }
        answer(message, context, request, response);
    }

    /** An event report to us as user. */
    void hear(Message message, AcceptedContext context, EventHandler handler) {
        var request = request(message, CommandField.N_EVENT_REPORT_RQ, context);
        NormalizedResponse response;
        try {
            var event = (NormalizedRequest.EventReport) request;
            response = NormalizedResponse.of(request, handler.handle(event, peer));
        } catch (OperationRefusedException e) {
            response = NormalizedResponse.of(request, e.status());
        } catch (NetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            response = failed(request, e);
        }
        answer(message, context, request, response);
    }

    private NormalizedRequest request(
            Message message, CommandField field, AcceptedContext context) {
        return NormalizedMessages.request(
                field, message.command(), dataSet(channel, message, context));
    }

    /** What goes with a message; empty when nothing does. */
    static DataSet dataSet(MessageChannel channel, Message message, AcceptedContext context) {
        return message.command().hasDataSet()
                ? channel.identifier(message, context.transferSyntax())
                : DataSet.empty();
    }

    private NormalizedResponse failed(NormalizedRequest request, RuntimeException thrown) {
        var service = NormalizedMessages.field(request).service();
        LOG.log(Level.ERROR, service + " from " + peer.aeTitle() + " failed", thrown);
        return NormalizedResponse.of(request, Status.PROCESSING_FAILURE);
    }

    private void answer(
            Message message,
            AcceptedContext context,
            NormalizedRequest request,
            NormalizedResponse response) {
        var command = NormalizedMessages.response(message.command(), request, response);
        channel.send(context.id(), command, response.dataSet(), context.transferSyntax());
    }
}
