// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Optional;

/** An instance by its class and its UID, as sequences of references name it. */
public record SOPReference(UID sopClassUID, UID sopInstanceUID) {

    DataSet item() {
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, sopClassUID)
                .set(Tags.ReferencedSOPInstanceUID, sopInstanceUID)
                .build();
    }

    /** Empty when an item lacks either. */
    static Optional<SOPReference> of(DataSet item) {
        return item.uid(Tags.ReferencedSOPClassUID)
                .flatMap(sopClass ->
                        item.uid(Tags.ReferencedSOPInstanceUID)
                                .map(instance -> new SOPReference(sopClass, instance)));
    }

    static List<SOPReference> all(List<DataSet> items) {
        return items.stream().map(SOPReference::of).flatMap(Optional::stream).toList();
    }
}
