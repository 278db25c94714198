// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.Archive;
import spiders.archive.Origin;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.Refusal;
import spiders.dicom.data.UID;
import spiders.retrieval.DiscRefusedException.Reason;
import spiders.retrieval.store.DecisionStore;
import spiders.retrieval.store.DecisionStore.Decided;
import spiders.retrieval.store.HandInTable;
import spiders.retrieval.store.InstanceLedger;
import spiders.retrieval.store.ListedInstance;
import spiders.retrieval.store.TransferOrder;
import spiders.retrieval.store.TransferQueue;
import spiders.retrieval.store.TransferStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * What was handed in on a CD or stick for a case: its identities compared with the patient, its
 * objects taken by way of a person's browser, and the transfer that says how far that is.
 *
 * <p>The identifiers of a disc are read in a domain of the patient's own, so that a number without
 * issuer, which another hospital gave to somebody else, ties nobody else's images to the patient.
 */
public final class HandedInDiscs {

    /** The source of these transfers, and their origin in the archive: no configured one. */
    public static final String SOURCE = "CD/USB";

    private static final int MAX_REASON = 500;

    /** What the service is made of. */
    record Parts(
            Access access,
            Audit audit,
            PatientRegister register,
            Archive archive,
            Grader grader,
            DecisionStore decisions,
            TransferStore store,
            TransferQueue queue,
            InstanceLedger ledger,
            TransferListener listener) {}

