// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Hears N-EVENT-REPORT as user of a service; called on the thread that reads. */
@FunctionalInterface
public interface EventHandler {

    /** Has no use for any event: no such event type (0113). */
    EventHandler NONE = (event, peer) -> Status.NO_SUCH_EVENT_TYPE;

    /**
     * Returns the status to answer.
     *
     * @throws OperationRefusedException answered with its status; any other unchecked exception is
     *     answered as processing failure (0110)
     */
    Status handle(NormalizedRequest.EventReport event, Peer peer);
}
