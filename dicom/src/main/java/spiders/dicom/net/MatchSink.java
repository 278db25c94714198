// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;

/** Where a {@link FindHandler} puts its matches: each goes to the peer at once. */
public interface MatchSink {

    /** Returns {@link Proceed#CANCEL} when the peer wants no more. */
    Proceed match(DataSet match);

    /**
     * Whether the peer has cancelled, or is gone; for handlers that search long between matches.
     */
    boolean isCancelled();
}
