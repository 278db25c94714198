// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** What to ask of a node when an association is opened: under which title, for which services. */
public record AssociationRequest(
        AETitle callingAETitle, List<ProposedContext> contexts, Negotiation negotiation) {

    /** Identifiers are the odd numbers of a byte (PS3.8 section 9.3.2.2). */
    public static final int MAX_CONTEXTS = 128;

    public AssociationRequest {
        contexts = List.copyOf(contexts);
        if (contexts.isEmpty() || contexts.size() > MAX_CONTEXTS) {
            throw new IllegalArgumentException(
                    "%d presentation contexts, not 1 to %d"
                            .formatted(contexts.size(), MAX_CONTEXTS));
        }
    }

    /** Without negotiating more than contexts and roles. */
    public AssociationRequest(AETitle callingAETitle, List<ProposedContext> contexts) {
        this(callingAETitle, contexts, Negotiation.NONE);
    }

    /** The same, negotiating this too. */
    public AssociationRequest with(Negotiation value) {
        return new AssociationRequest(callingAETitle, contexts, value);
    }

    /** For C-ECHO. */
    public static AssociationRequest forEcho(AETitle callingAETitle) {
        return forServices(callingAETitle, UIDs.Verification);
    }

    /** For services without objects, such as C-FIND, C-MOVE, DIMSE-N and C-ECHO. */
    public static AssociationRequest forServices(AETitle callingAETitle, UID... sopClassUIDs) {
        var contexts = List.of(sopClassUIDs).stream().map(ProposedContext::uncompressed).toList();
        return new AssociationRequest(callingAETitle, contexts);
    }

    /**
     * For C-GET in an information model, receiving these storage classes as they are stored: see
     * {@link RetrieveContexts}.
     *
     * @throws IllegalArgumentException when there are more than 127 storage classes
     */
    public static AssociationRequest forGet(
            AETitle callingAETitle, UID sopClassUID, Collection<UID> storageClasses) {
        return new AssociationRequest(
                callingAETitle, RetrieveContexts.propose(sopClassUID, storageClasses));
    }

    /**
     * For C-GET of what is stored in these syntaxes, each proposed alone: for a second try with a
     * peer that sends all objects of a class in the first context it agreed to, whatever their own
     * encoding, as DCMTK's dcmqrscp 3.6.7 does.
     *
     * @throws IllegalArgumentException when that makes more than 128 contexts
     */
    public static AssociationRequest forGet(
            AETitle callingAETitle,
            UID sopClassUID,
            Collection<UID> storageClasses,
            List<TransferSyntax> transferSyntaxes) {
        return new AssociationRequest(
                callingAETitle,
                RetrieveContexts.propose(sopClassUID, storageClasses, transferSyntaxes));
    }

    /**
     * For C-STORE of these instances: one context for each SOP class and transfer syntax among
     * them, so that each can be sent as it is.
     *
     * @throws IllegalArgumentException when that makes more than 128
     */
    public static AssociationRequest forStore(
            AETitle callingAETitle, Collection<StorableInstance> instances) {
        var contexts = new LinkedHashSet<ProposedContext>();
        for (var instance : instances) {
            var syntax = instance.transferSyntax();
            contexts.add(new ProposedContext(instance.sopClassUID(), List.of(syntax), Role.SCU));
        }
        return new AssociationRequest(callingAETitle, List.copyOf(contexts));
    }

    /** The same for one storage class and encoding. */
    public static AssociationRequest forStore(
            AETitle callingAETitle, UID sopClassUID, TransferSyntax transferSyntax) {
        var context = new ProposedContext(sopClassUID, List.of(transferSyntax), Role.SCU);
        return new AssociationRequest(callingAETitle, List.of(context));
    }
}
