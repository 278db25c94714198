// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An association this side has opened, to ask a node for its services as user (SCU).
 *
 * <p>It can be kept, and asked again and again, until the node or the network ends it. One
 * operation at a time, by one thread, and none from within a listener of another; {@link #abort}
 * and {@link #close} may be called by any. An interrupted thread's operation ends with {@link
 * AssociationAbortedException}, its flag still set.
 *
 * <p>Every operation throws the cases of {@link NetworkException}; after one of them, unless it is
 * {@link ContextNotAcceptedException}, the association is closed.
 */
public final class Association implements AutoCloseable {

    private final Agreement agreement;
    private final MessageChannel channel;
    private final ReentrantLock operation = new ReentrantLock();
    private volatile EventHandler events = EventHandler.NONE;
    private int lastMessageID;

    /** What the two sides are, and have agreed on. */
    record Agreement(
            RemoteNode node, Peer peer, List<AcceptedContext> contexts, Bytes identityResponse) {

        Agreement {
            contexts = List.copyOf(contexts);
        }
    }

    Association(Agreement agreement, MessageChannel channel) {
        this.agreement = agreement;
        this.channel = channel;
    }

    /**
     * Connects, negotiates, and returns the association; whoever calls closes it.
     *
     * @throws ConnectionFailedException when there is no TCP connection
     * @throws TLSFailedException when one side wants TLS and the other not, or trust fails
     * @throws AssociationRejectedException when the node refuses
     */
    public static Association open(
            RemoteNode node, AssociationRequest request, NetworkOptions options) {
        return AssociationOpener.open(node, request, options);
    }

    public RemoteNode node() {
        return agreement.node();
    }

    /** The node, as it has shown itself. */
    public Peer peer() {
        return agreement.peer();
    }

    /** What was agreed of what was proposed. */
    public List<AcceptedContext> contexts() {
        return agreement.contexts();
    }

    /** What was agreed beyond contexts and roles. */
    public Negotiation agreed() {
        return agreement.peer().negotiation();
    }

    /** What the node answered to our user identity, often nothing. */
    public Bytes identityResponse() {
        return agreement.identityResponse();
    }

    Traffic traffic() {
        return channel.traffic();
    }

    /** Whether an operation can be tried; the other side may be gone without our knowing yet. */
    public boolean isOpen() {
        return channel.layer().isEstablished();
    }

    /** C-ECHO. */
    public Status echo() {
        return exclusively(this::echoNow);
    }

    private Status echoNow() {
        var context = context(UIDs.Verification);
        var command = request(CommandField.C_ECHO_RQ, UIDs.Verification);
        channel.send(context.id(), command);
        return response(CommandField.C_ECHO_RSP).command().status();
    }

    /**
     * C-FIND: hands each match to the listener as it comes.
     *
     * @param sopClassUID the information model, such as {@code
     *     UIDs.StudyRootQueryRetrieveInformationModelFind}
     * @param limit matches after which the search is cancelled
     */
    public FindOutcome find(UID sopClassUID, DataSet keys, int limit, FindListener listener) {
        return exclusively(
                () -> new FindOperation(this, channel).run(sopClassUID, keys, limit, listener));
    }

    /**
     * C-MOVE: the node sends the instances to {@code destination}, on associations of its own.
     *
     * @param sopClassUID the information model, such as {@code
     *     UIDs.StudyRootQueryRetrieveInformationModelMove}
     */
    public RetrieveOutcome move(
            UID sopClassUID, DataSet keys, AETitle destination, RetrieveListener listener) {
        return exclusively(() ->
                new RetrieveOperation(this, channel, listener)
                        .move(sopClassUID, keys, destination));
    }

    /**
     * C-GET: the instances come on this association, and go to the handler one after the other.
     *
     * @param sopClassUID the information model, such as {@code
     *     UIDs.StudyRootQueryRetrieveInformationModelGet}
     */
    public RetrieveOutcome get(
            UID sopClassUID, DataSet keys, StoreHandler handler, RetrieveListener listener) {
        return exclusively(() ->
                new RetrieveOperation(this, channel, listener).get(sopClassUID, keys, handler));
    }

    /**
     * C-STORE, in the context agreed for the instance's own transfer syntax.
     *
     * @throws IOException when the instance cannot be read; the association is aborted if it had
     *     begun to be sent
     * @throws ContextNotAcceptedException when the node does not take that class in that encoding;
     *     nothing was sent
     */
    public Status store(StorableInstance instance, StoreOrigin origin) throws IOException {
        return exclusively(() -> storeNow(instance, origin));
    }

    private Status storeNow(StorableInstance instance, StoreOrigin origin) throws IOException {
        sendStore(instance, origin);
        return response(CommandField.C_STORE_RSP).command().status();
    }

    /** Sends a C-STORE request, and returns its message ID. */
    int sendStore(StorableInstance instance, StoreOrigin origin) throws IOException {
        var context = storeContext(instance);
        var command = request(CommandField.C_STORE_RQ, instance.sopClassUID());
        command.set(CommandSet.PRIORITY, 0);
        command.set(CommandSet.AFFECTED_SOP_INSTANCE_UID, instance.sopInstanceUID());
        switch (origin) {
            case StoreOrigin.Direct() -> {}
            case StoreOrigin.Move(var originator, var messageID) -> {
                command.set(CommandSet.MOVE_ORIGINATOR_AE_TITLE, originator.value());
                command.set(CommandSet.MOVE_ORIGINATOR_MESSAGE_ID, messageID);
            }
        }
        int messageID = lastMessageID;
        try (var dataSet = instance.source().open()) {
            channel.send(context.id(), command, dataSet);
        }
        return messageID;
    }

    /**
     * C-STORE of many instances: with a window agreed on (see {@link Negotiation#withWindow}),
     * those that follow are sent before the first is answered, which hides the way to the node and
     * back. Listened to in the order of the responses.
     *
     * @throws IOException when an instance cannot be read; the association is aborted then, and
     *     what was sent but not listened to is unknown
     */
    public void storeAll(Iterable<StorableInstance> instances, StoreListener listener)
            throws IOException {
        exclusively(() -> {
            new StoreOperation(this, listener).run(instances);
            return Status.SUCCESS;
        });
    }

    /** The same for an instance sent of our own will. */
    public Status store(StorableInstance instance) throws IOException {
        return store(instance, new StoreOrigin.Direct());
    }

    /** Whether {@link #store} has a context for the instance. */
    public boolean canStore(StorableInstance instance) {
        return contexts().stream().anyMatch(context -> fits(context, instance));
    }

    private AcceptedContext storeContext(StorableInstance instance) {
        return contexts().stream()
                .filter(context -> fits(context, instance))
                .findFirst()
                .orElseThrow(() ->
                        new ContextNotAcceptedException(
                                node().toString(),
                                instance.sopClassUID(),
                                List.of(instance.transferSyntax())));
    }

    private static boolean fits(AcceptedContext context, StorableInstance instance) {
        return context.role().isUser()
                && context.abstractSyntax().equals(instance.sopClassUID())
                && context.transferSyntax().equals(instance.transferSyntax());
    }

    /** The context of a service that has no objects of its own. */
    AcceptedContext context(UID sopClassUID) {
        return contexts().stream()
                .filter(context -> context.abstractSyntax().equals(sopClassUID))
                .findFirst()
                .orElseThrow(() ->
                        new ContextNotAcceptedException(node().toString(), sopClassUID, List.of()));
    }

    CommandSet request(CommandField field, UID sopClassUID) {
        return new CommandSet(field)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, sopClassUID)
                .set(CommandSet.MESSAGE_ID, nextMessageID());
    }

    private int nextMessageID() {
        lastMessageID = lastMessageID % 0xFFFF + 1;
        return lastMessageID;
    }

    /**
     * A DIMSE-N request, in the context of its own SOP class.
     *
     * <p>For N-EVENT-REPORT the association is one on which we are provider: {@link Role#SCP}.
     */
    public NormalizedResponse perform(NormalizedRequest request) {
        return perform(request.sopClassUID(), request);
    }

    /** The same in the context of another class, such as a meta SOP class. */
    public NormalizedResponse perform(UID abstractSyntax, NormalizedRequest request) {
        return exclusively(() -> performNow(abstractSyntax, request));
    }

    private NormalizedResponse performNow(UID abstractSyntax, NormalizedRequest request) {
        var context = context(abstractSyntax);
        var command = NormalizedMessages.command(request, nextMessageID());
        channel.send(context.id(), command, request.dataSet(), context.transferSyntax());
        var response = response(NormalizedMessages.field(request).response());
        return NormalizedMessages.response(
                request, response.command(), NormalizedService.dataSet(channel, response, context));
    }

    /** Who hears the event reports that the node sends on this association. */
    public void onEvent(EventHandler handler) {
        events = handler;
    }

    /**
     * Waits for an event report, which the handler of {@link #onEvent} hears; false when none came
     * in this time, and the association goes on.
     */
    public boolean awaitEvent(Duration wait) {
        return exclusively(() -> heardWithin(wait));
    }

    private boolean heardWithin(Duration wait) {
        var arrival = channel.arrivalWithin(wait);
        if (arrival.isEmpty()) {
            return false;
        }
        switch (arrival.get()) {
            case Arrival.Arrived(var message) -> {
                if (!isHeard(message)) {
                    throw unexpected(message, "event report");
                }
                return true;
            }
            case Arrival.Ended(var how) -> throw channel.ended(how, "event report", wait);
        }
    }

    /** Answers an event report; false when the message is something else. */
    boolean isHeard(Message message) {
        if (message.command().commandCode() != CommandField.N_EVENT_REPORT_RQ.code()) {
            return false;
        }
        var context =
                contexts().stream()
                        .filter(accepted -> accepted.id() == message.contextID())
                        .findFirst();
        if (context.isEmpty()) {
            throw unexpected(message, "message in an agreed context");
        }
        new NormalizedService(channel, peer()).hear(message, context.get(), events);
        return true;
    }

    /** The response to the last request, which only event reports may precede. */
    private Message response(CommandField field) {
        var message = next(field);
        requireResponse(message, field);
        return message;
    }

    /** The next message that is no event report. */
    Message next(CommandField field) {
        while (true) {
            var message = channel.receive(channel.options().responseTimeout(), awaited(field));
            if (!isHeard(message)) {
                return message;
            }
        }
    }

    static String awaited(CommandField field) {
        return field.service() + " response";
    }

    void requireResponse(Message message, CommandField field) {
        int answered = answered(message);
        if (message.command().commandCode() != field.code() || answered != lastMessageID) {
            throw unexpected(message, "%s to message %d".formatted(awaited(field), lastMessageID));
        }
    }

    static int answered(Message message) {
        return message.command().integer(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO).orElse(-1);
    }

    /** Aborts for what the node sent; to be thrown. */
    MalformedPDUException unexpected(Message message, String due) {
        channel.layer().abort();
        return new MalformedPDUException(
                PDU.Abort.NOT_SPECIFIED,
                "%s answered %04X to message %d where %s was due"
                        .formatted(
                                node(), message.command().commandCode(), answered(message), due));
    }

    int lastMessageID() {
        return lastMessageID;
    }

    /** Work of one operation; X is what its sources may throw. */
    private interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /**
     * Runs an operation; one that does not end as it should leaves no association behind, unless it
     * ended before it had sent anything.
     */
    private <T, X extends Exception> T exclusively(Work<T, X> work) throws X {
        if (operation.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "An operation is under way: one within it needs an association of its own");
        }
        operation.lock();
        int before = channel.begun();
        boolean isDone = false;
        try {
            T result = work.run();
            isDone = true;
            return result;
        } finally {
            if (!isDone && channel.begun() != before) {
                abort();
            }
            operation.unlock();
        }
    }

    /** Ends the association at once by A-ABORT, and with it an operation of another thread. */
    public void abort() {
        channel.layer().abort();
    }

    /** Releases the association; aborts it when an operation is under way. */
    @Override
    public void close() {
        if (!operation.tryLock()) {
            abort();
            return;
        }
        try {
            channel.release();
        } catch (IOException | NetworkException e) {
            channel.layer().lose();
        } finally {
            operation.unlock();
        }
    }
}
