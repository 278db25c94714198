// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Answers C-FIND. */
@FunctionalInterface
public interface FindHandler {

    /**
     * Sends each match as it is found, and returns the final status.
     *
     * @throws OperationRefusedException answered with its status; any other unchecked exception is
     *     answered as {@link Status#CANNOT_UNDERSTAND}
     */
    Status find(FindRequest request, MatchSink sink);
}
