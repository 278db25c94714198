// SPDX-License-Identifier: Apache-2.0
package spiders.archive.commitment;

import spiders.archive.store.CommitmentTable.Owed;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.CommitmentResult;
import spiders.dicom.net.EventReporter;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.NormalizedResponse;
import spiders.dicom.net.ProposedContext;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.Role;
import spiders.dicom.net.Status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Gives a report: on the association on which it was asked for while that stands, else on a new one
 * to the caller's address.
 */
final class CommitmentReporter {

    private static final int MOST_REMEMBERED = 1000;

    private static final ProposedContext PROVIDER =
            new ProposedContext(
                    UIDs.StorageCommitmentPushModel,
                    List.of(
                            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                    Role.SCP);

    private final Function<AETitle, Optional<RemoteNode>> addresses;
    private final NetworkOptions options;
    private final Map<Long, EventReporter> open = new LinkedHashMap<>();

    CommitmentReporter(Function<AETitle, Optional<RemoteNode>> addresses, NetworkOptions options) {
        this.addresses = addresses;
        this.options = options;
    }

    /** Remembers on which association a promise was asked for; the eldest are forgotten first. */
    void remember(long promise, EventReporter caller) {
        synchronized (open) {
            open.put(promise, caller);
            if (open.size() > MOST_REMEMBERED) {
                var eldest = open.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        }
    }

    /** Returns what was answered; a reason in words where nobody took it. */
    Outcome report(Owed owed, CommitmentResult result) {
        EventReporter caller;
        synchronized (open) {
            caller = open.remove(owed.id());
        }
        if (caller != null && isTaken(caller, result)) {
            return new Outcome.Given();
        }
        var address = addresses.apply(owed.caller());
        return address.isEmpty()
                ? new Outcome.Unreachable("its association is over, and no address is configured")
                : byNewAssociation(owed, address.get(), result);
    }

    /** How a report went. */
    sealed interface Outcome {

        record Given() implements Outcome {}

        /** Nobody took it; the reason names no patient. */
        record Unreachable(String reason) implements Outcome {}
    }

    private static boolean isTaken(EventReporter caller, CommitmentResult result) {
        try {
            return isTaken(caller.report(result.event()).join().status());
        } catch (CompletionException e) {
            return false; // Its association has ended, or it does not answer.
        }
    }

    private static boolean isTaken(Status status) {
        return status.isSuccess() || status.isWarning();
    }

    private Outcome byNewAssociation(Owed owed, RemoteNode node, CommitmentResult result) {
        var request = new AssociationRequest(owed.called(), List.of(PROVIDER));
        try (var association = Association.open(node, request, options)) {
            NormalizedResponse response = association.perform(result.event());
            return isTaken(response.status())
                    ? new Outcome.Given()
                    : new Outcome.Unreachable("it answers " + response.status());
        } catch (NetworkException e) {
            return new Outcome.Unreachable(String.valueOf(e.getMessage()));
        }
    }
}
