// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;
import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/**
 * One study that was taken out of the archive.
 *
 * @param bytes of its data sets together
 * @param manifest SHA-256 of the {@linkplain RemovalCertificate#manifest manifest} of its objects,
 *     64 lower-case hexadecimal digits; the audit holds it too
 * @param leftOver objects that are not known to be gone from the store
 */
public record Removal(
        UUID id,
        UID study,
        RemovalCause cause,
        UserName decidedBy,
        Instant decidedAt,
        int objects,
        long bytes,
        String manifest,
        int leftOver) {

    /** Whether all its objects are gone. */
    public boolean isFinished() {
        return leftOver == 0;
    }
}
