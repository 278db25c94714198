// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.archive.StoredInstance;
import spiders.archive.objects.Location;
import spiders.archive.store.IndexEntry;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.time.Instant;

/** Makes the index's entry of an object that was read while its bytes passed through. */
final class Entries {

    private static final long MEMORY_LIMIT = 128L << 20;

    /** However small, pixels stay in the file: frames are served from there. */
    static final ReadOptions OPTIONS =
            ReadOptions.withoutBulkData().withBulkThreshold(0).withMemoryLimit(MEMORY_LIMIT);

    private Entries() {}

    /** What an object was announced as, and when. */
    record Announced(
            Origin origin,
            Instant received,
            UID sopClass,
            UID sopInstance,
            TransferSyntax transferSyntax) {

        /** As the meta of a file says it; what it does not say is a mismatch. */
        static Announced of(Origin origin, Instant received, FileMeta meta) {
            var sopClass = meta.mediaStorageSOPClassUID();
            var sopInstance = meta.mediaStorageSOPInstanceUID();
            if (sopClass.isEmpty() || sopInstance.isEmpty()) {
                throw new ObjectCheck.RefusedException(
                        Refusal.MISMATCHED, "The file meta information names no SOP instance");
            }
            return new Announced(
                    origin, received, sopClass.get(), sopInstance.get(), meta.transferSyntax());
        }
    }

    /**
     * Checks the object, and says what the index is to know of it.
     *
     * @param input what the data set was read through, to its end
     * @param file whole, where it will stay
     */
    static IndexEntry entry(
            Announced announced,
            Part10Object object,
            HashingInput input,
            Location location,
            BulkDataSource file)
            throws IOException {
        var dataSet = object.dataSet();
        var check = new ObjectCheck(dataSet);
        check.isAnnounced(announced.sopClass(), announced.sopInstance());
        var frames = check.frames(object, values(object, input, file));
        var stored =
                new StoredInstance(
                        check.studyInstanceUID(),
                        check.seriesInstanceUID(),
                        announced.sopClass(),
                        announced.sopInstance(),
                        announced.transferSyntax(),
                        input.count(),
                        input.sha256());
        var bulk = BulkTable.of(dataSet, frames);
        return new IndexEntry(
                IndexedAttributes.study(dataSet, stored.studyInstanceUID(), announced.origin()),
                IndexedAttributes.series(dataSet, stored.seriesInstanceUID()),
                new IndexEntry.Instance(
                        stored,
                        IndexedAttributes.number(dataSet, Tags.InstanceNumber),
                        location,
                        (int) object.dataSetOffset(),
                        bulk.frames(),
                        announced.origin(),
                        announced.received(),
                        MetadataCodec.pack(dataSet, path(stored)),
                        bulk.packed()));
    }

    private static BulkDataSource values(
            Part10Object object, HashingInput input, BulkDataSource file) {
        return object.meta().transferSyntax().isDeflated()
                ? new DeflatedSource(file, object.dataSetOffset(), input.count())
                : file;
    }

    private static String path(StoredInstance stored) {
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        stored.studyInstanceUID().value(),
                        stored.seriesInstanceUID().value(),
                        stored.sopInstanceUID().value());
    }
}
