// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.MatchGrade;
import spiders.retrieval.StudyOffer;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the offers of a search as a board's rule needs them. */
final class Offers {

    private Offers() {}

    /**
     * One proposal for each offer; those that may be fetched are judged among themselves, so that
     * an examination of somebody who may be the patient takes no one's place.
     */
    static Map<UID, Proposal> proposals(
            ImagingRule rule, LocalDate session, List<StudyOffer> offers) {
        var judge = new Proposals(rule, session);
        var proposals = new HashMap<>(judge.of(examinations(offers.stream())));
        proposals.putAll(judge.of(examinations(offers.stream().filter(StudyOffer::isAllowed))));
        return Map.copyOf(proposals);
    }

    /** Whether nobody doubts or denies now that it is the patient's. */
    static boolean isOurs(StudyOffer offer) {
        return switch (offer.best().verdict()) {
            case CONFIRMED -> offer.grade() != MatchGrade.CONFLICT;
            case OPEN -> offer.grade() == MatchGrade.CERTAIN;
            case REFUSED -> false;
        };
    }

    private static List<Examination> examinations(Stream<StudyOffer> offers) {
        return offers.map(Offers::examination).toList();
    }

    /** Where in the body, in the words of the source. */
    static String region(StudyOffer offer) {
        return String.join(" ", offer.description().bodyParts()) + " " + offer.description().text();
    }

    private static Examination examination(StudyOffer offer) {
        return new Examination(
                offer.studyInstanceUID(),
                offer.description().date(),
                offer.description().modalities(),
                region(offer));
    }
}
