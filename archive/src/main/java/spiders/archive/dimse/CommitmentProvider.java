// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.commitment.Commitments;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.EventReporter;
import spiders.dicom.net.NormalizedHandler;
import spiders.dicom.net.NormalizedRequest;
import spiders.dicom.net.NormalizedResponse;
import spiders.dicom.net.Status;

/**
 * N-ACTION of the Storage Commitment Push Model (PS3.4 section J.3.2): success says that the
 * promise is kept; what it finds is reported later.
 */
public final class CommitmentProvider implements NormalizedHandler {

    private final Commitments commitments;
    private final CallerRights rights;

    public CommitmentProvider(Commitments commitments, CallerRights rights) {
        this.commitments = commitments;
        this.rights = rights;
    }

    @Override
    public NormalizedResponse handle(NormalizedRequest request, EventReporter caller) {
        rights.require(caller.peer(), CallerRight.COMMIT);
        boolean isPromised = commitments.promise(CommitmentRequest.of(request), caller);
        return NormalizedResponse.of(
                request,
                isPromised
                        ? Status.SUCCESS
                        : Status.PROCESSING_FAILURE.withComment(
                                "transaction UID used for another request"));
    }
}
