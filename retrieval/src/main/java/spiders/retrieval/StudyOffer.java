// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.util.List;
import java.util.Optional;

/**
 * A study that may be brought in: shown once, however many sources hold it.
 *
 * @param grade of the chosen copy; {@code CONFLICT} as soon as one copy contradicts the patient
 * @param provenances every copy, the chosen one first
 * @param reason why the first copy was chosen
 */
public record StudyOffer(
        UID studyInstanceUID,
        StudyDescription description,
        MatchGrade grade,
        List<Provenance> provenances,
        Message reason) {

    public StudyOffer {
        provenances = List.copyOf(provenances);
        if (provenances.isEmpty()) {
            throw new IllegalArgumentException("an offer has a provenance");
        }
    }

    /** The copy that would be fetched. */
    public Provenance best() {
        return provenances.getFirst();
    }

    /** Whether it may be ticked before anyone looked: the identity is certain. */
    public boolean isProposable() {
        return grade == MatchGrade.CERTAIN && isAllowed();
    }

    /**
     * Whether it may be fetched now: certain, or confirmed by a person, and in conflict nowhere.
     */
    public boolean isAllowed() {
        return grade != MatchGrade.CONFLICT && best().isAllowed();
    }

    /** The copy that a source holds, if it holds one. */
    public Optional<Provenance> at(String source) {
        return provenances.stream().filter(copy -> copy.source().equals(source)).findFirst();
    }
}
