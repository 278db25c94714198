// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;

/**
 * What a DICOM file holds.
 *
 * @param dataSetOffset where the data set begins in the file; bulk data offsets count from the
 *     beginning of the file, not from here
 */
public record Part10Object(FileMeta meta, DataSet dataSet, long dataSetOffset) {

    /** An object that is yet to be written. */
    public static Part10Object of(FileMeta meta, DataSet dataSet) {
        return new Part10Object(meta, dataSet, 0);
    }
}
