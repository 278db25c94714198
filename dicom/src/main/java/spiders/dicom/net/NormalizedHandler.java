// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Provides SOP classes of the DIMSE-N services; called on the association's thread. */
@FunctionalInterface
public interface NormalizedHandler {

    /**
     * Answers a request; event reports never come here.
     *
     * @param caller who asked, and the way to report events to it while its association stands
     * @throws OperationRefusedException answered with its status; any other unchecked exception is
     *     answered as processing failure (0110)
     */
    NormalizedResponse handle(NormalizedRequest request, EventReporter caller);
}
