// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.MatchGrade;
import spiders.retrieval.Provenance;
import spiders.retrieval.StudyOffer;

/** Which copy of an offer a person has to look at. */
final class CopyInQuestion {

    private CopyInQuestion() {}

    /** The copy in conflict where there is one, else the chosen one. */
    static Provenance of(StudyOffer offer) {
        return offer.provenances().stream()
                .filter(copy -> copy.grade() == MatchGrade.CONFLICT)
                .findFirst()
                .orElse(offer.best());
    }
}
