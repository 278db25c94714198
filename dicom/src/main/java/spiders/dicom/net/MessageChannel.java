// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLException;

/**
 * An established association as a channel of messages; every failure leaves here as a {@link
 * NetworkException}.
 *
 * <p>One thread reads; {@link #watch} lets a second one read ahead meanwhile. Messages are sent
 * whole, by any thread once {@link #share} is called.
 */
final class MessageChannel {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final Transport transport;
    private final UpperLayer layer;
    private final MessageReader reader;
    private final MessageWriter writer;
    private final NetworkOptions options;
    private final String peer;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean shared;
    private volatile boolean cancelled;
    private volatile int begun;
    private volatile Status answered = Status.SUCCESS;
    private @Nullable FutureTask<Arrival> ahead;

    MessageChannel(
            Transport transport,
            UpperLayer layer,
            NetworkOptions options,
            String peer,
            long peerMaxPDULength) {
        this.transport = transport;
        this.layer = layer;
        this.options = options;
        this.peer = peer;
        reader = new MessageReader(layer, options);
        writer = new MessageWriter(layer, peerMaxPDULength);
    }

    String peer() {
        return peer;
    }

    NetworkOptions options() {
        return options;
    }

    UpperLayer layer() {
        return layer;
    }

    Traffic traffic() {
        return transport.traffic();
    }

    /** The last status, other than pending, of a response that was sent. */
    Status answered() {
        return answered;
    }

    private void note(CommandSet command) {
        if ((command.commandCode() & CommandField.RESPONSE) != 0 && !command.status().isPending()) {
            answered = command.status();
        }
    }

    /** Several threads send from now on: none may read what a peer says when a write fails. */
    void share() {
        shared = true;
    }

    void send(int context, CommandSet command) {
        note(command);
        write(() -> writer.write(context, command));
    }

    /** An empty data set is not sent, and not announced. */
    void send(int context, CommandSet command, DataSet dataSet, TransferSyntax syntax) {
        note(command);
        write(() -> writeNow(context, command, dataSet, syntax));
    }

    private void writeNow(int context, CommandSet command, DataSet dataSet, TransferSyntax syntax)
            throws IOException {
        if (dataSet.isEmpty()) {
            writer.write(context, command);
        } else {
            writer.write(context, command.withDataSet(), DataSetWriter.bytes(dataSet, syntax));
        }
    }

    /** The same beside the thread that reads, which alone notices how an association ends. */
    void sendBeside(int context, CommandSet command, DataSet dataSet, TransferSyntax syntax)
            throws IOException {
        shared = true;
        sending.lock();
        try {
            writeNow(context, command, dataSet, syntax);
        } finally {
            sending.unlock();
        }
    }

    /**
     * @throws IOException when the data set itself cannot be read; the association is aborted then,
     *     since the peer cannot be told otherwise
     */
    void send(int context, CommandSet command, InputStream dataSet) throws IOException {
        sending.lock();
        try {
            count();
            writer.write(context, command.withDataSet(), dataSet);
        } catch (MessageWriter.SourceFailedException e) {
            layer.abort();
            throw e.why();
        } catch (IOException e) {
            throw writeFailure(e);
        } finally {
            sending.unlock();
        }
    }

    private void write(Transport.Handshake writing) {
        sending.lock();
        try {
            count();
            writing.run();
        } catch (IOException e) {
            throw writeFailure(e);
        } finally {
            sending.unlock();
        }
    }

