// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.net.InetSocketAddress;

/** Told of what happens at a server's door; called on the association's thread, so it is quick. */
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
}
