// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/**
 * A person's decision that an identity of a domain is a registered patient.
 *
 * @param identity the traits as they were displayed when the decision was made; an empty birth date
 *     or sex covers any
 * @param evidence what the decision rests on, without names
 */
public record IdentityLink(
        UUID id,
        PatientKey patient,
        SeenIdentity identity,
        UserName madeBy,
        String evidence,
        Instant madeAt,
        boolean revoked) {}