    /** How many messages have begun to be sent, but for those of {@link #sendBeside}. */
    int begun() {
        return begun;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only by who holds the lock.
    private void count() {
        begun++;
    }

    /** The next message; whatever else comes is thrown, a release among it. */
    Message receive(Duration wait, String awaited) {
        return switch (arrival(wait, awaited)) {
            case Arrival.Arrived(var message) -> message;
            case Arrival.Ended(var how) -> throw ended(how, awaited, wait);
        };
    }

    /** The next message, or how the association ended. */
    Arrival arrival(Duration wait, String awaited) {
        try {
            return ahead == null ? reader.next(wait) : arrivalAhead(ahead, wait);
        } catch (IOException e) {
            layer.lose();
            throw failure(e, awaited, wait);
        }
    }

    private Arrival arrivalAhead(FutureTask<Arrival> task, Duration wait) throws IOException {
        try {
            var arrival = task.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            ahead = null;
            return isCancelRequest(arrival) ? reader.next(wait) : arrival;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (TimeoutException e) {
            transport.expireRead(); // The watch itself would wait for ever.
            throw new IOException("Nothing came in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e);
        }
    }

    /** The same within this time; empty when nothing came, and the association still stands. */
    Optional<Arrival> arrivalWithin(Duration wait) {
        watch();
        var task = ahead;
        if (task == null) {
            throw new IllegalStateException("No watch");
        }
        try {
            task.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(arrival(wait, "message")); // Which throws the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(arrival(wait, "message"));
    }

    /** Requestor: releases, whether or not a watch reads ahead. */
    void release() throws IOException {
        var task = ahead;
        if (task == null) {
            layer.release();
        } else if (layer.requestRelease()) {
            var arrival = arrivalAhead(task, options.releaseTimeout());
            if (arrival instanceof Arrival.Arrived(var message)) {
                message.dataSet().drain();
                layer.awaitRelease();
            }
            layer.lose();
        }
    }

    /**
     * Reads ahead on another thread while an operation runs, so that C-CANCEL and the end of the
     * association are noticed at once; what else comes is kept for {@link #arrival}.
     */
    void watch() {
        cancelled = false;
        if (ahead == null) {
            var task = new FutureTask<>(this::readAhead);
            ahead = task;
            Thread.ofVirtual().name("cancel-watch").start(task);
        }
    }

    private Arrival readAhead() throws IOException {
        try {
            var arrival = reader.next(AS_LONG_AS_IT_TAKES);
            cancelled = isCancelRequest(arrival) || arrival instanceof Arrival.Ended;
            return arrival;
        } catch (IOException | NetworkException e) {
            cancelled = true;
            throw e;
        }
    }

    /** Whether the watch has seen that the peer wants no more. */
    boolean isCancelled() {
        return cancelled;
    }

    static boolean isCancelRequest(Arrival arrival) {
        return arrival instanceof Arrival.Arrived(var message) && isCancelRequest(message);
    }

    static boolean isCancelRequest(Message message) {
        return message.command().commandCode() == CommandField.C_CANCEL_RQ.code();
    }

    /** Reads and drops what is left of a message's data set. */
    void drain(Message message) {
        try {
            message.dataSet().drain();
        } catch (IOException e) {
            layer.lose();
            throw failure(e, "rest of a data set", options.readTimeout());
        }
    }

    /** Reads an identifier or a match, within the limit of the options, deflated or not. */
    DataSet identifier(Message message, TransferSyntax syntax) {
        try {
            int limit = options.maxIdentifierLength();
            var bytes = message.dataSet().readNBytes(limit);
            if (bytes.length == limit && message.dataSet().read() >= 0) {
                layer.abort();
                throw new MalformedPDUException(
                        PDU.Abort.NOT_SPECIFIED,
                        "%s sent an identifier over %d bytes".formatted(peer, limit));
            }
            var limits = ReadOptions.defaults().withInflatedLimit(limit).withMemoryLimit(limit);
            return DataSetReader.read(new ByteArrayInputStream(bytes), syntax, limits);
        } catch (MalformedDataSetException e) {
            throw new MalformedPDUException(
                    PDU.Abort.NOT_SPECIFIED,
                    "%s sent an identifier that is no data set".formatted(peer),
                    e);
        } catch (IOException e) {
            throw failure(e, "rest of an identifier", options.readTimeout());
        }
    }

    private NetworkException writeFailure(IOException thrown) {
        boolean mayHaveSpoken = !shared && !transport.isWriteExpired() && !layer.isAbortedHere();
        if (mayHaveSpoken && ahead == null && transport.isOpen()) {
            try {
                if (layer.await(LAST_WORDS) instanceof Indication.PeerAborted(var abort)) {
                    return aborted(abort);
                }
            } catch (IOException e) {
                thrown.addSuppressed(e);
            }
        }
        layer.lose();
        return failure(thrown, "room to write", options.writeTimeout());
    }

    /** What an I/O failure means, given what this side did to the connection. */
    NetworkException failure(IOException thrown, String awaited, Duration waited) {
        if (thrown.getCause() instanceof NetworkException known) {
            return known;
        }
        if (layer.isAbortedHere() || Thread.currentThread().isInterrupted()) {
            return lost(AssociationAbortedException.Cause.LOCAL_USER, thrown);
        }
        if (transport.isWriteExpired()) {
            return lost(AssociationAbortedException.Cause.WRITE_TIMEOUT, thrown);
        }
        if (transport.isReadExpired()) {
            return new ResponseTimeoutException(peer, awaited, waited);
        }
        if (thrown instanceof SSLException) {
            return TLSReasons.failure(peer, thrown);
        }
        return lost(AssociationAbortedException.Cause.CONNECTION_LOST, thrown);
    }

    private NetworkException lost(AssociationAbortedException.Cause cause, IOException thrown) {
        return new AssociationAbortedException(peer, cause, thrown);
    }

    /** What the end of an association means where a message was awaited. */
    NetworkException ended(Indication how, String awaited, Duration waited) {
        return switch (how) {
            case Indication.PeerAborted(var abort) -> aborted(abort);
            case Indication.ProtocolError(var what) ->
                    new MalformedPDUException(
                            PDU.Abort.UNEXPECTED_PDU, "%s sent %s".formatted(peer, what));
            case Indication.ReleaseRequested _ -> {
                layer.abort();
                yield aborted(AssociationAbortedException.Cause.PEER_RELEASED);
            }
            case Indication.AssociationRejected(var rejection) ->
                    throw new IllegalStateException("Rejected once established: " + rejection);
            case Indication.ConnectionLost _,
                    Indication.Closed _,
                    Indication.ReleaseConfirmed _,
                    Indication.AssociationRequested _,
                    Indication.AssociationAccepted _,
                    Indication.Data _ ->
                    failure(new IOException("closed by the peer"), awaited, waited);
        };
    }

    private AssociationAbortedException aborted(AssociationAbortedException.Cause cause) {
        return new AssociationAbortedException(peer, cause, 0);
    }

    private AssociationAbortedException aborted(PDU.Abort abort) {
        var cause =
                abort.source() == PDU.Abort.SERVICE_PROVIDER
                        ? AssociationAbortedException.Cause.PEER_PROVIDER
                        : AssociationAbortedException.Cause.PEER_USER;
        return new AssociationAbortedException(peer, cause, abort.reason());
    }
}
