// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.archive.Refusal;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10Object;

import java.io.IOException;

/** What must be true of a data set before it is kept. */
final class ObjectCheck {

    /** The object is not kept, and why. */
    static final class RefusedException extends RuntimeException {

        private final Refusal reason;

        RefusedException(Refusal reason, String message) {
            super(message);
            this.reason = reason;
        }

        Refusal reason() {
            return reason;
        }
    }

    private final DataSet dataSet;

    ObjectCheck(DataSet dataSet) {
        this.dataSet = dataSet;
    }

    /** Whether the data set is the object that its sender announced. */
    void isAnnounced(UID sopClass, UID sopInstance) {
        agrees(Tags.SOPClassUID, sopClass);
        agrees(Tags.SOPInstanceUID, sopInstance);
    }

    private void agrees(Tag tag, UID announced) {
        var uid = uid(tag);
        if (!uid.equals(announced)) {
            throw new RefusedException(
                    Refusal.MISMATCHED,
                    "%s is %s in the data set and was announced as %s"
                            .formatted(Dictionary.keyword(tag), uid.value(), announced.value()));
        }
    }

    UID studyInstanceUID() {
        return uid(Tags.StudyInstanceUID);
    }

    UID seriesInstanceUID() {
        return uid(Tags.SeriesInstanceUID);
    }

    private UID uid(Tag tag) {
        try {
            return dataSet.uid(tag)
                    .orElseThrow(() ->
                            new RefusedException(
                                    Refusal.MISMATCHED,
                                    "The data set has no " + Dictionary.keyword(tag)));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.MISMATCHED, "%s is no UID".formatted(Dictionary.keyword(tag)));
        }
    }

    /** The frames, all of them whole. */
    FrameIndex frames(Part10Object object, BulkDataSource values) throws IOException {
        try {
            return FrameIndex.of(object.dataSet(), values);
        } catch (MalformedDataSetException e) {
            throw new RefusedException(Refusal.TRUNCATED, String.valueOf(e.getMessage()));
        }
    }
}
