// SPDX-License-Identifier: Apache-2.0
package spiders.archive.notification;

import static java.util.stream.Collectors.toMap;

import spiders.archive.Disclosures;
import spiders.archive.delivery.DeliveryWaits;
import spiders.archive.delivery.DeliveryWorker;
import spiders.archive.store.NoteQueries;
import spiders.archive.store.NotedInstance;
import spiders.archive.store.NoticeTable;
import spiders.archive.store.NoticeTable.Owed;
import spiders.archive.store.Selection;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.InstanceAvailability;
import spiders.dicom.net.InstanceAvailability.Availability;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.SOPReference;
import spiders.security.Action;
import spiders.security.UserName;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * Tells destinations that a study is here: Instance Availability Notification as user (PS3.4 annex
 * R; IHE RAD-49). What is owed is a row, given by whichever node, whatever restarts in between.
 */
public final class AvailabilityNotices implements AutoCloseable {

    /** What is used of the destination. */
    public static final UID SOP_CLASS = UIDs.InstanceAvailabilityNotification;

    private static final System.Logger LOG = System.getLogger(AvailabilityNotices.class.getName());

    private final NoticeTable table;
    private final NoteQueries notes;
    private final Parts parts;
    private final Map<AETitle, RemoteNode> destinations;
    private final DeliveryWaits waits;
    private final Clock clock;
    private final DeliveryWorker worker;

    /**
     * What notifications need.
     *
     * @param aeTitle of ours: who calls, and whom to ask for the objects
     * @param destinations who is told
     */
    public record Parts(
            DataSource database,
            Disclosures disclosures,
            AETitle aeTitle,
            List<RemoteNode> destinations,
            NetworkOptions options) {

        public Parts {
            destinations = List.copyOf(destinations);
        }
    }

    /** Starts no work before {@link #start}. */
    public AvailabilityNotices(Parts parts, DeliveryWaits waits, Clock clock) {
        this.table = new NoticeTable(parts.database());
        this.notes = new NoteQueries(parts.database());
        this.parts = parts;
        this.destinations =
                parts.destinations().stream()
                        .collect(toMap(RemoteNode::aeTitle, Function.identity()));
        this.waits = waits;
        this.clock = clock;
        this.worker = new DeliveryWorker("availability", new Notices());
    }

    /** Takes up what is owed, from before a restart too. */
    public void start() {
        worker.start();
    }

    /** A study is complete: every destination is owed a notification, durably. */
    public void complete(UID study) {
        var now = clock.instant();
        for (var destination : parts.destinations()) {
            table.add(destination.aeTitle(), study, now);
        }
        worker.wake();
    }

    /** How many notifications are owed now. */
    public long owed() {
        return table.owed();
    }

    /** How many were given up since an instant. */
    public long abandonedSince(Instant since) {
        return table.abandonedSince(since);
    }

    /** The notifications that are owed. */
    private final class Notices implements DeliveryWorker.Deliveries {

        @Override
        public boolean deliverOne() {
            var next = table.take(clock.instant(), DeliveryWorker.LEASE);
            next.ifPresent(AvailabilityNotices.this::give);
            return next.isPresent();
        }

        @Override
        public void forgetOld() {
            table.forget(clock.instant().minus(DeliveryWorker.KEPT));
        }
    }

    private void give(Owed owed) {
        var destination = Optional.ofNullable(destinations.get(owed.destination()));
        var instances = notes.instances(new Selection.Study(owed.study()));
        if (destination.isEmpty()) {
            giveUp(owed, "it is no longer a destination that is to be told");
        } else if (instances.isEmpty()) {
            giveUp(owed, "nothing of the study is here any more");
        } else {
            var refusal = told(destination.get(), owed.study(), instances);
            refusal.ifPresentOrElse(
                    reason -> retryLater(owed, reason), () -> record(owed, instances.size()));
        }
    }

    /** Why the destination did not take it; empty when it did. */
    private Optional<String> told(RemoteNode node, UID study, List<NotedInstance> instances) {
        var request = AssociationRequest.forServices(parts.aeTitle(), SOP_CLASS);
        try (var association = Association.open(node, request, parts.options())) {
            var status = association.perform(notice(study, instances).create()).status();
            return status.isSuccess() || status.isWarning()
                    ? Optional.empty()
                    : Optional.of("it answers " + status);
        } catch (NetworkException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private InstanceAvailability notice(UID study, List<NotedInstance> instances) {
        var bySeries = new LinkedHashMap<UID, List<InstanceAvailability.Instance>>();
        for (var instance : instances) {
            bySeries.computeIfAbsent(instance.seriesInstanceUID(), _ -> new ArrayList<>())
                    .add(
                            new InstanceAvailability.Instance(
                                    new SOPReference(
                                            instance.sopClassUID(), instance.sopInstanceUID()),
                                    Availability.ONLINE,
                                    parts.aeTitle()));
        }
        var series = new ArrayList<InstanceAvailability.Series>();
        bySeries.forEach((uid, some) -> series.add(new InstanceAvailability.Series(uid, some)));
        return new InstanceAvailability(study, series);
    }

    private void record(Owed owed, int instances) {
        table.given(owed, clock.instant());
        parts.disclosures()
                .done(
                        UserName.SYSTEM,
                        Action.NOTIFY_AVAILABILITY,
                        "%s, study %s: %d objects"
                                .formatted(
                                        owed.destination().value(),
                                        owed.study().value(),
                                        instances));
    }

    private void retryLater(Owed owed, String reason) {
        var wait = waits.after(owed.attempts());
        if (wait.isEmpty()) {
            giveUp(owed, reason);
            return;
        }
        LOG.log(
                Level.WARNING,
                "{0} is not told yet that study {1} is here: {2}",
                owed.destination().value(),
                owed.study().value(),
                reason);
        table.postpone(owed, clock.instant().plus(wait.get()));
    }

    private void giveUp(Owed owed, String reason) {
        table.abandon(owed, clock.instant());
        parts.disclosures()
                .failed(
                        UserName.SYSTEM,
                        Action.NOTIFY_AVAILABILITY,
                        "%s was not told of study %s: %s"
                                .formatted(
                                        owed.destination().value(), owed.study().value(), reason));
    }

    /** Ends after the notification under way, or cuts it short; what is owed stays owed. */
    @Override
    public void close() {
        worker.close();
    }
}
