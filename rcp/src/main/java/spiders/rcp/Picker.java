// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearchResult;
import spiders.retrieval.Transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything needed to choose a case's examinations: what the sources said, what the rule proposes,
 * what is on its way.
 *
 * @param search the last search of the case; empty as long as nobody searched
 * @param proposals one for each offer of the search
 * @param transfers in the order in which they were ordered
 * @param handedIn what is here of studies that came on a CD or stick, in the words of their objects
 */
public record Picker(
        CaseFile file,
        List<StudySearchResult> search,
        Map<UID, Proposal> proposals,
        List<Transfer> transfers,
        Map<UID, StudyDescription> handedIn,
        Readiness readiness) {

    public Picker {
        search = List.copyOf(search);
        proposals = Map.copyOf(proposals);
        transfers = List.copyOf(transfers);
        handedIn = Map.copyOf(handedIn);
    }

    /** The last search, if there is one. */
    public Optional<StudySearchResult> lastSearch() {
        return search.stream().findFirst();
    }

    /** What is known of a study: by the sources, or by its objects where it came by disc. */
    public Optional<StudyDescription> description(UID study) {
        return lastSearch()
                .flatMap(found -> found.offer(study))
                .map(StudyOffer::description)
                .or(() -> Optional.ofNullable(handedIn.get(study)));
    }

    /** What the rule says of a study. */
    public Proposal proposal(UID study) {
        return proposals.getOrDefault(study, Proposal.NONE);
    }

    /** The last transfer of a study for this case. */
    public Optional<Transfer> transfer(UID study) {
        return transfers.stream()
                .filter(transfer -> transfer.studyInstanceUID().equals(study))
                .reduce((_, later) -> later);
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "Picker[" + file.boardCase().id() + "]";
    }
}
