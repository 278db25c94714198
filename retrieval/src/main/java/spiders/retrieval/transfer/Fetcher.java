// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.data.UID;
import spiders.region.Source;

import java.util.List;

/** A way to bring objects from a source into the archive. */
public interface Fetcher {

    /**
     * What is to be brought.
     *
     * @param classes the storage classes of the objects, as far as they are known
     */
    record Task(Source source, UID study, List<FetchUnit> units, List<UID> classes) {

        public Task {
            units = List.copyOf(units);
            classes = List.copyOf(classes);
        }
    }

    /**
     * Brings what it can, and returns how it ended in the source's words; the archive says what
     * came. What breaks the connection is thrown; what came before stays.
     */
    String fetch(Task task, Incoming arrivals) throws InterruptedException;
}
