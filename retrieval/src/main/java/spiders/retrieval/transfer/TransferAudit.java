// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.retrieval.Transfer;
import spiders.retrieval.TransferState;
import spiders.retrieval.store.TransferOrder;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.UserName;

/** The audit's line for a transfer that ended. */
final class TransferAudit {

    private TransferAudit() {}

    static AuditEvent finished(TransferOrder order, Transfer ended) {
        var counts = ended.counts();
        var words =
                "%s: %d expected, %d received, %d verified, %d bytes"
                        .formatted(
                                ended.state(),
                                counts.expected(),
                                counts.received(),
                                counts.verified(),
                                counts.bytes());
        var event =
                AuditEvent.of(UserName.SYSTEM, Action.FINISH_TRANSFER)
                        .about(order.patient())
                        .objects(
                                order.id().toString(),
                                order.source(),
                                order.studyInstanceUID().value())
                        .purpose(order.purpose());
        boolean well =
                ended.state() == TransferState.VERIFIED || ended.state() == TransferState.CANCELLED;
        return well ? event.detail(words) : event.failed(words);
    }
}
