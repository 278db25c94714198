// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.io.FileMeta;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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

    private Association associate() {
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
        var roles = new ArrayList<PDU.RoleSelection>();
        for (int i = 0; i < request.contexts().size(); i++) {
            var context = request.contexts().get(i);
            var syntaxes = context.transferSyntaxes().stream().map(TransferSyntax::uid).toList();
            items.add(new PDU.ContextItem(id(i), context.abstractSyntax(), syntaxes));
            var role = new PDU.RoleSelection(context.abstractSyntax(), false, true);
            if (context.role() == Role.SCP && !roles.contains(role)) {
                roles.add(role);
            }
        }
        return new PDU.AssociateRQ(
                1,
                node.aeTitle().value(),
                request.callingAETitle().value(),
                PDU.APPLICATION_CONTEXT,
                items,
                userInformation(options, roles));
    }

    static PDU.UserInformation userInformation(
            NetworkOptions options, List<PDU.RoleSelection> roles) {
        return new PDU.UserInformation(
                options.maxPDULength(),
                FileMeta.IMPLEMENTATION_CLASS_UID.value(),
                FileMeta.IMPLEMENTATION_VERSION_NAME,
                roles);
    }

    private static int id(int index) {
        return 2 * index + 1;
    }

    private Association accepted(PDU.AssociateAC response) {
        var peer =
                new Peer(
                        node.aeTitle(),
                        request.callingAETitle(),
                        transport.remoteAddress(),
                        transport.security(),
                        implementation(response.user()));
        var contexts = new ArrayList<AcceptedContext>();
        for (int i = 0; i < request.contexts().size(); i++) {
            int id = id(i);
            var proposed = request.contexts().get(i);
            response.contexts().stream()
                    .filter(result -> result.id() == id && isAccepted(result, proposed))
                    .findFirst()
                    .ifPresent(result -> contexts.add(context(result, proposed)));
        }
        return new Association(node, peer, contexts, channel(response.user().maxPDULength()));
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

    private static AcceptedContext context(PDU.ContextResult result, ProposedContext proposed) {
        return new AcceptedContext(
                result.id(),
                proposed.abstractSyntax(),
                TransferSyntax.of(new UID(result.transferSyntax())),
                proposed.role());
    }

    private MessageChannel channel(long peerMaxPDULength) {
        return new MessageChannel(transport, layer, options, node.toString(), peerMaxPDULength);
    }
}
