// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An association this side has opened, to ask a node for its services as user (SCU).
 *
 * <p>It can be kept, and asked again and again, until the node or the network ends it. One
 * operation at a time, by one thread; {@link #abort} and {@link #close} may be called by any. An
 * interrupted thread's operation ends with {@link AssociationAbortedException}, its flag still set.
 *
 * <p>Every operation throws the cases of {@link NetworkException}; after one of them, unless it is
 * {@link ContextNotAcceptedException}, the association is closed.
 */
public final class Association implements AutoCloseable {

    private final RemoteNode node;
    private final Peer peer;
    private final List<AcceptedContext> contexts;
    private final MessageChannel channel;
    private final ReentrantLock operation = new ReentrantLock();
    private int lastMessageID;

    Association(
            RemoteNode node, Peer peer, List<AcceptedContext> contexts, MessageChannel channel) {
        this.node = node;
        this.peer = peer;
        this.contexts = List.copyOf(contexts);
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
        return node;
    }

    /** The node, as it has shown itself. */
    public Peer peer() {
        return peer;
    }

    /** What was agreed of what was proposed. */
    public List<AcceptedContext> contexts() {
        return contexts;
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
        try (var dataSet = instance.source().open()) {
            channel.send(context.id(), command, dataSet);
        }
        return response(CommandField.C_STORE_RSP).command().status();
    }

    /** The same for an instance sent of our own will. */
    public Status store(StorableInstance instance) throws IOException {
        return store(instance, new StoreOrigin.Direct());
    }

    /** Whether {@link #store} has a context for the instance. */
    public boolean canStore(StorableInstance instance) {
        return contexts.stream().anyMatch(context -> fits(context, instance));
    }

    private AcceptedContext storeContext(StorableInstance instance) {
        return contexts.stream()
                .filter(context -> fits(context, instance))
                .findFirst()
                .orElseThrow(() ->
                        new ContextNotAcceptedException(
                                node.toString(),
                                instance.sopClassUID(),
                                List.of(instance.transferSyntax())));
    }

    private static boolean fits(AcceptedContext context, StorableInstance instance) {
        return context.abstractSyntax().equals(instance.sopClassUID())
                && context.transferSyntax().equals(instance.transferSyntax());
    }

    /** The context of a service that has no objects of its own. */
    AcceptedContext context(UID sopClassUID) {
        return contexts.stream()
                .filter(context -> context.abstractSyntax().equals(sopClassUID))
                .findFirst()
                .orElseThrow(() ->
                        new ContextNotAcceptedException(node.toString(), sopClassUID, List.of()));
    }

    CommandSet request(CommandField field, UID sopClassUID) {
        lastMessageID = lastMessageID % 0xFFFF + 1;
        return new CommandSet(field)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, sopClassUID)
                .set(CommandSet.MESSAGE_ID, lastMessageID);
    }

    /** The response to the last request, which nothing else may precede. */
    private Message response(CommandField field) {
        var message = channel.receive(channel.options().responseTimeout(), awaited(field));
        requireResponse(message, field);
        return message;
    }

    static String awaited(CommandField field) {
        return field.service() + " response";
    }

    void requireResponse(Message message, CommandField field) {
        var command = message.command();
        int answered = command.integer(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO).orElse(-1);
        if (command.commandCode() != field.code() || answered != lastMessageID) {
            channel.layer().abort();
            throw new MalformedPDUException(
                    PDU.Abort.NOT_SPECIFIED,
                    "%s answered %04X to message %d where %s to message %d was due"
                            .formatted(
                                    node,
                                    command.commandCode(),
                                    answered,
                                    awaited(field),
                                    lastMessageID));
        }
    }

    int lastMessageID() {
        return lastMessageID;
    }

    /** Work of one operation; X is what its sources may throw. */
    private interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** Runs an operation; one that does not end as it should leaves no association behind. */
    private <T, X extends Exception> T exclusively(Work<T, X> work) throws X {
        operation.lock();
        boolean standing = false;
        try {
            T result = work.run();
            standing = true;
            return result;
        } catch (ContextNotAcceptedException e) {
            standing = true;
            throw e;
        } finally {
            if (!standing) {
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
            channel.layer().release();
        } catch (IOException | NetworkException e) {
            channel.layer().lose();
        } finally {
            operation.unlock();
        }
    }
}
