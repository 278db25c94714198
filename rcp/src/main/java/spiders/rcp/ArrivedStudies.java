// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.UID;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.Transfer;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** The studies of a case of which something is here. */
final class ArrivedStudies {

    private ArrivedStudies() {}

    /** The newest first, then by UID; last those of which the last search knew no date. */
    static List<ViewedStudy> of(Picker picker) {
        var offers = new HashMap<UID, StudyDescription>();
        picker.lastSearch()
                .ifPresent(found ->
                        found.offers()
                                .forEach(one ->
                                        offers.put(one.studyInstanceUID(), one.description())));
        Comparator<ViewedStudy> newest =
                Comparator.comparing(
                                (ViewedStudy one) -> date(offers.get(one.study())),
                                Comparator.reverseOrder())
                        .thenComparing(one -> one.study().value());
        return picker.transfers().stream()
                .filter(transfer -> transfer.counts().received() > 0)
                .map(Transfer::studyInstanceUID)
                .distinct()
                .map(study -> new ViewedStudy(study, modalities(offers.get(study))))
                .sorted(newest)
                .toList();
    }

    private static LocalDate date(@Nullable StudyDescription known) {
        return known == null ? LocalDate.MIN : known.studyDate().orElse(LocalDate.MIN);
    }

    private static List<String> modalities(@Nullable StudyDescription known) {
        return known == null ? List.of() : known.modalities();
    }
}
