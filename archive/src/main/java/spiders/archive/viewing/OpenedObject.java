// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.ServedInstance;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;

/**
 * A stored object with all but its bulk data in memory, and where that is.
 *
 * @param bulkData gives positions of the inflated data set where the object is deflated
 */
record OpenedObject(Part10Object object, BulkDataSource bulkData) {

    static OpenedObject of(StoredObjects objects, ServedInstance instance) throws IOException {
        return of(objects, instance, ReadOptions.withoutBulkData());
    }

    /** The same within other limits; what they leave in the file stays there. */
    static OpenedObject of(StoredObjects objects, ServedInstance instance, ReadOptions options)
            throws IOException {
        var file = objects.source(instance.location());
        long length = instance.dataOffset() + instance.stored().length();
        try (var in = file.open(0, length)) {
            var object = Part10.read(in, options);
            return new OpenedObject(object, ObjectBytes.values(file, instance));
        }
    }
}
