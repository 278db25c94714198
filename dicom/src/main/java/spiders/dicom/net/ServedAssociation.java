// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/** One caller's connection, from its first byte to its close, on a thread of its own. */
final class ServedAssociation implements Runnable {

    /** What all connections of a server share. */
    record House(
            Services services,
            Admission admission,
            SilentConnections silent,
            NetworkOptions options,
            AssociationListener listener) {}

    private static final System.Logger LOG = System.getLogger(ServedAssociation.class.getName());

    private final House house;
    private final Transport transport;
    private final boolean secure;
    private final UpperLayer layer;

    ServedAssociation(House house, Transport transport, boolean secure) {
        this.house = house;
        this.transport = transport;
        this.secure = secure;
        layer = new UpperLayer(transport, house.options(), false);
    }

    @Override
    public void run() {
        try {
            establish();
        } catch (NetworkException e) {
            layer.abort();
            house.listener().failed(transport.remoteAddress(), e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An association ended by a fault of ours", e);
            layer.abort();
        } finally {
            house.silent().remove(transport);
            layer.end();
        }
    }

    private void establish() {
        var wait = house.options().associationTimeout();
        transport.allow(wait);
        if (secure) {
            Connector.secureServer(transport, house.options());
        }
        try {
            switch (layer.awaitAssociate()) {
                case Indication.AssociationRequested(var request) -> answer(request);
                case Indication other ->
                        throw channel(transport.remoteAddress().toString(), 0)
                                .ended(other, "association request", wait);
            }
        } catch (IOException e) {
            layer.lose();
            throw channel(transport.remoteAddress().toString(), 0)
                    .failure(e, "association request", wait);
        }
    }

    private void answer(PDU.AssociateRQ request) throws IOException {
        house.silent().remove(transport);
        var refusal = house.admission().refusal(request, transport);
        if (refusal.isPresent()) {
            reject(request, refusal.get());
            return;
        }
        var calling = new AETitle(request.callingAETitle());
        if (!house.admission().admit(calling, layer)) {
            reject(request, Rejection.LOCAL_LIMIT_EXCEEDED);
            return;
        }
        try {
            identify(request, calling);
        } finally {
            house.admission().leave(calling, layer);
        }
    }

    private void identify(PDU.AssociateRQ request, AETitle calling) throws IOException {
        var negotiation = new ContextNegotiation(house.services(), request);
        var peer = peer(request, calling, negotiation.agreed());
        var handler = house.services().identity();
        if (handler.isEmpty()) {
            accept(negotiation, peer, request, PDU.IdentityResponse.NONE);
            return;
        }
        var identity = request.user().negotiation().identity();
        switch (answer(handler.get(), identity, peer)) {
            case IdentityAnswer.Accepted(var content) ->
                    accept(
                            negotiation,
                            peer,
                            request,
                            new PDU.IdentityResponse(identity.responseRequested(), content));
            case IdentityAnswer.Refused() -> reject(request, Rejection.IDENTITY_REFUSED);
        }
    }

    private static IdentityAnswer answer(
            IdentityHandler handler, UserIdentity identity, Peer peer) {
        try {
            return handler.check(identity, peer);
        } catch (RuntimeException e) {
            // Not the exception itself: it may quote what the caller has sent.
            LOG.log(
                    Level.ERROR,
                    "The user of {0} could not be checked ({1})",
                    peer.aeTitle(),
                    e.getClass().getName());
            return new IdentityAnswer.Refused();
        }
    }

    private void reject(PDU.AssociateRQ request, Rejection rejection) throws IOException {
        house.listener()
                .rejected(
                        transport.remoteAddress(),
                        request.callingAETitle(),
                        request.calledAETitle(),
                        rejection);
        layer.reject(rejection.pdu());
    }

    private Peer peer(PDU.AssociateRQ request, AETitle calling, Negotiation agreed) {
        return new Peer(
                calling,
                new AETitle(request.calledAETitle()),
                transport.remoteAddress(),
                transport.security(),
                AssociationOpener.implementation(request.user()),
                request.user().implementationClassUID(),
                agreed.withCommon(request.user().negotiation().common()));
    }

    private void accept(
            ContextNegotiation negotiation,
            Peer peer,
            PDU.AssociateRQ request,
            PDU.IdentityResponse identityResponse)
            throws IOException {
        layer.accept(
                new PDU.AssociateAC(
                        request.calledAETitle(),
                        request.callingAETitle(),
                        negotiation.results(),
                        AssociationOpener.userInformation(
                                house.options(),
                                negotiation.roles(),
                                negotiation.agreed().withIdentity(UserIdentity.NONE),
                                identityResponse)));
        serve(peer, negotiation.accepted(), request);
    }

    private void serve(Peer peer, List<AcceptedContext> contexts, PDU.AssociateRQ request) {
        var name = "%s at %s".formatted(peer.aeTitle(), peer.address());
        house.listener().accepted(peer);
        try {
            var channel = channel(name, request.user().maxPDULength());
            new ServiceDispatch(house, channel, peer, contexts).run();
            house.listener().released(peer);
        } catch (NetworkException e) {
            layer.abort();
            house.listener().failed(peer, e);
        } finally {
            house.listener().ended(peer);
        }
    }

    private MessageChannel channel(String peer, long peerMaxPDULength) {
        return new MessageChannel(transport, layer, house.options(), peer, peerMaxPDULength);
    }
}
