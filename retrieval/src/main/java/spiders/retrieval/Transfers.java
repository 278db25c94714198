// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.User;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders studies into the archive and says how they come; every order survives the process. */
public final class Transfers {

    Transfers() {}

    /**
     * Orders one transfer a study, from the chosen copy of each offer; a study already ordered for
     * this case and not final is not ordered twice, its id is returned.
     *
     * @throws TransferNotAllowedException if an offer is in conflict or its identity undecided;
     *     then nothing is ordered
     */
    public List<UUID> order(
            User user, Purpose purpose, PatientKey patient, List<StudyOffer> offers) {
        return List.of();
    }

    /** The transfers ordered for a case of a board, in the order in which they were ordered. */
    public List<Transfer> of(UUID boardCase) {
        return List.of();
    }

    public Optional<Transfer> transfer(UUID id) {
        return Optional.empty();
    }

    /** Starts a final transfer that is not verified once more, with its attempts counted anew. */
    public void retry(User user, Purpose purpose, UUID id) {
        java.util.Objects.requireNonNull(purpose);
    }

    /** Stops a transfer; what has arrived stays. */
    public void cancel(User user, Purpose purpose, UUID id) {
        java.util.Objects.requireNonNull(purpose);
    }

    /** What a verified transfer brought; empty until it is verified. */
    public Optional<TransferManifest> manifest(User user, Purpose purpose, UUID id) {
        return Optional.empty();
    }
}
