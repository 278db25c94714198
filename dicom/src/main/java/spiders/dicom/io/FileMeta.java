// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.Optional;

/**
 * The File Meta Information: what a file holds and how (PS3.10 section 7.1).
 *
 * @param elements group 0002 as received, its group length aside
 */
public record FileMeta(DataSet elements) {

    /** Who wrote a file: a UID of our own under the UUID root. */
    public static final UID IMPLEMENTATION_CLASS_UID =
            new UID("2.25.228913563024712063837125413914137311911");

    /** Who wrote a file, in at most 16 characters. */
    public static final String IMPLEMENTATION_VERSION_NAME = "SPIDERS_0_1";

    public FileMeta {
        for (var element : elements) {
            if (element.tag().group() != 2) {
                throw new IllegalArgumentException(
                        element.tag() + " is not of the file meta group");
            }
        }
    }

    /** The meta of a file that we write. */
    public static FileMeta of(UID sopClassUID, UID sopInstanceUID, TransferSyntax syntax) {
        return new FileMeta(
                DataSet.builder()
                        .set(Tags.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
                        .set(Tags.MediaStorageSOPClassUID, sopClassUID)
                        .set(Tags.MediaStorageSOPInstanceUID, sopInstanceUID)
                        .set(Tags.TransferSyntaxUID, syntax.uid())
                        .set(Tags.ImplementationClassUID, IMPLEMENTATION_CLASS_UID)
                        .set(Tags.ImplementationVersionName, IMPLEMENTATION_VERSION_NAME)
                        .build());
    }

    /** The meta of a file that holds this data set, whose SOP Class and Instance must be there. */
    public static FileMeta of(DataSet dataSet, TransferSyntax syntax) {
        return of(
                required(dataSet, Tags.SOPClassUID),
                required(dataSet, Tags.SOPInstanceUID),
                syntax);
    }

    private static UID required(DataSet dataSet, Tag tag) {
        return dataSet.uid(tag)
                .orElseThrow(() -> new IllegalArgumentException("The data set has no " + tag));
    }

    public Optional<UID> mediaStorageSOPClassUID() {
        return elements.uid(Tags.MediaStorageSOPClassUID);
    }

    public Optional<UID> mediaStorageSOPInstanceUID() {
        return elements.uid(Tags.MediaStorageSOPInstanceUID);
    }

    /** How the data set is encoded; what was found out by reading it, if the file did not say. */
    public TransferSyntax transferSyntax() {
        return elements.uid(Tags.TransferSyntaxUID)
                .map(TransferSyntax::of)
                .orElse(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }
}
