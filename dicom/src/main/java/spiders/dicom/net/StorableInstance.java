// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An instance that can be sent: what to announce, and where its bytes are.
 *
 * @param transferSyntax the encoding of what {@code source} opens
 * @param source opens the data set without preamble and file meta information
 */
public record StorableInstance(
        UID sopClassUID, UID sopInstanceUID, TransferSyntax transferSyntax, DataSetSource source) {

    /**
     * The instance of a DICOM file, which is opened again when it is sent.
     *
     * @throws spiders.dicom.io.MalformedDataSetException if it is none
     * @throws IOException when it cannot be read, or does not name its class and instance
     */
    public static StorableInstance of(Path file) throws IOException {
        var object = Part10.read(file, ReadOptions.defaults().stoppingBefore(Tags.StudyDate));
        var meta = object.meta();
        var sopClassUID = object.dataSet().uid(Tags.SOPClassUID).or(meta::mediaStorageSOPClassUID);
        var sopInstanceUID =
                object.dataSet().uid(Tags.SOPInstanceUID).or(meta::mediaStorageSOPInstanceUID);
        if (sopClassUID.isEmpty() || sopInstanceUID.isEmpty()) {
            throw new IOException(file + " does not name its SOP class and instance");
        }
        return new StorableInstance(
                sopClassUID.get(),
                sopInstanceUID.get(),
                meta.transferSyntax(),
                () -> new FileSection(file, object.dataSetOffset()));
    }
}
