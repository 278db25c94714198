// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers an established association's requests one after the other, until it ends. */
final class ServiceDispatch {

    private final Services services;
    private final MessageChannel channel;
    private final Peer peer;
    private final List<AcceptedContext> contexts;
    private final AssociationListener listener;
    private final EventReporter reporter;
    private final @Nullable OverlappingStores overlapping;
    private long received;
    private long sent;

    ServiceDispatch(
            ServedAssociation.House house,
            MessageChannel channel,
            Peer peer,
            List<AcceptedContext> contexts) {
        this.services = house.services();
        this.listener = house.listener();
        this.channel = channel;
        this.peer = peer;
        this.contexts = List.copyOf(contexts);
        reporter = new EventReporter(channel, peer, contexts);
        int window = peer.negotiation().window().invoked();
        overlapping = window > 1 ? new OverlappingStores(channel, window) : null;
    }

    /** Returns once released; every other end is thrown. */
    void run() {
        try {
            serveAll();
        } finally {
            reporter.close();
            if (overlapping != null) {
                overlapping.end();
            }
            tellTraffic();
        }
    }

    private void tellTraffic() {
        long in = channel.traffic().received();
        long out = channel.traffic().sent();
        listener.transferred(peer, in - received, out - sent);
        received = in;
        sent = out;
    }

    private void serveAll() {
        var wait = channel.options().idleTimeout();
        while (true) {
            switch (channel.arrival(wait, "request")) {
                case Arrival.Arrived(var message) -> {
                    serve(message);
                    tellTraffic();
                }
                case Arrival.Ended(Indication.ReleaseRequested()) -> {
                    if (overlapping != null) {
                        overlapping.end();
                    }
                    release();
                    return;
                }
                case Arrival.Ended(var how) -> throw channel.ended(how, "request", wait);
            }
        }
    }

    private void release() {
        try {
            channel.layer().confirmRelease();
        } catch (IOException e) {
            channel.layer().lose(); // The caller did not wait for our consent.
        }
    }

    private void serve(Message message) {
        var context = context(message);
        var field = message.command().field();
        if (field.isEmpty()) {
            refuseUnknown(message);
            return;
        }
        long begun = System.nanoTime();
        serve(message, field.get(), context);
        boolean isStore = field.get() == CommandField.C_STORE_RQ; // Which tells itself.
        if (field.get().isRequest() && !isStore) {
            tell(field.get(), channel.answered(), begun);
        }
    }

    private void tell(CommandField field, Status status, long begun) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        listener.served(peer, new ServedOperation(field.service(), status, took));
    }

    private void serve(Message message, CommandField field, AcceptedContext context) {
        switch (field) {
            case C_ECHO_RQ -> answer(message, services.echo().echo(peer));
            case C_STORE_RQ -> store(message, context);
            case C_FIND_RQ -> find(message, context);
            case C_MOVE_RQ -> move(message, context);
            case C_GET_RQ -> get(message, context);
            case C_CANCEL_RQ -> {} // Too late: its operation has ended.
            case N_EVENT_REPORT_RQ -> hear(message, context);
            case N_GET_RQ, N_SET_RQ, N_ACTION_RQ, N_CREATE_RQ, N_DELETE_RQ ->
                    normalized(message, field, context);
            case N_EVENT_REPORT_RSP -> {
                if (!reporter.take(message)) {
                    throw unexpected(message);
                }
            }
            case C_STORE_RSP,
                    C_GET_RSP,
                    C_FIND_RSP,
                    C_MOVE_RSP,
                    C_ECHO_RSP,
                    N_GET_RSP,
                    N_SET_RSP,
                    N_ACTION_RSP,
                    N_CREATE_RSP,
                    N_DELETE_RSP ->
                    throw unexpected(message);
        }
    }

    private void normalized(Message message, CommandField field, AcceptedContext context) {
        var handler = services.normalized(context.abstractSyntax());
        if (handler.isEmpty() || !context.role().isUser()) {
            answer(message, Status.UNRECOGNISED_OPERATION);
            return;
        }
        reporter.begin();
        try {
            new NormalizedService(channel, peer)
                    .serve(message, field, context, handler.get(), reporter);
        } finally {
            reporter.end();
        }
    }

    private void hear(Message message, AcceptedContext context) {
        var handler = services.events(context.abstractSyntax());
        if (handler.isEmpty()) {
            answer(message, Status.UNRECOGNISED_OPERATION);
            return;
        }
        new NormalizedService(channel, peer).hear(message, context, handler.get());
    }

    private AcceptedContext context(Message message) {
        return contexts.stream()
                .filter(context -> context.id() == message.contextID())
                .findFirst()
                .orElseThrow(() ->
                        new MalformedPDUException(
                                PDU.Abort.NOT_SPECIFIED,
                                "%s used presentation context %d, which was not agreed"
                                        .formatted(peer.aeTitle(), message.contextID())));
    }

    private MalformedPDUException unexpected(Message message) {
        return new MalformedPDUException(
                PDU.Abort.NOT_SPECIFIED,
                "%s sent a response, command %04X, to no request"
                        .formatted(peer.aeTitle(), message.command().commandCode()));
    }

    private void refuseUnknown(Message message) {
        if ((message.command().commandCode() & CommandField.RESPONSE) != 0) {
            throw unexpected(message);
        }
        answer(message, Status.UNRECOGNISED_OPERATION);
    }

    private void answer(Message message, Status status) {
        channel.drain(message);
        channel.send(message.contextID(), CommandSet.response(message.command(), status));
    }

    private void store(Message message, AcceptedContext context) {
        var handler = services.store();
        boolean ours = context.role().isUser() && isStored(context.abstractSyntax());
        if (handler.isEmpty() || !ours) {
            answer(message, Status.SOP_CLASS_NOT_SUPPORTED);
            return;
        }
        if (overlapping != null) {
            overlapping.begin(message, () -> stored(message, context, handler.get()));
            return;
        }
        answer(message, stored(message, context, handler.get()));
    }

    private Status stored(Message message, AcceptedContext context, StoreHandler handler) {
        long begun = System.nanoTime();
        var status = StoreService.store(channel, message, context, peer, handler);
        tell(CommandField.C_STORE_RQ, status, begun);
        return status;
    }

    private boolean isStored(UID abstractSyntax) {
        return services.isStored(abstractSyntax)
                || peer.negotiation().relatedGeneralSOPClassUIDs(abstractSyntax).stream()
                        .anyMatch(services::isStored);
    }

    private void find(Message message, AcceptedContext context) {
        var handler = services.find(context.abstractSyntax());
        if (handler.isEmpty()) {
            answer(message, Status.SOP_CLASS_NOT_SUPPORTED);
            return;
        }
        new FindService(channel, peer, handler.get()).serve(message, context);
    }

    private void move(Message message, AcceptedContext context) {
        var service = retrieval(Services.isMove(context.abstractSyntax()));
        if (service.isEmpty()) {
            answer(message, Status.SOP_CLASS_NOT_SUPPORTED);
            return;
        }
        service.get().move(message, context);
    }

    private void get(Message message, AcceptedContext context) {
        var service = retrieval(Services.isGet(context.abstractSyntax()));
        if (service.isEmpty()) {
            answer(message, Status.SOP_CLASS_NOT_SUPPORTED);
            return;
        }
        service.get().get(message, context, contexts);
    }

    private Optional<RetrieveService> retrieval(boolean fits) {
        return services.retrieve()
                .filter(handler -> fits)
                .map(handler -> new RetrieveService(channel, peer, handler));
    }
}
