// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;

/**
 * The response to a {@link NormalizedRequest}.
 *
 * @param sopInstanceUID Affected SOP Instance UID; the request's where the response has none
 * @param dataSet event reply, attributes or action reply; often empty
 */
public record NormalizedResponse(Status status, UID sopInstanceUID, DataSet dataSet) {

    /** A status about the request's instance, and nothing else. */
    public static NormalizedResponse of(NormalizedRequest request, Status status) {
        return new NormalizedResponse(status, request.sopInstanceUID(), DataSet.empty());
    }

    /** Success, with this data set. */
    public static NormalizedResponse success(NormalizedRequest request, DataSet dataSet) {
        return new NormalizedResponse(Status.SUCCESS, request.sopInstanceUID(), dataSet);
    }
}
