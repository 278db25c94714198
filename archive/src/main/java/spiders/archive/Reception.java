// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;

/** Watches an object come in as a Part 10 stream, and may turn it away; one for each object. */
public interface Reception {

    /** Takes an object of any study. */
    Reception OF_ANY = study -> true;

    /** What the file meta information announces, before a byte of the data set is read. */
    default void announced(UID sopClass, UID sopInstance) {}

    /** Whether an object of this study is taken here; asked before it is kept. */
    boolean takes(UID study);

    /**
     * Whether an object about this patient is taken here; asked with everything but its bulk data,
     * before it is kept, and refused as {@link Refusal#OTHER_PATIENT}.
     */
    default boolean takesPatient(DataSet object) {
        return true;
    }
}
