// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

/** Holds pixel data against the transfer syntax it is to be written in (PS3.5 section A.4). */
final class PixelDataForm {

    private PixelDataForm() {}

    static void require(DataSet dataSet, TransferSyntax syntax) {
        boolean fits =
                dataSet.element(Tags.PixelData)
                        .map(element ->
                                switch (element) {
                                    case EncapsulatedElement _ -> syntax.isEncapsulated();
                                    case ValueElement value ->
                                            value.isEmpty() || !syntax.isEncapsulated();
                                    case BulkDataElement _ -> !syntax.isEncapsulated();
                                    default -> true;
                                })
                        .orElse(true);
        if (!fits) {
            throw new IllegalArgumentException(
                    "The pixel data is not in the form of " + syntax.name() + ": transcode it");
        }
    }
}
