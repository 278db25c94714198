// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reports events to a caller on the association that it has opened, one after the other. Threads
 * share it; it may be used from within a handler, whose response then goes first.
 */
public final class EventReporter {

    private static final int MAX_WAITING = 1_000;

    private final MessageChannel channel;
    private final Peer peer;
    private final List<AcceptedContext> contexts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Report> waiting = new ArrayDeque<>();
    private @Nullable Report underWay;
    private boolean busy;
    private boolean ended;
    private int lastMessageID;

    /** One event on its way. */
    private record Report(
            NormalizedRequest.EventReport event,
            AcceptedContext context,
            CompletableFuture<NormalizedResponse> response) {}

    EventReporter(MessageChannel channel, Peer peer, List<AcceptedContext> contexts) {
        this.channel = channel;
        this.peer = peer;
        this.contexts = List.copyOf(contexts);
    }

    /** Who is told. */
    public Peer peer() {
        return peer;
    }

    /**
     * Sends an event report as soon as the caller can take one. The response completes what is
     * returned; the end of the association, or no response in time, fails it: the event is then to
     * be reported on a new association.
     */
    public CompletableFuture<NormalizedResponse> report(NormalizedRequest.EventReport event) {
        return report(event.sopClassUID(), event);
    }

    /** The same in the context of another class, such as a meta SOP class. */
    public CompletableFuture<NormalizedResponse> report(
            UID abstractSyntax, NormalizedRequest.EventReport event) {
        var response = new CompletableFuture<NormalizedResponse>();
        var context =
                contexts.stream()
                        .filter(accepted -> accepted.abstractSyntax().equals(abstractSyntax))
                        .findFirst();
        if (context.isEmpty()) {
            response.completeExceptionally(
                    new ContextNotAcceptedException(channel.peer(), abstractSyntax, List.of()));
            return response;
        }
        lock.lock();
        try {
            if (ended || waiting.size() >= MAX_WAITING) {
                response.completeExceptionally(over());
                return response;
            }
            waiting.add(new Report(event, context.get(), response));
            sendNext();
        } finally {
            lock.unlock();
        }
        long patience = channel.options().responseTimeout().toMillis();
        return response.orTimeout(patience, TimeUnit.MILLISECONDS);
    }

    private AssociationAbortedException over() {
        return new AssociationAbortedException(
                channel.peer(), AssociationAbortedException.Cause.PEER_RELEASED, 0);
    }

    /** A request of the caller is being answered: events wait. */
    void begin() {
        lock.lock();
        try {
            busy = true;
        } finally {
            lock.unlock();
        }
    }

    /** It has been answered. */
    void end() {
        lock.lock();
        try {
            busy = false;
            sendNext();
        } finally {
            lock.unlock();
        }
    }

    private void sendNext() {
        waiting.removeIf(report -> report.response().isDone()); // Waited for too long.
        if (busy || underWay != null || waiting.isEmpty()) {
            return;
        }
        var report = waiting.remove();
        underWay = report;
        lastMessageID = lastMessageID % 0xFFFF + 1;
        var command = NormalizedMessages.command(report.event(), lastMessageID);
        try {
            channel.sendBeside(
                    report.context().id(),
                    command,
                    report.event().dataSet(),
                    report.context().transferSyntax());
        } catch (IOException e) {
            underWay = null;
            report.response().completeExceptionally(over());
        }
    }

    /** The caller's response to an event; false when there is none under way. */
    boolean take(Message message) {
        lock.lock();
        try {
            var report = underWay;
            var answered = message.command().integer(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO);
            if (report == null || answered.orElse(-1) != lastMessageID) {
                return false;
            }
            underWay = null;
            var dataSet = NormalizedService.dataSet(channel, message, report.context());
            report.response()
                    .complete(
                            NormalizedMessages.response(
                                    report.event(), message.command(), dataSet));
            sendNext();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The association is over: nothing more will be answered. */
    void close() {
        lock.lock();
        try {
            ended = true;
            var report = underWay;
            if (report != null) {
                report.response().completeExceptionally(over());
            }
            waiting.forEach(one -> one.response().completeExceptionally(over()));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }
}
