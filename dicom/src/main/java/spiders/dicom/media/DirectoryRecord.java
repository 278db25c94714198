// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A record of a DICOMDIR, with those below it (PS3.3 section F.3.2.2).
 *
 * @param type the Directory Record Type as received: {@code PATIENT}, {@code IMAGE}; may be empty
 * @param keys all attributes of the record, its links aside
 */
public record DirectoryRecord(String type, DataSet keys, List<DirectoryRecord> children) {

    public DirectoryRecord {
        children = List.copyOf(children);
    }

    /** The components of the Referenced File ID as received; none if the record has no file. */
    public List<String> fileID() {
        return keys.strings(Tags.ReferencedFileID);
    }

    public Optional<UID> sopClassUID() {
        return keys.uid(Tags.ReferencedSOPClassUIDInFile);
    }

    public Optional<UID> sopInstanceUID() {
        return keys.uid(Tags.ReferencedSOPInstanceUIDInFile);
    }

    public Optional<UID> transferSyntaxUID() {
        return keys.uid(Tags.ReferencedTransferSyntaxUIDInFile);
    }

    /** The record and all below it, each before those below it. */
    public Stream<DirectoryRecord> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(DirectoryRecord::all));
    }

    /** Prints no key: it may be a patient's. */
    @Override
    public String toString() {
        return "%s record, %d below".formatted(type, children.size());
    }
}
