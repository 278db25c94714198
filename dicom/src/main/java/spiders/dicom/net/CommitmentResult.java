// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.List;
import java.util.Optional;

/**
 * What became of a {@link CommitmentRequest}: N-EVENT-REPORT of the Storage Commitment Push Model
 * (PS3.4 section J.3.3).
 *
 * @param committed the provider keeps these
 * @param failed it does not keep these: they are not to be deleted elsewhere
 */
public record CommitmentResult(
        UID transactionUID, List<SOPReference> committed, List<Failure> failed) {

    /**
     * An instance that is not committed.
     *
     * @param reason Failure Reason (0008,1197), such as {@link #NO_SUCH_OBJECT_INSTANCE}
     */
    public record Failure(SOPReference instance, int reason) {}

    public static final int PROCESSING_FAILURE = 0x0110;
    public static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;
    public static final int CLASS_INSTANCE_CONFLICT = 0x0119;
    public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
    public static final int DUPLICATE_TRANSACTION_UID = 0x0131;
    public static final int RESOURCE_LIMITATION = 0x0213;

    private static final int SUCCESSFUL = 1;
    private static final int FAILURES_EXIST = 2;

    public CommitmentResult {
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
    }

    /** The result as it is sent. */
    public NormalizedRequest.EventReport event() {
        var information = DataSet.builder().set(Tags.TransactionUID, transactionUID);
        if (!committed.isEmpty()) {
            information.sequence(
                    Tags.ReferencedSOPSequence,
                    committed.stream().map(SOPReference::item).toList());
        }
        if (!failed.isEmpty()) {
            information.sequence(
                    Tags.FailedSOPSequence, failed.stream().map(CommitmentResult::item).toList());
        }
        return new NormalizedRequest.EventReport(
                UIDs.StorageCommitmentPushModel,
                UIDs.StorageCommitmentPushModelInstance,
                failed.isEmpty() ? SUCCESSFUL : FAILURES_EXIST,
                information.build());
    }

    private static DataSet item(Failure failure) {
        return failure.instance().item().with(Tags.FailureReason, failure.reason());
    }

    /**
     * Reads a result; an instance counts as committed only where it is listed as such.
     *
     * @throws OperationRefusedException when it is another event (0113), or has no transaction UID
     *     (0110)
     */
    public static CommitmentResult of(NormalizedRequest.EventReport event) {
        if (!event.sopClassUID().equals(UIDs.StorageCommitmentPushModel)
                || event.eventTypeID() < SUCCESSFUL
                || event.eventTypeID() > FAILURES_EXIST) {
            throw new OperationRefusedException(Status.NO_SUCH_EVENT_TYPE);
        }
        var transaction = event.dataSet().uid(Tags.TransactionUID);
        if (transaction.isEmpty()) {
            throw new OperationRefusedException(
                    Status.PROCESSING_FAILURE.withComment("no transaction UID"));
        }
        var failed =
                event.dataSet().items(Tags.FailedSOPSequence).stream()
                        .map(CommitmentResult::failure)
                        .flatMap(Optional::stream)
                        .toList();
        return new CommitmentResult(
                transaction.get(),
                SOPReference.all(event.dataSet().items(Tags.ReferencedSOPSequence)),
                failed);
    }

    private static Optional<Failure> failure(DataSet item) {
        int reason = item.integer(Tags.FailureReason).orElse(PROCESSING_FAILURE);
        return SOPReference.of(item).map(instance -> new Failure(instance, reason));
    }
}
