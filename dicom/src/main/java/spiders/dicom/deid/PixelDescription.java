// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** What describes pixels, and changes with them when they are encoded anew. */
final class PixelDescription {

    private static final String BECAUSE = "E.3.1 or E.3.2, as the pixels are written";
    private static final List<Tag> ATTRIBUTES =
            List.of(
                    Tags.SamplesPerPixel,
                    Tags.PhotometricInterpretation,
                    Tags.PlanarConfiguration,
                    Tags.BitsAllocated,
                    Tags.BitsStored,
                    Tags.HighBit,
                    Tags.LossyImageCompression,
                    Tags.LossyImageCompressionRatio,
                    Tags.LossyImageCompressionMethod,
                    Tags.ExtendedOffsetTable,
                    Tags.ExtendedOffsetTableLengths);

    private PixelDescription() {}

    /** What is to be reported of it. */
    static List<Change> changes(DataSet before, DataSet after) {
        var changes = new ArrayList<Change>();
        for (var tag : ATTRIBUTES) {
            boolean isSame =
                    before.has(tag) == after.has(tag)
                            && before.strings(tag).equals(after.strings(tag));
            if (!isSame) {
                var action =
                        !after.has(tag)
                                ? Action.REMOVED
                                : before.has(tag) ? Action.REPLACED : Action.ADDED;
                changes.add(new Change(AttributePath.of(tag), action, BECAUSE));
            }
        }
        return changes;
    }
}