    private final Parts parts;
    private final DiscIdentities identities;
    private final HandInTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HandedInDiscs(Parts parts, DataSource database, Clock clock) {
        this.parts = parts;
        this.identities = new DiscIdentities(parts.register(), parts.grader(), parts.decisions());
        this.table = new HandInTable(database, SOURCE);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /** Whether a transfer is of a disc: no source can be asked again. */
    public static boolean isOf(Transfer transfer) {
        return transfer.source().equals(SOURCE);
    }

    /** Whether a transfer is of a disc of which anything is here. */
    public static boolean hasBrought(Transfer transfer) {
        return isOf(transfer) && transfer.counts().received() > 0;
    }

    /** Compares an identity of a disc with the patient; nothing of it is kept. */
    public DiscVerdict compare(User user, PatientKey patient, DiscIdentity identity) {
        parts.access().require(user, Permission.ORDER_TRANSFER, patient);
        return identities.verdict(patient, identity);
    }

    /** Where an import of a study stands: which of the announced objects need not be sent. */
    public record Begun(UUID transfer, Set<UID> here) {

        public Begun {
            here = Set.copyOf(here);
        }
    }

    /**
     * Begins to take a study, or goes on with it: its identity is linked to the patient, as that
     * person says, and its objects are expected. May be called again, to announce further objects.
     *
     * @throws DiscRefusedException when it is not taken; then nothing has changed
     */
    public Begun begin(
            User user, Purpose.BoardSession purpose, PatientKey patient, DiscStudy study) {
        parts.access().require(user, Permission.ORDER_TRANSFER, patient);
        var verdict = identities.verdict(patient, study.identity());
        refuseUnfit(user, purpose, patient, study, verdict);
        var origin = new Origin(SOURCE, DiscIdentities.domain(patient, study.identity()));
        parts.archive().refusal(origin).ifPresent(HandedInDiscs::refuseForNow);
        try {
            return transaction.execute(_ -> begun(user, purpose, patient, study, verdict));
        } catch (DiscRefusedException e) {
            // After the transaction, which took what it had recorded back.
            parts.audit()
                    .record(
                            AuditEvent.of(user, Action.IMPORT_DISC)
                                    .about(patient)
                                    .objects(study.studyInstanceUID().value())
                                    .purpose(purpose)
                                    .refused(e.reason().name()));
            throw e;
        }
    }

    private void refuseUnfit(
            User user, Purpose purpose, PatientKey patient, DiscStudy study, DiscVerdict verdict) {
        switch (verdict.kind()) {
            case AGREES -> {}
            case DIFFERS -> {
                if (identities.decided(patient, study.identity()).isEmpty()) {
                    parts.access().require(user, Permission.DECIDE_IDENTITY, patient);
                    if (study.reason().isEmpty()) {
                        throw new DiscRefusedException(Reason.NO_REASON);
                    }
                }
            }
            case OTHER -> {
                parts.audit()
                        .record(
                                AuditEvent.of(user, Action.IMPORT_DISC)
                                        .about(patient)
                                        .objects(study.studyInstanceUID().value())
                                        .purpose(purpose)
                                        .refused("identity " + verdict.comparison().grade()));
                throw new DiscRefusedException(Reason.OTHER_PATIENT);
            }
        }
    }

    private static void refuseForNow(Refusal refusal) {
        throw new DiscRefusedException(
                refusal == Refusal.UNAVAILABLE ? Reason.UNAVAILABLE : Reason.NO_ROOM);
    }

    private Begun begun(
            User user,
            Purpose.BoardSession purpose,
            PatientKey patient,
            DiscStudy study,
            DiscVerdict verdict) {
        parts.queue().lock(purpose.boardCase());
        if (identities.decided(patient, study.identity()).isEmpty()) {
            confirm(user, purpose, patient, study, verdict);
        }
        refuseForeign(patient, study.studyInstanceUID());
        var known = table.find(purpose.boardCase(), study.studyInstanceUID());
        known.ifPresent(transfer -> refuseOfTwo(patient, transfer, study));
        var transfer = known.orElseGet(() -> added(user, purpose, patient, study));
        var listed = listed(study);
        table.announce(transfer, listed);
        var announced =
                listed.stream().map(ListedInstance::sopInstanceUID).collect(Collectors.toSet());
        var here =
                parts.archive().instances(study.studyInstanceUID()).stream()
                        .filter(instance -> announced.contains(instance.sopInstanceUID()))
                        .toList();
        parts.ledger().verified(transfer, here);
        settle(user, purpose, patient, transfer);
        return new Begun(
                transfer,
                here.stream()
                        .map(instance -> instance.sopInstanceUID())
                        .collect(Collectors.toSet()));
    }

    private static List<ListedInstance> listed(DiscStudy study) {
        var listed = new ArrayList<ListedInstance>();
        for (var series : study.series()) {
            for (var object : series.objects()) {
                listed.add(new ListedInstance(object, series.seriesInstanceUID(), ""));
            }
        }
        return listed;
    }

    private UUID added(User user, Purpose purpose, PatientKey patient, DiscStudy study) {
        var order =
                new TransferOrder(
                        UUID.randomUUID(),
                        patient,
                        study.studyInstanceUID(),
                        SOURCE,
                        DiscIdentities.domain(patient, study.identity()),
                        0,
                        purpose,
                        user.name(),
                        clock.instant());
        parts.store().add(order);
        parts.audit()
                .record(
                        AuditEvent.of(user, Action.IMPORT_DISC)
                                .about(patient)
                                .objects(order.id().toString(), study.studyInstanceUID().value())
                                .purpose(purpose)
                                .detail("begun"));
        return order.id();
    }

    private void confirm(
            User user, Purpose purpose, PatientKey patient, DiscStudy study, DiscVerdict verdict) {
        var identity = study.identity();
        var domain = DiscIdentities.domain(patient, identity);
        var decision =
                new IdentityDecision(
                        UUID.randomUUID(),
                        patient,
                        SOURCE,
                        new SourceIdentity(
                                domain,
                                identity.id().isEmpty()
                                        ? DiscIdentities.NO_IDENTIFIER
                                        : identity.id()),
                        Verdict.CONFIRMED,
                        verdict.comparison(),
                        user.name(),
                        clock.instant(),
                        cut(study.reason()),
                        new IdentityDecision.Standing.Valid());
        var link =
                parts.register()
                        .link(
                                user,
                                patient,
                                DiscIdentities.seen(
                                        new PatientIdentifier(domain, identity.id()), identity),
                                "decision " + decision.id());
        var shown = decision.identity().asPatientIdentifier();
        parts.decisions()
                .add(
                        new Decided(decision, DiscIdentities.seen(shown, identity), List.of(link)),
                        study.studyInstanceUID());
        parts.audit()
                .record(
                        AuditEvent.of(user, Action.DECIDE_IDENTITY)
                                .about(patient)
                                .objects(decision.id().toString(), SOURCE)
                                .purpose(purpose)
                                .detail("CONFIRMED " + verdict.kind()));
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    /** Of a study that is here the archive takes nothing under a second, unlinked identity. */
    private void refuseForeign(PatientKey patient, UID study) {
        boolean isForeign =
                parts.archive().study(study).isPresent()
                        && parts.archive().studies(patient).stream()
                                .noneMatch(own -> own.studyInstanceUID().equals(study));
        if (isForeign) {
            throw new DiscRefusedException(Reason.STORED_FOR_ANOTHER);
        }
    }

    /** A study is taken under one identity: under a second only when the first holds no more. */
    private void refuseOfTwo(PatientKey patient, UUID transfer, DiscStudy study) {
        var domain = DiscIdentities.domain(patient, study.identity());
        var begun = table.domain(transfer);
        boolean holds =
                parts.decisions().of(patient).stream()
                        .map(Decided::decision)
                        .anyMatch(decision ->
                                decision.isValid()
                                        && decision.identity().authority().equals(begun));
        if (!begun.equals(domain) && holds) {
            throw new DiscRefusedException(Reason.STORED_FOR_ANOTHER);
        }
        table.domain(transfer, domain);
    }

    /**
     * Takes objects of a study whose import was begun; the caller closes it.
     *
     * @throws DiscRefusedException when it was not begun, or there is no room
     */
    public DiscReceipt receive(
            User user, Purpose.BoardSession purpose, PatientKey patient, UID study) {
        parts.access().require(user, Permission.ORDER_TRANSFER, patient);
        var transfer =
                table.find(purpose.boardCase(), study)
                        .orElseThrow(() -> new DiscRefusedException(Reason.NOT_BEGUN));
        var domain = table.domain(transfer);
        var confirmed =
                parts.decisions().of(patient).stream()
                        .filter(decided -> decided.decision().isValid())
                        .filter(decided -> decided.decision().source().equals(SOURCE))
                        .filter(decided -> decided.decision().verdict() == Verdict.CONFIRMED)
                        .filter(decided -> decided.decision().identity().authority().equals(domain))
                        .map(Decided::traits)
                        .toList();
        if (confirmed.isEmpty()) {
            throw new DiscRefusedException(Reason.NOT_BEGUN);
        }
        var others = new HashMap<PatientIdentifier, Boolean>();
        return new DiscReceipt(
                parts.archive(),
                new Origin(SOURCE, domain),
                study,
                (seen, issuer) ->
                        confirmed.stream().anyMatch(known -> DiscIdentities.covers(known, seen))
                                && !others.computeIfAbsent(
                                        new PatientIdentifier(issuer, seen.identifier().value()),
                                        one -> identities.isAnothers(patient, one.value(), issuer)),
                taken -> note(user, purpose, patient, transfer, taken));
    }

    private void note(
            User user,
            Purpose.BoardSession purpose,
            PatientKey patient,
            UUID transfer,
            DiscReceipt.Taken taken) {
        parts.ledger().verified(transfer, taken.held());
        taken.refused().forEach((sop, why) -> table.refused(transfer, sop, why));
        if (!taken.institution().isEmpty()) {
            table.institution(transfer, taken.institution());
        }
        if (taken.ofOthers() > 0) {
            parts.audit()
                    .record(
                            AuditEvent.of(user, Action.IMPORT_DISC)
                                    .about(patient)
                                    .objects(transfer.toString())
                                    .purpose(purpose)
                                    .refused(
                                            "%d objects of another patient"
                                                    .formatted(taken.ofOthers())));
        }
        transaction.executeWithoutResult(_ -> settle(user, purpose, patient, transfer));
        parts.store().transfer(transfer).ifPresent(parts.listener()::changed);
    }

    private void settle(
            User user, Purpose.BoardSession purpose, PatientKey patient, UUID transfer) {
        var institution = table.hold(transfer);
        var sum = table.sum(transfer);
        boolean wasWhole = table.settle(transfer, sum, message(user, institution, sum));
        if (sum.isWhole() && !wasWhole) {
            parts.audit()
                    .record(
                            AuditEvent.of(user, Action.IMPORT_DISC)
                                    .about(patient)
                                    .objects(transfer.toString())
                                    .purpose(purpose)
                                    .detail(
                                            "%d objects, %d bytes"
                                                    .formatted(sum.held(), sum.bytes())));
        }
    }

    private static Message message(User user, String institution, HandInTable.Sum sum) {
        if (!sum.isWhole()) {
            int missing = sum.expected() - sum.held();
            return sum.refused() > 0
                    ? Message.of("retrieval.disc.refused", missing, sum.expected(), sum.refused())
                    : Message.of("retrieval.disc.unfinished", missing, sum.expected());
        }
        return institution.isEmpty()
                ? Message.of("retrieval.disc.by", user.displayName())
                : Message.of("retrieval.disc.by-from", user.displayName(), institution);
    }
}
