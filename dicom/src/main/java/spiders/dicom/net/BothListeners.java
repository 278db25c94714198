// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.net.InetSocketAddress;

/** Two that are told the same. */
record BothListeners(AssociationListener first, AssociationListener second)
        implements AssociationListener {

    @Override
    public void accepted(Peer peer) {
        first.accepted(peer);
        second.accepted(peer);
    }

    @Override
    public void rejected(
            InetSocketAddress address,
            String callingAETitle,
            String calledAETitle,
            Rejection rejection) {
        first.rejected(address, callingAETitle, calledAETitle, rejection);
        second.rejected(address, callingAETitle, calledAETitle, rejection);
    }

    @Override
    public void released(Peer peer) {
        first.released(peer);
        second.released(peer);
    }

    @Override
    public void failed(Peer peer, NetworkException failure) {
        first.failed(peer, failure);
        second.failed(peer, failure);
    }

    @Override
    public void failed(InetSocketAddress address, NetworkException failure) {
        first.failed(address, failure);
        second.failed(address, failure);
    }

    @Override
    public void ended(Peer peer) {
        first.ended(peer);
        second.ended(peer);
    }

    @Override
    public void served(Peer peer, ServedOperation operation) {
        first.served(peer, operation);
        second.served(peer, operation);
    }

    @Override
    public void transferred(Peer peer, long received, long sent) {
        first.transferred(peer, received, sent);
        second.transferred(peer, received, sent);
    }
}
