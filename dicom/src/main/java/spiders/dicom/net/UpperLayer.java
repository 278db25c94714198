// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One association's upper layer: turns PDUs and the user's wishes into events, and does what {@link
 * StateTable} says. One thread reads, others may send and abort meanwhile.
 *
 * <p>The ARTIM timer runs while the machine waits for a request (Sta2), as the time that {@link
 * Transport} allows its reads, or for the close (Sta13).
 */
final class UpperLayer {

    /** Room for 128 contexts with every transfer syntax there is. */
    private static final int MAX_ASSOCIATE_LENGTH = 256 << 10;

    private static final int FIXED_LENGTH = 4;
    private static final int MIN_P_DATA_LENGTH = 6;
    private static final int TLS_ALERT = 0x15;
    static final int TLS_HANDSHAKE = 0x16;

    private final Transport transport;
    private final PDUInput in;
    private final NetworkOptions options;
    private final boolean requestor;
    private final ReentrantLock stateLock = new ReentrantLock();
    private State state;
    private volatile boolean abortedHere;

    /** A thread waits for the peer to close first, and then closes: else a reset overtakes us. */
    private volatile boolean awaitsClose;

    /** Begins in Sta4 (the requestor, connected) or Sta1 (the acceptor). */
    UpperLayer(Transport transport, NetworkOptions options, boolean requestor) {
        this.transport = transport;
        this.in = new PDUInput(transport);
        this.options = options;
        this.requestor = requestor;
        this.state = requestor ? State.STA4 : State.STA1;
        transport.onReadExpiry(this::readExpired);
    }

    /**
     * Requestor: sends the request (AE-2) and waits for the answer, within what is left of the time
     * allowed for connecting.
     */
    Indication associate(PDU.AssociateRQ request) throws IOException {
        fire(Event.EVT2, true);
        send(request);
        return receive();
    }

    /**
     * Acceptor: waits for the request (AE-5) under the ARTIM timer, which is what is left of the
     * time allowed to {@link Transport}.
     */
    Indication awaitAssociate() throws IOException {
        fire(Event.EVT5, true);
        return receive();
    }

    void accept(PDU.AssociateAC response) throws IOException {
        fire(Event.EVT7, true);
        send(response);
    }

    /** Sends the rejection, and waits until the requestor closes (AE-8, Sta13). */
    void reject(PDU.AssociateRJ response) throws IOException {
        fire(Event.EVT8, true);
        send(response);
        awaitClose();
    }

    /** Writes whole P-DATA-TF PDUs; refused unless the association stands. */
    void sendData(ByteBuffer pdus) throws IOException {
        if (fire(Event.EVT9, true) == null) {
            throw new IOException("The association no longer takes data");
        }
        if (pdus.hasArray()) {
            int at = pdus.arrayOffset() + pdus.position();
            transport.write(pdus.array(), at, pdus.remaining());
        } else {
            transport.write(pdus);
        }
    }

    /** Waits this long for the first byte of the next PDU, then reads it. */
    Indication await(Duration wait) throws IOException {
        in.expectLittle();
        transport.allow(wait);
        return receive();
    }

    /** The bytes of a P-DATA-TF, after {@link Indication.Data}. */
    PDUInput data() {
        return in;
    }

    /** The next PDU of a message that has begun. */
    Indication receiveMore() throws IOException {
        return receive();
    }

    /** A command that has begun is to come whole in this time. */
    void allowCommand() {
        transport.allow(options.readTimeout());
    }

    /** While a data set flows: so much time for every few kilobytes. */
    void allowWhileFlowing() {
        in.expectMuch();
        transport.allowWhileFlowing(options.readTimeout());
    }

    /** Requestor: releases, and closes once the peer agrees or its time is over. */
    void release() throws IOException {
        if (requestRelease()) {
            awaitRelease();
        }
    }

