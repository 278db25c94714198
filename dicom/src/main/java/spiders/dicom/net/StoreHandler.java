// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.io.InputStream;

/** Keeps the objects that arrive; called on the association's thread, several at once. */
@FunctionalInterface
public interface StoreHandler {

    /**
     * Returns the status to answer, once the object is as safe as that status says.
     *
     * @param dataSet the raw data set in the request's transfer syntax, straight from the network;
     *     reading it throws {@link IOException} when the association is lost, never a premature
     *     end; need not be read to its end nor closed
     * @throws IOException answered as processing failure (0110), as is any unchecked exception
     */
    Status store(StoreRequest request, InputStream dataSet) throws IOException;
}
