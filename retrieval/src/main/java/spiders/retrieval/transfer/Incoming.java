// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.net.Status;
import spiders.dicom.net.StoreRequest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Where what a {@link Fetcher} brings goes to, and what says that it is to stop. */
public interface Incoming {

    /** Takes an object that comes by C-GET; what is returned is told to the source. */
    Status take(StoreRequest request, InputStream dataSet) throws IOException, InterruptedException;

    /** Takes an object that comes by WADO-RS. */
    void takePart10(InputStream part10) throws IOException, InterruptedException;

    /** Whether nobody wants it any more. */
    boolean isCancelled();

    /** Whether nothing can be taken for now. */
    boolean isPaused();

    /** Looks, now and then, what has come by another road: that of a C-MOVE. */
    void look();

    /** Looks so at once. */
    void lookNow();

    /** Looks whether objects that took another road since then could not be taken. */
    void lookForRoom(Instant since);
}
