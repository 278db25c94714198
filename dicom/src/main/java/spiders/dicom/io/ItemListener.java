// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.Tag;

/** Is told where items stand while a data set is read: a DICOMDIR links them by their places. */
@FunctionalInterface
public interface ItemListener {

    /**
     * An item begins.
     *
     * @param depth 0 for the items of a sequence that is in no item
     * @param offset of the first byte of the item's tag, counted as those of bulk data are
     */
    void item(Tag sequence, int depth, long offset);
}
