// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A note that a radiologist signed, with all that its DICOM objects say; the same makes the same
 * objects.
 *
 * @param documents the objects that it is saved as, as {@link Readings#documents} named them
 * @param replaces the note of an earlier version; at most one
 * @param title what the note is called in the language of its reader
 * @param keyImages each of one of the studies that the documents stand in
 */
public record SignedReading(
        Signature signature,
        List<ReadingDocument> documents,
        List<ReadingDocument> replaces,
        String title,
        String text,
        String conclusion,
        List<Remark> remarks,
        List<KeyImage> keyImages) {

    public SignedReading {
        documents = List.copyOf(documents);
        replaces = List.copyOf(replaces);
        remarks = List.copyOf(remarks);
        keyImages = List.copyOf(keyImages);
        if (documents.stream().filter(SignedReading::isNote).count() != 1) {
            throw new IllegalArgumentException("A signed reading has one note");
        }
    }

    /**
     * Who answers for it.
     *
     * @param organization for whom the signer read: Verifying Organization
     * @param language that the note is written in
     */
    public record Signature(String name, String organization, Instant at, Locale language) {}

    private static boolean isNote(ReadingDocument document) {
        return document.kind() == ReadingDocument.Kind.NOTE;
    }

    ReadingDocument note() {
        return documents.stream().filter(SignedReading::isNote).findFirst().orElseThrow();
    }

    List<KeyImage> keyImages(UID study) {
        return keyImages.stream().filter(one -> one.studyInstanceUID().equals(study)).toList();
    }

    /** Without what it says of a patient. */
    @Override
    public String toString() {
        return "SignedReading[" + note().sopInstanceUID().value() + "]";
    }
}
