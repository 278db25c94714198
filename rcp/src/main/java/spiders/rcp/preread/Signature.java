// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preread;

import spiders.archive.reading.ReadingDocument;

import java.time.Instant;
import java.util.List;

/**
 * That a radiologist answers for a note.
 *
 * @param by the account
 * @param organization of the board that was read for
 * @param language the tag of the language that the reader wrote in (RFC 5646)
 * @param title what the note is called in that language
 * @param documents the DICOM objects that the note is saved as
 */
public record Signature(
        String by,
        String name,
        String organization,
        Instant at,
        String language,
        String title,
        List<ReadingDocument> documents) {

    public Signature {
        documents = List.copyOf(documents);
    }
}
