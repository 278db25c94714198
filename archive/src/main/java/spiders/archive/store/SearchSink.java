// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.DataSet;

/** Takes the results of a search one by one, while the rest is still being read. */
@FunctionalInterface
public interface SearchSink {

    /** Returns whether more are wanted. */
    boolean take(DataSet result);
}
