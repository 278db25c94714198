// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.RejectionReason;
import spiders.archive.keyobject.KeyObjectDocument;
import spiders.archive.store.NotedInstance;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Writes rejection notes: Key Object Selection Documents in the study that they reject objects of
 * (PS3.3 section A.35.4; PS3.16 TID 2010; IHE RAD TF-3 4.66.4.1.3).
 */
final class RejectionNoteWriter {

    private RejectionNoteWriter() {}

    /**
     * A note that names instances of one study.
     *
     * @param study attributes of the patient and the study
     */
    static DataSet write(
            DataSet study, List<NotedInstance> instances, RejectionReason reason, Instant at) {
        var title = new KeyObjectDocument.Code(reason.code(), reason.meaning());
        var identity = new KeyObjectDocument.Identity(UID.random(), UID.random());
        return KeyObjectDocument.begin(study, title, identity, at)
                .sequence(
                        Tags.CurrentRequestedProcedureEvidenceSequence, evidence(study, instances))
                .sequence(
                        Tags.ContentSequence,
                        instances.stream().map(KeyObjectDocument::content).toList())
                .build();
    }

    private static DataSet evidence(DataSet study, List<NotedInstance> instances) {
        var bySeries = new LinkedHashMap<UID, List<NotedInstance>>();
        for (var instance : instances) {
            bySeries.computeIfAbsent(instance.seriesInstanceUID(), _ -> new ArrayList<>())
                    .add(instance);
        }
        var series = new ArrayList<DataSet>();
        bySeries.forEach((uid, some) -> series.add(KeyObjectDocument.series(uid, some).build()));
        return KeyObjectDocument.evidence(study.uid(Tags.StudyInstanceUID).orElseThrow(), series);
    }
}
