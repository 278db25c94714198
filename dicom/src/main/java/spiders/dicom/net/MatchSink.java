// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;

/** Where a {@link FindHandler} puts its matches: each goes to the peer at once. */
public interface MatchSink {

    /** Returns {@link Proceed#CANCEL} when the peer wants no more. */
    default Proceed match(DataSet match) {
        return match(match, true);
    }

    /**
     * The same, with a warning where some optional keys of the identifier were neither matched nor
     * given back: pending with FF01 (PS3.4 table C.4-1).
     */
    Proceed match(DataSet match, boolean areKeysSupported);

    /**
     * Whether the peer has cancelled, or is gone; for handlers that search long between matches.
     */
    boolean isCancelled();
}
