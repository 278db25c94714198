// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.Transfer;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** The studies of a case of which something is here. */
final class ArrivedStudies {

    private ArrivedStudies() {}

    /** The newest first. */
    static List<ViewedStudy> of(Picker picker) {
        var here = new HashSet<UID>();
        picker.transfers().stream()
                .filter(transfer -> transfer.counts().received() > 0)
                .map(Transfer::studyInstanceUID)
                .forEach(here::add);
        var offers = picker.lastSearch().stream().flatMap(found -> found.offers().stream());
        Stream<ViewedStudy> known =
                offers.filter(offer -> here.remove(offer.studyInstanceUID()))
                        .map(offer ->
                                new ViewedStudy(
                                        offer.studyInstanceUID(),
                                        offer.description().modalities()));
        var studies = known.toList();
        return Stream.concat(
                        studies.stream(),
                        here.stream().map(study -> new ViewedStudy(study, List.of())))
                .toList();
    }
}
