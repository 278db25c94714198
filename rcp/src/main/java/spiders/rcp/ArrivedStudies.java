// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.Transfer;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The studies of a case of which something is here. */
final class ArrivedStudies {

    private ArrivedStudies() {}

    /** The newest first, then by UID; last those of which no date is known. */
    static List<ViewedStudy> of(Picker picker) {
        Comparator<ViewedStudy> newest =
                Comparator.comparing(
                                (ViewedStudy one) -> date(picker, one.study()),
                                Comparator.reverseOrder())
                        .thenComparing(one -> one.study().value());
        return picker.transfers().stream()
                .filter(transfer -> transfer.counts().received() > 0)
                .map(Transfer::studyInstanceUID)
                .distinct()
                .map(study -> new ViewedStudy(study, modalities(picker, study)))
                .sorted(newest)
                .toList();
    }

    private static LocalDate date(Picker picker, UID study) {
        return picker.description(study).flatMap(StudyDescription::studyDate).orElse(LocalDate.MIN);
    }

    private static List<String> modalities(Picker picker, UID study) {
        return picker.description(study).map(StudyDescription::modalities).orElse(List.of());
    }
}
