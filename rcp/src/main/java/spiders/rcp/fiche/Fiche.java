// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.security.UserName;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of the fiche of a case.
 *
 * @param version counted from 1; a further one replaces those before it
 * @param revision how often this version was saved: what a writer read must be what they replace
 * @param amends why this version replaces the one before it; empty in the first
 */
public record Fiche(
        UUID boardCase,
        int version,
        int revision,
        FicheContent content,
        String amends,
        UserName writtenBy,
        String writerName,
        Instant writtenAt,
        Optional<Approval> approval) {

    public FicheStatus status() {
        return approval.isPresent() ? FicheStatus.APPROVED : FicheStatus.IN_PROGRESS;
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Fiche[" + boardCase + ", version " + version + ", " + status() + "]";
    }
}
