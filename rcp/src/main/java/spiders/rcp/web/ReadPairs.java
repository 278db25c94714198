// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.dicom.data.UID;
import spiders.rcp.Picker;
import spiders.rcp.hanging.HangingProtocol;
import spiders.rcp.hanging.HungStudy;
import spiders.retrieval.Transfer;
import spiders.web.State;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays the examinations of a case out for its reader: what was ordered for it, in pairs. */
final class ReadPairs {

    private final Picker picker;
    private final Set<UID> seen;

    private ReadPairs(Picker picker, Set<UID> seen) {
        this.picker = picker;
        this.seen = seen;
    }

    /** The studies seen are those of which pictures may be shown. */
    static List<ReadPair> of(Picker picker, Set<UID> seen) {
        return new ReadPairs(picker, seen).pairs();
    }

    private List<ReadPair> pairs() {
        var hung = new LinkedHashMap<UID, HungStudy>();
        for (var transfer : picker.transfers()) {
            hung.putIfAbsent(transfer.studyInstanceUID(), hung(transfer.studyInstanceUID()));
        }
        return HangingProtocol.pairs(hung.values()).stream()
                .map(pair ->
                        new ReadPair(
                                pair.layout(),
                                exam(pair.current()),
                                pair.priors().stream().map(this::exam).toList()))
                .toList();
    }

    private HungStudy hung(UID study) {
        return picker.description(study)
                .map(one ->
                        new HungStudy(
                                study, one.date(), one.modalities(), one.bodyParts(), one.text()))
                // Of a study that left the sources since, nothing is known but that it came.
                .orElseGet(() -> new HungStudy(study, "", List.of(), List.of(), ""));
    }

    private ReadExam exam(HungStudy study) {
        var transfer = picker.transfer(study.study());
        return new ReadExam(
                study.study(),
                PatientText.shown(study.date()),
                study.description(),
                study.modalities(),
                transfer.map(Transfer::counts).map(Transfer.Counts::received).orElse(0),
                transfer.map(one -> Badges.of(one.state())).orElse(State.NONE),
                transfer.map(one -> "rcp.transfer." + one.state().name())
                        .orElse("rcp.pre-read.status.none"),
                seen.contains(study.study()));
    }

    /** All examinations of pairs, by study. */
    static Map<UID, ReadExam> byStudy(List<ReadPair> pairs) {
        var exams = new LinkedHashMap<UID, ReadExam>();
        pairs.forEach(pair -> pair.exams().forEach(exam -> exams.put(exam.study(), exam)));
        return exams;
    }
}
