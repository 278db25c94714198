// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.io.BulkDataSource;

/**
 * An image as it was read: one plane, or a multi-frame of many.
 *
 * @param syntax the transfer syntax of its pixels
 * @param bulkData gives the bytes that were left in the file
 */
public record ImageObject(DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData) {

    /** One whose pixels are in memory and not compressed. */
    public static ImageObject inMemory(DataSet dataSet) {
        return new ImageObject(
                dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataSource.none());
    }

    /** Prints no value: it may be a patient's. */
    @Override
    public String toString() {
        return "image of " + syntax;
    }
}
