// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/**
 * What a person decided of one identity of one source, and what they had before their eyes.
 *
 * @param displayed the comparison as shown to them; the decision covers exactly these traits
 * @param reason in their words; "" where they gave none
 */
public record IdentityDecision(
        UUID id,
        PatientKey patient,
        String source,
        SourceIdentity identity,
        Verdict verdict,
        Comparison displayed,
        UserName by,
        Instant at,
        String reason,
        Standing standing) {

    /** Whether the decision still holds. */
    public sealed interface Standing {

        record Valid() implements Standing {}

        record Revoked(UserName by, Instant at, String reason) implements Standing {}
    }

    public boolean isValid() {
        return standing instanceof Standing.Valid;
    }
}
