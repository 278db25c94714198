// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;

import java.util.ArrayList;
import java.util.List;

/** Answers each proposed presentation context and role (PS3.8 section 7.1.1.13, PS3.7 D.3.3.4). */
final class ContextNegotiation {

    private final Services services;
    private final PDU.AssociateRQ request;
    private final boolean getWanted;
    private final List<PDU.ContextResult> results = new ArrayList<>();
    private final List<AcceptedContext> accepted = new ArrayList<>();
    private final List<PDU.RoleSelection> roles = new ArrayList<>();

    ContextNegotiation(Services services, PDU.AssociateRQ request) {
        this.services = services;
        this.request = request;
        getWanted =
                request.contexts().stream()
                        .anyMatch(context -> Services.isGet(context.abstractSyntax()));
        for (var context : request.contexts()) {
            answer(context);
        }
    }

    List<PDU.ContextResult> results() {
        return results;
    }

    List<AcceptedContext> accepted() {
        return accepted;
    }

    List<PDU.RoleSelection> roles() {
        return roles;
    }

    private void answer(PDU.ContextItem context) {
        var abstractSyntax = context.abstractSyntax();
        boolean received = wantsToReceive(abstractSyntax);
        boolean offered =
                received ? services.isSent(abstractSyntax) : services.isProvided(abstractSyntax);
        if (!offered) {
            refuse(context, PDU.ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED);
            return;
        }
        var syntax = services.choose(abstractSyntax, context.transferSyntaxes());
        if (syntax.isEmpty()) {
            refuse(context, PDU.ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED);
            return;
        }
        var role = received ? Role.SCP : Role.SCU;
        accepted.add(new AcceptedContext(context.id(), abstractSyntax, syntax.get(), role));
        results.add(
                new PDU.ContextResult(
                        context.id(), PDU.ContextResult.ACCEPTANCE, syntax.get().uid().value()));
        if (received) {
            agree(abstractSyntax);
        }
    }

    private void refuse(PDU.ContextItem context, int result) {
        // The transfer syntax of a refusal has no meaning, but some peers want one there.
        var first = context.transferSyntaxes().getFirst().value();
        results.add(new PDU.ContextResult(context.id(), result, first));
    }

    /**
     * Whether the requestor asks to be provider of a storage class, to receive a C-GET's objects.
     */
    private boolean wantsToReceive(UID abstractSyntax) {
        return getWanted
                && request.user().roles().stream()
                        .anyMatch(role -> role.scp() && role.sopClassUID().equals(abstractSyntax));
    }

    private void agree(UID abstractSyntax) {
        boolean scu =
                services.isProvided(abstractSyntax)
                        && request.user().roles().stream()
                                .filter(role -> role.sopClassUID().equals(abstractSyntax))
                                .anyMatch(PDU.RoleSelection::scu);
        var role = new PDU.RoleSelection(abstractSyntax, scu, true);
        if (!roles.contains(role)) {
            roles.add(role);
        }
    }
}
