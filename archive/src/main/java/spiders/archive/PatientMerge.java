// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/**
 * A decision that two registered patients are one person.
 *
 * @param kept who is registered for what comes
 * @param merged who is known under their own key still, and sees the same studies
 */
public record PatientMerge(
        UUID id,
        PatientKey kept,
        PatientKey merged,
        UserName madeBy,
        Instant madeAt,
        boolean isRevoked) {}
