// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;

/**
 * A C-MOVE or C-GET.
 *
 * @param sopClassUID the information model asked, such as Study Root MOVE
 * @param options what extended negotiation has agreed for it
 */
public record RetrieveRequest(Peer peer, UID sopClassUID, DataSet keys, QueryOptions options) {

    /** Without the keys, which may name a patient. */
    @Override
    public String toString() {
        return "RetrieveRequest[peer=%s, sopClassUID=%s]".formatted(peer, sopClassUID.value());
    }
}
