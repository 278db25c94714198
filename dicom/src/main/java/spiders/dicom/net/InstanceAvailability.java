// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.List;

/**
 * Says which instances of a study can be had, where and how soon: N-CREATE of Instance Availability
 * Notification (PS3.4 annex R).
 */
public record InstanceAvailability(UID studyInstanceUID, List<Series> series) {

    /** How soon (PS3.3 section C.4.23.1.1). */
    public enum Availability {
        ONLINE,
        NEARLINE,
        OFFLINE,
        UNAVAILABLE
    }

    /** The instances of one series. */
    public record Series(UID seriesInstanceUID, List<Instance> instances) {

        public Series {
            instances = List.copyOf(instances);
        }
    }

    /**
     * One instance.
     *
     * @param retrieveAETitle whom to ask for it
     */
    public record Instance(
            SOPReference reference, Availability availability, AETitle retrieveAETitle) {}

    public InstanceAvailability {
        series = List.copyOf(series);
        if (series.stream().allMatch(one -> one.instances().isEmpty())) {
            throw new IllegalArgumentException("Availability of no instance");
        }
    }

    /** The notification as it is sent, an instance of its own. */
    public NormalizedRequest.Create create() {
        var items = series.stream().map(InstanceAvailability::item).toList();
        return new NormalizedRequest.Create(
                UIDs.InstanceAvailabilityNotification,
                UID.random(),
                DataSet.builder()
                        .sequence(Tags.ReferencedPerformedProcedureStepSequence)
                        .set(Tags.StudyInstanceUID, studyInstanceUID)
                        .sequence(Tags.ReferencedSeriesSequence, items)
                        .build());
    }

    private static DataSet item(Series series) {
        var items = series.instances().stream().map(InstanceAvailability::item).toList();
        return DataSet.builder()
                .set(Tags.SeriesInstanceUID, series.seriesInstanceUID())
                .sequence(Tags.ReferencedSOPSequence, items)
                .build();
    }

    private static DataSet item(Instance instance) {
        return instance.reference().item().toBuilder()
                .set(Tags.InstanceAvailability, instance.availability().name())
                .set(Tags.RetrieveAETitle, instance.retrieveAETitle().value())
                .build();
    }

    /**
     * Reads a notification.
     *
     * @throws OperationRefusedException when it lacks what the standard requires: missing attribute
     *     (0120) or invalid attribute value (0106)
     */
    public static InstanceAvailability of(NormalizedRequest.Create request) {
        var all = new ArrayList<Series>();
        for (var item : request.dataSet().items(Tags.ReferencedSeriesSequence)) {
            var instances =
                    item.items(Tags.ReferencedSOPSequence).stream()
                            .map(InstanceAvailability::instance)
                            .toList();
            all.add(new Series(required(item, Tags.SeriesInstanceUID), instances));
        }
        try {
            return new InstanceAvailability(
                    required(request.dataSet(), Tags.StudyInstanceUID), all);
        } catch (IllegalArgumentException e) {
            throw new OperationRefusedException(Status.MISSING_ATTRIBUTE);
        }
    }

    private static UID required(DataSet dataSet, spiders.dicom.data.Tag tag) {
        return dataSet.uid(tag)
                .orElseThrow(() -> new OperationRefusedException(Status.MISSING_ATTRIBUTE));
    }

    private static Instance instance(DataSet item) {
        var reference =
                SOPReference.of(item)
                        .orElseThrow(() -> new OperationRefusedException(Status.MISSING_ATTRIBUTE));
        try {
            return new Instance(
                    reference,
                    Availability.valueOf(item.string(Tags.InstanceAvailability).orElse("")),
                    new AETitle(item.string(Tags.RetrieveAETitle).orElse("")));
        } catch (IllegalArgumentException e) {
            throw new OperationRefusedException(Status.INVALID_ATTRIBUTE_VALUE);
        }
    }
}