    /** The first half of it; false when the association does not stand any more. */
    boolean requestRelease() throws IOException {
        if (fire(Event.EVT11, true) == null) {
            return false;
        }
        send(new PDU.ReleaseRQ());
        return true;
    }

    /** The second half: reads until the peer agrees, and closes. */
    void awaitRelease() throws IOException {
        transport.allow(options.releaseTimeout());
        while (true) {
            switch (receive()) {
                case Indication.Data data -> skip(data.length());
                case Indication.ReleaseRequested _ -> confirmRelease();
                default -> {
                    transport.close();
                    return;
                }
            }
        }
    }

    /** Acceptor, or requestor at a collision: agrees to a release. */
    void confirmRelease() throws IOException {
        var action = fire(Event.EVT14, true);
        if (action == null) {
            return;
        }
        send(new PDU.ReleaseRP());
        if (action == Action.AR_4) {
            awaitClose();
        }
    }

    /** Aborts as service user; safe from any thread, at any time, more than once. */
    void abort() {
        abort(new PDU.Abort(PDU.Abort.SERVICE_USER, PDU.Abort.NOT_SPECIFIED));
    }

    private void abort(PDU.Abort pdu) {
        abortedHere = true;
        var action = fire(Event.EVT15, true);
        if (action == Action.AA_1) {
            awaitsClose = true;
            transport.writeLast(PDUEncoder.encode(pdu), options.releaseTimeout());
            Thread.ofVirtual().name("abort").start(this::awaitClose);
        } else if (action != null) {
            transport.close();
        }
    }

    boolean isAbortedHere() {
        return abortedHere;
    }

    boolean isEstablished() {
        stateLock.lock();
        try {
            return state == State.STA6 && transport.isOpen();
        } finally {
            stateLock.unlock();
        }
    }

    private void readExpired() {
        if (isTimedByARTIM()) {
            fire(Event.EVT18, true); // ARTIM: AA-2, close without a word.
        } else if (fire(Event.EVT15, true) == Action.AA_1) {
            var pdu = new PDU.Abort(PDU.Abort.SERVICE_USER, PDU.Abort.NOT_SPECIFIED);
            transport.writeLast(PDUEncoder.encode(pdu), options.releaseTimeout());
        }
    }

    private boolean isTimedByARTIM() {
        stateLock.lock();
        try {
            return StateTable.action(Event.EVT18, state).isPresent();
        } finally {
            stateLock.unlock();
        }
    }

    private Indication receive() throws IOException {
        while (true) {
            var indication = receiveOne();
            if (indication != null) {
                return indication;
            }
        }
    }

    /** Null when the PDU was for the machine alone, and the next is to be read. */
    private @Nullable Indication receiveOne() throws IOException {
        PDU pdu;
        try {
            if (in.peek() < 0) {
                return closed();
            }
            pdu = readPDU();
        } catch (MalformedPDUException e) {
            return perform(Event.EVT19, null, e);
        } catch (EOFException e) {
            return closed();
        }
        var event =
                switch (pdu) {
                    case PDU.AssociateAC _ -> Event.EVT3;
                    case PDU.AssociateRJ _ -> Event.EVT4;
                    case PDU.AssociateRQ _ -> Event.EVT6;
                    case PDU.PData _ -> Event.EVT10;
                    case PDU.ReleaseRQ _ -> Event.EVT12;
                    case PDU.ReleaseRP _ -> Event.EVT13;
                    case PDU.Abort _ -> Event.EVT16;
                };
        return perform(event, pdu, null);
    }

    private Indication closed() {
        boolean expected = fire(Event.EVT17, true) == Action.AR_5;
        end();
        return expected ? new Indication.Closed() : new Indication.ConnectionLost();
    }

    /** Closes, unless an abort is on its way to the peer: then its own thread closes. */
    void end() {
        if (!awaitsClose) {
            transport.close();
        }
    }

    /** The connection failed while it was read or written (Evt17). */
    void lose() {
        closed();
    }

