// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.net.InetSocketAddress;

/**
 * Told of what happens at a server's door; called on the association's thread, or that of one of
 * its stores, so it is quick and fails never.
 */
public interface AssociationListener {

    /** Hears nothing. */
    AssociationListener NONE = new AssociationListener() {};

    default void accepted(Peer peer) {}

    /** Titles are what the caller claimed, valid or not. */
    default void rejected(
            InetSocketAddress address,
            String callingAETitle,
            String calledAETitle,
            Rejection rejection) {}

    /** Released as agreed. */
    default void released(Peer peer) {}

    /** Ended otherwise; {@code failure} says how. */
    default void failed(Peer peer, NetworkException failure) {}

    /** A connection that never became an association. */
    default void failed(InetSocketAddress address, NetworkException failure) {}

    /** Is over, however it ended; behind everything else that is told of it. */
    default void ended(Peer peer) {}

    /** An operation was answered. */
    default void served(Peer peer, ServedOperation operation) {}

    /**
     * So many bytes came and went on the network since the last time, those among them that a
     * C-MOVE sent elsewhere.
     */
    default void transferred(Peer peer, long received, long sent) {}

    /** Both hear everything, this one first. */
    default AssociationListener and(AssociationListener other) {
        return new BothListeners(this, other);
    }
}
