// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;
import spiders.security.UserName;

import java.time.Instant;

/** A person's word that a study stays, whatever the rules say. */
public record KeptStudy(UID study, String reason, UserName by, Instant at) {

    private static final int MAX_REASON = 500;

    public KeptStudy {
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException(
                    "A reason has 1 to %d characters".formatted(MAX_REASON));
        }
    }

    /** Without the reason, in which a person may have named another. */
    @Override
    public String toString() {
        return "KeptStudy[%s]".formatted(study.value());
    }
}
