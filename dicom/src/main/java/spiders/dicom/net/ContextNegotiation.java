// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers each proposed presentation context and role (PS3.8 section 7.1.1.13, PS3.7 D.3.3.4), the
 * operations window, and the extended negotiation of query and retrieve.
 */
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

    /** What is answered to the rest of the negotiation; the identity is the caller's. */
    Negotiation agreed() {
        var proposed = request.user().negotiation();
        var extended =
                proposed.extended().stream()
                        .filter(item -> services.isQueryOrRetrieve(item.sopClassUID()))
                        .map(item ->
                                QueryOptions.of(item.information())
                                        .and(services.queryOptions())
                                        .forClass(item.sopClassUID()))
                        .toList();
        return new Negotiation(window(proposed.window()), extended, List.of(), proposed.identity());
    }

    /**
     * Operations overlap where all the contexts agreed on are storage or verification: a C-CANCEL
     * must not wait behind another request, nor a C-GET's objects mix with its asker's.
     */
    private OperationsWindow window(OperationsWindow proposed) {
        boolean onlyStorage =
                accepted.stream()
                        .map(AcceptedContext::abstractSyntax)
                        .allMatch(uid -> isStored(uid) || uid.equals(UIDs.Verification));
        return onlyStorage
                ? proposed.limitedTo(OperationsWindow.of(services.operationsAtOnce()))
                : OperationsWindow.SYNCHRONOUS;
    }

    private void answer(PDU.ContextItem context) {
        var abstractSyntax = context.abstractSyntax();
        var role = role(abstractSyntax);
        boolean offered =
                (role.isProvider() && isTaken(abstractSyntax))
                        || (role.isUser() && isProvided(abstractSyntax));
        if (!offered) {
            refuse(context, PDU.ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED);
            return;
        }
        var syntax = services.choose(abstractSyntax, context.transferSyntaxes());
        if (syntax.isEmpty()) {
            refuse(context, PDU.ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED);
            return;
        }
        accepted.add(new AcceptedContext(context.id(), abstractSyntax, syntax.get(), role));
        results.add(
                new PDU.ContextResult(
                        context.id(), PDU.ContextResult.ACCEPTANCE, syntax.get().uid().value()));
    }

    private void refuse(PDU.ContextItem context, int result) {
        // The transfer syntax of a refusal has no meaning, but some peers want one there.
        var first = context.transferSyntaxes().getFirst().value();
        results.add(new PDU.ContextResult(context.id(), result, first));
    }

    /**
     * The requestor's role in a class, answered where it asked for one. Without an answer it is
     * user; so it is when it proposed roles of which we take the other side of none.
     */
    private Role role(UID abstractSyntax) {
        var proposed =
                request.user().roles().stream()
                        .filter(role -> role.sopClassUID().equals(abstractSyntax))
                        .toList();
        if (proposed.isEmpty()) {
            return Role.SCU;
        }
        boolean scu =
                proposed.stream().anyMatch(PDU.RoleSelection::scu) && isProvided(abstractSyntax);
        boolean scp = proposed.stream().anyMatch(PDU.RoleSelection::scp) && isTaken(abstractSyntax);
        var answer = new PDU.RoleSelection(abstractSyntax, scu, scp);
        if (!roles.contains(answer)) {
            roles.add(answer);
        }
        if (scp) {
            return scu ? Role.BOTH : Role.SCP;
        }
        return Role.SCU;
    }

    /** Whether we are provider where the requestor is user. */
    private boolean isProvided(UID abstractSyntax) {
        return services.isProvided(abstractSyntax) || isStored(abstractSyntax);
    }

    /** Of a class we store, or one that the requestor says is a special case of one. */
    private boolean isStored(UID abstractSyntax) {
        return services.isStored(abstractSyntax)
                || request.user().negotiation().relatedGeneralSOPClassUIDs(abstractSyntax).stream()
                        .anyMatch(services::isStored);
    }

    /** Whether we are user where the requestor is provider. */
    private boolean isTaken(UID abstractSyntax) {
        return services.isHeard(abstractSyntax) || (getWanted && services.isSent(abstractSyntax));
    }
}
