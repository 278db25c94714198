// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.Objects;

/** The association ended before its work did. */
public final class AssociationAbortedException extends NetworkException {

    /** Who ended it, and how. */
    public enum Cause {
        /** A-ABORT of the peer's application, source 0. */
        PEER_USER,
        /** A-ABORT of the peer's upper layer, source 2: it did not understand us. */
        PEER_PROVIDER,
        /** The connection was closed or broke without a word. */
        CONNECTION_LOST,
        /** The connection was closed where the answer to the association request was due. */
        CLOSED_UNANSWERED,
        /** The peer asked to release in the middle of an operation. */
        PEER_RELEASED,
        /** We aborted: {@link Association#abort()}, or the thread was interrupted. */
        LOCAL_USER,
        /** We closed a connection whose peer stopped reading for the write timeout. */
        WRITE_TIMEOUT,
        /** We aborted: the peer did not confirm the user identity, though it was asked to. */
        IDENTITY_UNCONFIRMED
    }

    private final String peer;
    private final Cause cause;
    private final int reason;

    AssociationAbortedException(String peer, Cause cause, int reason) {
        super(message(peer, cause, reason));
        this.peer = peer;
        this.cause = cause;
        this.reason = reason;
    }

    AssociationAbortedException(String peer, Cause cause, Throwable thrown) {
        super(message(peer, cause, 0) + " (" + words(thrown) + ")", thrown);
        this.peer = peer;
        this.cause = cause;
        this.reason = 0;
    }

    private static String words(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
    }

    private static String message(String peer, Cause cause, int reason) {
        return switch (cause) {
            case PEER_USER -> peer + " aborted the association: see its log for the reason";
            case PEER_PROVIDER ->
                    "%s aborted the association as a protocol error (%s)"
                            .formatted(peer, PDU.Abort.reasonName(reason));
            case CONNECTION_LOST ->
                    "The connection with %s was lost: it ended, restarted, or a firewall cut it"
                            .formatted(peer);
            case CLOSED_UNANSWERED ->
                    ("%s closed the connection instead of answering the association request: it may"
                                    + " expect TLS on that port, or refuse our address")
                            .formatted(peer);
            case PEER_RELEASED -> peer + " released the association in mid-operation";
            case LOCAL_USER -> "The association with %s was aborted on our side".formatted(peer);
            case WRITE_TIMEOUT -> peer + " stopped reading what we send; we closed the connection";
            case IDENTITY_UNCONFIRMED ->
                    peer + " did not confirm our user identity: it may not support it";
        };
    }

    /** The node, or the caller's title and address. */
    public String peer() {
        return peer;
    }

    public Cause abortCause() {
        return cause;
    }

    /** Reason of A-ABORT (PS3.8 table 9-26), 0 when there is none. */
    public int reason() {
        return reason;
    }
}
