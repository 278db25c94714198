// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

/** Holds pixel data against the transfer syntax it is to be written in (PS3.5 section A.4). */
final class PixelDataForm {

    private PixelDataForm() {}

    static void require(DataSet dataSet, TransferSyntax syntax) {
        var pixels = dataSet.element(Tags.PixelData);
        if (pixels.isPresent() && !fits(pixels.get(), syntax)) {
            throw new IllegalArgumentException(
                    "The pixel data is not in the form of " + syntax.name() + ": transcode it");
        }
    }

    private static boolean fits(Element pixels, TransferSyntax syntax) {
        return switch (pixels) {
            case EncapsulatedElement _ -> syntax.isEncapsulated();
            case ValueElement value -> value.isEmpty() || !syntax.isEncapsulated();
            case BulkDataElement _ -> !syntax.isEncapsulated();
            case SequenceElement _, ReferencedElement _ -> true;
        };
    }
}
