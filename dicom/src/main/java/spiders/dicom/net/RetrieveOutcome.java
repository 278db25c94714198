// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;

import java.util.List;

/**
 * How a C-MOVE or C-GET ended, in the provider's words. Providers miscount: whoever asked compares
 * what arrived with what was expected, instance by instance.
 *
 * @param status the final status with its Error Comment
 * @param subOperations the counts of the final response
 * @param failedSOPInstanceUIDs Failed SOP Instance UID List (0008,0058), empty when not sent
 * @param received instances our handler accepted with success or a warning; 0 for C-MOVE, whose
 *     objects take another road
 */
public record RetrieveOutcome(
        Status status, SubOperations subOperations, List<UID> failedSOPInstanceUIDs, int received) {

    public RetrieveOutcome {
        failedSOPInstanceUIDs = List.copyOf(failedSOPInstanceUIDs);
    }
}