    private PDU readPDU() throws IOException {
        int type = in.unsignedByte();
        if (type == TLS_ALERT || type == TLS_HANDSHAKE) {
            throw new TLSFailedException(
                    transport.remoteAddress().toString(),
                    TLSFailedException.Reason.PEER_SPEAKS_TLS);
        }
        int reserved = in.unsignedByte();
        if (type == 'H' && reserved == 'T') {
            throw new MalformedPDUException(
                    PDU.Abort.UNRECOGNISED_PDU,
                    "HTTP, not DICOM: that is the port of a web service");
        }
        long length = in.unsignedInt();
        switch (type) {
            case PDU.P_DATA_TF -> {
                refuse(
                        length < MIN_P_DATA_LENGTH || length > mostPData(),
                        "P-DATA-TF of %d bytes, %d announced as most"
                                .formatted(length, options.maxPDULength()));
                return new PDU.PData(length);
            }
            case PDU.ASSOCIATE_RQ, PDU.ASSOCIATE_AC ->
                    refuse(
                            length > MAX_ASSOCIATE_LENGTH,
                            "A-ASSOCIATE PDU of %d bytes, limit %d"
                                    .formatted(length, MAX_ASSOCIATE_LENGTH));
            case PDU.ASSOCIATE_RJ, PDU.RELEASE_RQ, PDU.RELEASE_RP, PDU.ABORT ->
                    refuse(
                            length != FIXED_LENGTH,
                            "PDU of type %d with %d bytes, not 4".formatted(type, length));
            default ->
                    throw new MalformedPDUException(
                            PDU.Abort.UNRECOGNISED_PDU,
                            "PDU of unknown type %02X %02X".formatted(type, reserved));
        }
        var body = new byte[(int) length];
        in.readFully(body);
        return PDUDecoder.decode(type, body);
    }

    private long mostPData() {
        return options.maxPDULength() == 0 ? Long.MAX_VALUE : options.maxPDULength();
    }

    private static void refuse(boolean condition, String message) {
        if (condition) {
            throw new MalformedPDUException(PDU.Abort.INVALID_PARAMETER, message);
        }
    }

    private @Nullable Indication perform(
            Event event, @Nullable PDU pdu, @Nullable MalformedPDUException wrong) {
        boolean first =
                event == Event.EVT12
                        ? requestor
                        : !(pdu instanceof PDU.AssociateRQ rq) || isOurs(rq);
        var action = fire(event, first);
        if (action == null) {
            return closed(); // Another thread has ended the association meanwhile.
        }
        return switch (action) {
            case AE_3 -> new Indication.AssociationAccepted((PDU.AssociateAC) known(pdu));
            case AE_4 -> rejected((PDU.AssociateRJ) known(pdu));
            case AE_6 -> requested((PDU.AssociateRQ) known(pdu), first);
            case DT_2, AR_6 -> new Indication.Data(((PDU.PData) known(pdu)).length());
            case AR_2, AR_8 -> new Indication.ReleaseRequested();
            case AR_10 -> null;
            case AR_3 -> confirmed();
            case AA_3 -> aborted((PDU.Abort) known(pdu));
            case AA_2, AA_4, AA_5, AR_5 -> closedBy(action);
            case AA_6 -> ignored(pdu);
            case AA_1, AA_7, AA_8 -> protocolError(event, pdu, wrong);
            case AE_1, AE_2, AE_5, AE_7, AE_8, DT_1, AR_1, AR_4, AR_7, AR_9 ->
                    throw new IllegalStateException("%s is not for a PDU".formatted(action));
        };
    }

    private static PDU known(@Nullable PDU pdu) {
        if (pdu == null) {
            throw new IllegalStateException("An event of a PDU without its PDU");
        }
        return pdu;
    }

