// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.io.FileMeta;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The requestor's part of association establishment (PS3.8 section 7.1). */
final class AssociationOpener {

    private final RemoteNode node;
    private final AssociationRequest request;
    private final NetworkOptions options;
    private final Transport transport;
    private final UpperLayer layer;

    private AssociationOpener(
            RemoteNode node,
            AssociationRequest request,
            NetworkOptions options,
            Transport transport) {
        this.node = node;
        this.request = request;
        this.options = options;
        this.transport = transport;
        this.layer = new UpperLayer(transport, options, true);
    }

    static Association open(RemoteNode node, AssociationRequest request, NetworkOptions options) {
        var transport = Connector.connect(node, options);
        return new AssociationOpener(node, request, options, transport).associate();
    }

    /** Leaves no connection behind when there is no association. */
    private Association associate() {
        boolean associated = false;
        try {
            var association = associateNow();
            associated = true;
            return association;
        } finally {
            if (!associated) {
                layer.end();
            }
        }
    }

    private Association associateNow() {
        var wait = options.associationTimeout();
        try {
            return switch (layer.associate(pdu())) {
                case Indication.AssociationAccepted(var response) -> accepted(response);
                case Indication.AssociationRejected(var rejection) ->
                        throw new AssociationRejectedException(
                                node, request.callingAETitle(), Rejection.of(rejection));
                case Indication.ConnectionLost _ -> throw closedUnanswered();
                case Indication other -> throw channel(0).ended(other, "answer", wait);
            };
        } catch (IOException e) {
            throw failure(e, wait);
        } catch (TLSFailedException e) {
            layer.lose();
            throw new TLSFailedException(node.toString(), e.reason());
        }
    }

    private NetworkException failure(IOException thrown, Duration wait) {
        boolean unanswered =
                !transport.isReadExpired()
                        && !Thread.currentThread().isInterrupted()
                        && transport.security() instanceof ChannelSecurity.Plain;
        layer.lose();
        return unanswered
                ? closedUnanswered()
                : channel(0).failure(thrown, "answer to the association request", wait);
    }

    private AssociationAbortedException closedUnanswered() {
        return new AssociationAbortedException(
                node.toString(), AssociationAbortedException.Cause.CLOSED_UNANSWERED, 0);
    }

    private PDU.AssociateRQ pdu() {
        var items = new ArrayList<PDU.ContextItem>();
        for (int i = 0; i < request.contexts().size(); i++) {
            var context = request.contexts().get(i);
            var syntaxes = context.transferSyntaxes().stream().map(TransferSyntax::uid).toList();
            items.add(new PDU.ContextItem(id(i), context.abstractSyntax(), syntaxes));
        }
        return new PDU.AssociateRQ(
                1,
                node.aeTitle().value(),
                request.callingAETitle().value(),
                PDU.APPLICATION_CONTEXT,
                items,
                userInformation(
                        options, roles(), request.negotiation(), PDU.IdentityResponse.NONE));
    }

    /** One a class, where any of its contexts is proposed as provider. */
    private List<PDU.RoleSelection> roles() {
        var roles = new LinkedHashMap<UID, PDU.RoleSelection>();
        for (var context : request.contexts()) {
            var uid = context.abstractSyntax();
            var role = context.role();
            roles.merge(
                    uid,
                    new PDU.RoleSelection(uid, role.isUser(), role.isProvider()),
                    (one, other) ->
                            new PDU.RoleSelection(
                                    uid, one.scu() || other.scu(), one.scp() || other.scp()));
        }
        return roles.values().stream().filter(PDU.RoleSelection::scp).toList();
    }

    static PDU.UserInformation userInformation(
            NetworkOptions options,
            List<PDU.RoleSelection> roles,
            Negotiation negotiation,
            PDU.IdentityResponse identityResponse) {
        return new PDU.UserInformation(
                options.maxPDULength(),
                FileMeta.IMPLEMENTATION_CLASS_UID.value(),
                FileMeta.IMPLEMENTATION_VERSION_NAME,
                roles,
                negotiation,
                identityResponse);
    }

    private static int id(int index) {
        return 2 * index + 1;
    }

    private Association accepted(PDU.AssociateAC response) {
        var agreed = agreed(response.user().negotiation());
        if (request.negotiation().identity().responseRequested()
                && !response.user().identityResponse().given()) {
            layer.abort();
            throw new AssociationAbortedException(
                    node.toString(), AssociationAbortedException.Cause.IDENTITY_UNCONFIRMED, 0);
        }
        var peer =
                new Peer(
                        node.aeTitle(),
                        request.callingAETitle(),
                        transport.remoteAddress(),
                        transport.security(),
                        implementation(response.user()),
                        response.user().implementationClassUID(),
                        agreed);
        var contexts = new ArrayList<AcceptedContext>();
        for (int i = 0; i < request.contexts().size(); i++) {
            int id = id(i);
            var proposed = request.contexts().get(i);
            response.contexts().stream()
                    .filter(result -> result.id() == id && isAccepted(result, proposed))
                    .findFirst()
                    .ifPresent(result ->
                            contexts.add(context(result, proposed, response.user().roles())));
        }
        return new Association(
                new Association.Agreement(
                        node, peer, contexts, response.user().identityResponse().content()),
                channel(response.user().maxPDULength()));
    }

    /** An acceptor that answers with more than was proposed is held to what was. */
    private Negotiation agreed(Negotiation answered) {
        var proposed = request.negotiation();
        var extended =
                answered.extended().stream()
                        .filter(item ->
                                proposed.extended().stream()
                                        .anyMatch(own ->
                                                own.sopClassUID().equals(item.sopClassUID())))
                        .toList();
        return new Negotiation(
                answered.window().limitedTo(proposed.window()),
                extended,
                List.of(),
                proposed.identity());
    }

    static String implementation(PDU.UserInformation user) {
        return user.implementationVersionName().isEmpty()
                ? user.implementationClassUID()
                : user.implementationVersionName();
    }

    /** A transfer syntax that was not proposed is no agreement. */
    private static boolean isAccepted(PDU.ContextResult result, ProposedContext proposed) {
        return result.result() == PDU.ContextResult.ACCEPTANCE
                && proposed.transferSyntaxes().stream()
                        .anyMatch(syntax -> syntax.uid().value().equals(result.transferSyntax()));
    }

    private static AcceptedContext context(
            PDU.ContextResult result, ProposedContext proposed, List<PDU.RoleSelection> roles) {
        return new AcceptedContext(
                result.id(),
                proposed.abstractSyntax(),
                TransferSyntax.of(new UID(result.transferSyntax())),
                role(proposed, roles));
    }

    /** Without an answer the default roles hold: the requestor is user (PS3.7 D.3.3.4). */
    private static Role role(ProposedContext proposed, List<PDU.RoleSelection> roles) {
        if (proposed.role() == Role.SCU) {
            return Role.SCU;
        }
        return roles.stream()
                .filter(role -> role.sopClassUID().equals(proposed.abstractSyntax()))
                .findFirst()
                .map(role -> agreedRole(proposed.role(), role))
                .orElse(Role.SCU);
    }

    private static Role agreedRole(Role proposed, PDU.RoleSelection answer) {
        if (!answer.scp()) {
            return Role.SCU;
        }
        return proposed == Role.BOTH && answer.scu() ? Role.BOTH : Role.SCP;
    }

    private MessageChannel channel(long peerMaxPDULength) {
        return new MessageChannel(transport, layer, options, node.toString(), peerMaxPDULength);
    }
}
