// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preread;

import spiders.security.UserName;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of the note of a case.
 *
 * @param version counted from 1
 * @param revision goes up with each saving, over all versions
 * @param signature there once it is signed; from then on it never changes
 * @param isSaved whether its DICOM objects are in the archive
 */
public record PreRead(
        UUID boardCase,
        int version,
        int revision,
        PreReadContent content,
        UserName writtenBy,
        String writerName,
        Instant writtenAt,
        Optional<Signature> signature,
        boolean isSaved) {

    public boolean isSigned() {
        return signature.isPresent();
    }

    /** The same, signed. */
    public PreRead signedWith(Signature by) {
        return new PreRead(
                boardCase,
                version,
                revision,
                content,
                writtenBy,
                writerName,
                writtenAt,
                Optional.of(by),
                isSaved);
    }

    /** The same, with its DICOM objects in the archive. */
    public PreRead asSaved() {
        return new PreRead(
                boardCase,
                version,
                revision,
                content,
                writtenBy,
                writerName,
                writtenAt,
                signature,
                true);
    }
}
