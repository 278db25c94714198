// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.StudyOffer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Reads the offers of a search as a board's rule needs them. */
final class Offers {

    private Offers() {}

    static Map<UID, Proposal> proposals(
            ImagingRule rule, LocalDate session, List<StudyOffer> offers) {
        return new Proposals(rule, session).of(offers.stream().map(Offers::examination).toList());
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
