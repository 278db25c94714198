// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.RejectionReason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a rejection note says: a Key Object Selection Document whose title is a reason for rejection
 * (IHE RAD TF-3 4.66.4.1.3; PS3.16 TID 2010).
 */
public record RejectionNote(UID study, RejectionReason reason, Set<UID> instances) {

    private static final int MOST_INSTANCES = 100_000;

    public RejectionNote {
        instances = Set.copyOf(instances);
    }

    /** The note that an object is; empty for every other object, other key objects too. */
    public static Optional<RejectionNote> of(DataSet dataSet) {
        boolean isKeyObject =
                dataSet.uid(Tags.SOPClassUID)
                        .filter(UIDs.KeyObjectSelectionDocumentStorage::equals)
                        .isPresent();
        var reason = isKeyObject ? reason(dataSet) : Optional.<RejectionReason>empty();
        return reason.flatMap(why ->
                dataSet.uid(Tags.StudyInstanceUID)
                        .map(study -> new RejectionNote(study, why, instances(dataSet))));
    }

    private static Optional<RejectionReason> reason(DataSet dataSet) {
        return dataSet.items(Tags.ConceptNameCodeSequence).stream()
                .filter(code -> code.string(Tags.CodingSchemeDesignator).orElse("").equals("DCM"))
                .flatMap(code -> code.string(Tags.CodeValue).stream())
                .flatMap(code -> RejectionReason.of(code).stream())
                .findFirst();
    }

    private static Set<UID> instances(DataSet dataSet) {
        var instances = new LinkedHashSet<UID>();
        for (var study : dataSet.items(Tags.CurrentRequestedProcedureEvidenceSequence)) {
            for (var series : study.items(Tags.ReferencedSeriesSequence)) {
                series.items(Tags.ReferencedSOPSequence).stream()
                        .flatMap(sop -> sop.uid(Tags.ReferencedSOPInstanceUID).stream())
                        .limit(MOST_INSTANCES - instances.size())
                        .forEach(instances::add);
            }
        }
        return instances;
    }
}
