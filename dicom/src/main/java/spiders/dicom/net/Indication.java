// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** What the upper layer tells its user. */
sealed interface Indication {

    record AssociationRequested(PDU.AssociateRQ request) implements Indication {}

    record AssociationAccepted(PDU.AssociateAC response) implements Indication {}

    record AssociationRejected(PDU.AssociateRJ response) implements Indication {}

    /** A P-DATA-TF of so many bytes can be read now, and must be before anything else. */
    record Data(long length) implements Indication {}

    record ReleaseRequested() implements Indication {}

    record ReleaseConfirmed() implements Indication {}

    record PeerAborted(PDU.Abort abort) implements Indication {}

    /** The transport connection is gone, though nobody said goodbye. */
    record ConnectionLost() implements Indication {}

    /** We aborted: the peer's bytes were wrong, or came when they should not. */
    record ProtocolError(String what) implements Indication {}

    /** The connection, which was to close, has closed. */
    record Closed() implements Indication {}
}