    /** Whether a request is acceptable to the provider itself (AE-6). */
    private static boolean isOurs(PDU.AssociateRQ request) {
        return (request.protocolVersion() & 1) == 1
                && request.applicationContext().equals(PDU.APPLICATION_CONTEXT);
    }

    private Indication requested(PDU.AssociateRQ request, boolean acceptable) {
        if (acceptable) {
            return new Indication.AssociationRequested(request);
        }
        var rejection =
                (request.protocolVersion() & 1) == 0
                        ? Rejection.PROTOCOL_VERSION_NOT_SUPPORTED
                        : Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED;
        transport.writeLast(PDUEncoder.encode(rejection.pdu()), options.releaseTimeout());
        awaitClose();
        return new Indication.ProtocolError(rejection.explanation());
    }

    private Indication rejected(PDU.AssociateRJ pdu) {
        transport.close();
        return new Indication.AssociationRejected(pdu);
    }

    private Indication confirmed() {
        transport.close();
        return new Indication.ReleaseConfirmed();
    }

    private Indication aborted(PDU.Abort pdu) {
        transport.close();
        return new Indication.PeerAborted(pdu);
    }

    private Indication closedBy(Action action) {
        transport.close();
        return action == Action.AA_4 ? new Indication.ConnectionLost() : new Indication.Closed();
    }

    private @Nullable Indication ignored(@Nullable PDU pdu) {
        try {
            if (pdu instanceof PDU.PData data) {
                skip(data.length());
            }
            return null;
        } catch (IOException e) {
            return closed();
        }
    }

    private Indication protocolError(
            Event event, @Nullable PDU pdu, @Nullable MalformedPDUException wrong) {
        int reason = wrong == null ? PDU.Abort.UNEXPECTED_PDU : wrong.abortReason();
        var what =
                wrong == null
                        ? "%s when it was not due (%s)".formatted(name(known(pdu)), event)
                        : String.valueOf(wrong.getMessage());
        abortAsProvider(reason);
        return new Indication.ProtocolError(what);
    }

    private static String name(PDU pdu) {
        return pdu.getClass().getSimpleName();
    }

    /** The bytes of a P-DATA-TF made no sense (Evt19, AA-8): aborts as provider. */
    void abortMalformed(MalformedPDUException wrong) {
        if (fire(Event.EVT19, true) == Action.AA_8) {
            abortAsProvider(wrong.abortReason());
        }
    }

    private void abortAsProvider(int reason) {
        abortedHere = true;
        var pdu = new PDU.Abort(PDU.Abort.SERVICE_PROVIDER, reason);
        transport.writeLast(PDUEncoder.encode(pdu), options.releaseTimeout());
        awaitClose();
    }

    /** Sta13: reads and drops until the peer closes or the ARTIM timer ends, then closes. */
    private void awaitClose() {
        // A timer of its own: another thread may read meanwhile, and disarm that of the reads.
        try (var artim = new Deadline(this::closeLate)) {
            artim.arm(options.releaseTimeout());
            transport.dropRest();
        } catch (IOException e) {
            return; // Closed by the other side's reset, or by the timer.
        } finally {
            transport.close();
        }
    }

    private void closeLate() {
        fire(Event.EVT18, true);
        transport.close();
    }

    private void skip(long length) throws IOException {
        var dropped = new byte[8 << 10];
        long left = length;
        while (left > 0) {
            left -= in.read(dropped, 0, (int) Math.min(left, dropped.length));
        }
    }

    private void send(PDU pdu) throws IOException {
        var bytes = PDUEncoder.encode(pdu);
        transport.write(bytes, 0, bytes.length);
    }

    /** Moves the machine; null when the table has no cell, so that nothing is to be done. */
    private @Nullable Action fire(Event event, boolean first) {
        stateLock.lock();
        try {
            var action = StateTable.action(event, state).orElse(null);
            if (action != null) {
                state = action.next(first);
            }
            return action;
        } finally {
            stateLock.unlock();
        }
    }
}
