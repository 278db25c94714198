// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.nio.file.Path;

/**
 * An object that a PACS holds.
 *
 * @param dataSetOffset where the data set starts in the file
 * @param attributes what stands before the pixel data
 */
public record PacsObject(
        Path file, long dataSetOffset, TransferSyntax transferSyntax, DataSet attributes) {

    public UID sopClassUID() {
        return attributes.uid(Tags.SOPClassUID).orElseThrow();
    }

    public UID sopInstanceUID() {
        return attributes.uid(Tags.SOPInstanceUID).orElseThrow();
    }

    public UID studyInstanceUID() {
        return attributes.uid(Tags.StudyInstanceUID).orElseThrow();
    }

    public UID seriesInstanceUID() {
        return attributes.uid(Tags.SeriesInstanceUID).orElseThrow();
    }

    String key(Level level) {
        return attributes.string(level.key()).orElse("");
    }

    /** The name of its file, which holds no patient data. */
    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
