// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.Collection;
import java.util.List;

/**
 * Asks a provider to keep instances for good: N-ACTION of the Storage Commitment Push Model (PS3.4
 * annex J). Its {@link CommitmentResult} comes later, on the same association or on one that the
 * provider opens.
 *
 * @param transactionUID what the result will name, new for each request
 */
public record CommitmentRequest(UID transactionUID, List<SOPReference> instances) {

    static final int REQUEST = 1;

    public CommitmentRequest {
        instances = List.copyOf(instances);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("Storage commitment of no instance");
        }
    }

    /** A request with a transaction UID of its own. */
    public static CommitmentRequest of(Collection<SOPReference> instances) {
        return new CommitmentRequest(UID.random(), List.copyOf(instances));
    }

    /** The request as it is sent. */
    public NormalizedRequest.Action action() {
        var items = instances.stream().map(SOPReference::item).toList();
        return new NormalizedRequest.Action(
                UIDs.StorageCommitmentPushModel,
                UIDs.StorageCommitmentPushModelInstance,
                REQUEST,
                DataSet.builder()
                        .set(Tags.TransactionUID, transactionUID)
                        .sequence(Tags.ReferencedSOPSequence, items)
                        .build());
    }

    /**
     * Reads a request.
     *
     * @throws OperationRefusedException when it is another action (0123), or lacks its transaction
     *     UID or instances (0110)
     */
    public static CommitmentRequest of(NormalizedRequest request) {
        boolean isOurs =
                request instanceof NormalizedRequest.Action action
                        && action.sopClassUID().equals(UIDs.StorageCommitmentPushModel)
                        && action.actionTypeID() == REQUEST;
        if (!isOurs) {
            throw new OperationRefusedException(Status.NO_SUCH_ACTION);
        }
        var transaction = request.dataSet().uid(Tags.TransactionUID);
        var instances = SOPReference.all(request.dataSet().items(Tags.ReferencedSOPSequence));
        if (transaction.isEmpty() || instances.isEmpty()) {
            throw new OperationRefusedException(
                    Status.PROCESSING_FAILURE.withComment("no transaction UID or no instance"));
        }
        return new CommitmentRequest(transaction.get(), instances);
    }
}
