// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

/** Gives out the bytes of a file, those of the pixel data blanked as planned. */
final class BlankedSource {

    private BlankedSource() {}

    static BulkDataSource of(PixelDecision decision, DataSet dataSet, BulkDataSource source) {
        boolean isBlanked =
                decision instanceof PixelDecision.Blanked
                        && dataSet.element(Tags.PixelData).orElseThrow() instanceof BulkDataElement;
        if (!isBlanked || !(decision instanceof PixelDecision.Blanked(var blanking, _))) {
            return source;
        }
        var pixels = (BulkDataElement) dataSet.element(Tags.PixelData).orElseThrow();
        return (offset, length) ->
                offset == pixels.offset()
                        ? blanking.over(source.open(offset, length))
                        : source.open(offset, length);
    }
}
