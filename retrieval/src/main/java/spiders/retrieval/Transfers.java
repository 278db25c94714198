// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.Archive;
import spiders.archive.ArchivedStudy;
import spiders.archive.PatientRegister;
import spiders.archive.SeenIdentity;
import spiders.dicom.data.UID;
import spiders.region.SourceDirectory;
import spiders.retrieval.store.InstanceLedger;
import spiders.retrieval.store.TransferOrder;
import spiders.retrieval.store.TransferQueue;
import spiders.retrieval.store.TransferStore;
import spiders.retrieval.transfer.ForecastRule;
import spiders.retrieval.transfer.TransferPolicy;
import spiders.retrieval.transfer.TransferScheduler;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Orders studies into the archive and says how they come; every order survives the process. */
public final class Transfers {

    /** What the service is made of. */
    record Parts(
            Access access,
            Audit audit,
            PatientRegister register,
            Archive archive,
            TransferStore store,
            TransferQueue queue,
            InstanceLedger ledger,
            TransferScheduler scheduler,
            SourceDirectory directory,
            TransferPolicy policy) {}

    private final Parts parts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Transfers(Parts parts, DataSource database, Clock clock) {
        this.parts = parts;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /**
     * Orders one transfer a study, from the chosen copy of each offer; a study already ordered for
     * this case, and not given up, is not ordered twice: its id is returned.
     *
     * @throws TransferNotAllowedException if an offer is in conflict or its identity undecided;
     *     then nothing is ordered
     */
    public List<UUID> order(
            User user, Purpose purpose, PatientKey patient, List<StudyOffer> offers) {
        return order(user, purpose, patient, offers, Optional.empty());
    }

    /** As the other, for a meeting at that hour: what is needed first comes first. */
    public List<UUID> order(
            User user,
            Purpose purpose,
            PatientKey patient,
            List<StudyOffer> offers,
            Optional<Instant> neededAt) {
        parts.access().require(user, Permission.ORDER_TRANSFER, patient);
        return allowed(user, purpose, patient, offers, neededAt);
    }

    /**
     * Orders by the hub's own hand what a board's rule wants, for a case that somebody registered;
     * nothing where the patient objects.
     */
    public List<UUID> orderByHub(
            Purpose.BoardSession purpose,
            PatientKey patient,
            List<StudyOffer> offers,
            Instant neededAt) {
        if (parts.access().isOpposed(Permission.ORDER_TRANSFER, patient)) {
            return List.of();
        }
        return allowed(User.SYSTEM, purpose, patient, offers, Optional.of(neededAt));
    }

    private List<UUID> allowed(
            User user,
            Purpose purpose,
            PatientKey patient,
            List<StudyOffer> offers,
            Optional<Instant> neededAt) {
        for (var offer : offers) {
            refuseUndecided(user, purpose, patient, offer);
        }
        var ids =
                transaction.execute(_ -> {
                    var ordered = ordered(user, purpose, patient, offers);
                    neededAt.ifPresent(at -> ordered.forEach(id -> parts.queue().need(id, at)));
                    return ordered;
                });
        ids.forEach(parts.scheduler()::ensure);
        return ids;
    }

    private void refuseUndecided(User user, Purpose purpose, PatientKey patient, StudyOffer offer) {
        if (offer.isAllowed() && offer.best().identity().isPresent()) {
            return;
        }
        parts.audit()
                .record(
                        AuditEvent.of(user, Action.ORDER_TRANSFER)
                                .about(patient)
                                .objects(offer.studyInstanceUID().value())
                                .purpose(purpose)
                                .refused("identity " + offer.grade()));
        throw new TransferNotAllowedException(offer.studyInstanceUID(), offer.grade());
    }

    private List<UUID> ordered(
            User user, Purpose purpose, PatientKey patient, List<StudyOffer> offers) {
        if (purpose instanceof Purpose.BoardSession(_, var boardCase)) {
            parts.queue().lock(boardCase);
        }
        var ids = new ArrayList<UUID>();
        for (var offer : offers) {
            var standing = standing(purpose, offer);
            ids.add(standing.orElseGet(() -> ordered(user, purpose, patient, offer)));
        }
        parts.audit()
                .record(
                        AuditEvent.of(user, Action.ORDER_TRANSFER)
                                .about(patient)
                                .objects(
                                        offers.stream()
                                                .map(offer -> offer.studyInstanceUID().value())
                                                .toList())
                                .purpose(purpose));
        return ids;
    }

    private Optional<UUID> standing(Purpose purpose, StudyOffer offer) {
        return purpose instanceof Purpose.BoardSession(_, var boardCase)
                ? parts.store().standing(boardCase, offer.studyInstanceUID())
                : Optional.empty();
    }

    private UUID ordered(User user, Purpose purpose, PatientKey patient, StudyOffer offer) {
        var copy = offer.best();
        var identity = copy.identity().orElseThrow();
        link(user, patient, offer);
        var order =
                new TransferOrder(
                        UUID.randomUUID(),
                        patient,
                        offer.studyInstanceUID(),
                        copy.source(),
                        identity.authority(),
                        copy.instances(),
                        purpose,
                        user.name(),
                        clock.instant());
        parts.store().add(order);
        return order.id();
    }

    /**
     * What is fetched for a patient is theirs: the identity that its objects carry is linked, on
     * the evidence of the grade or of the person who confirmed it.
     */
    private void link(User user, PatientKey patient, StudyOffer offer) {
        var copy = offer.best();
        var compared = copy.comparison();
        var seen =
                new SeenIdentity(
                        copy.identity().orElseThrow().asPatientIdentifier(),
                        compared.theirs(ComparedField.FAMILY_NAME)
                                + "^"
                                + compared.theirs(ComparedField.GIVEN_NAME),
                        compared.theirs(ComparedField.BIRTH_DATE),
                        compared.theirs(ComparedField.SEX));
        var evidence = "%s %s".formatted(compared.grade(), copy.verdict());
        if (user.equals(User.SYSTEM)) {
            parts.register().linkByHub(patient, seen, evidence);
        } else {
            parts.register().link(user, patient, seen, evidence);
        }
    }

    /** The transfers ordered for a case of a board, in the order in which they were ordered. */
    public List<Transfer> of(UUID boardCase) {
        return of(List.of(boardCase)).getOrDefault(boardCase, List.of());
    }

    /** The same of several cases, those left out for which nothing was ordered. */
    public Map<UUID, List<Transfer>> of(Collection<UUID> cases) {
        return parts.store().of(cases);
    }

    /**
     * What the archive says of the studies, of these transfers, that came by disc, as long as they
     * are their patient's.
     */
    public Map<UID, StudyDescription> handedIn(Collection<Transfer> ordered) {
        var brought = ordered.stream().filter(HandedInDiscs::hasBrought).toList();
        if (brought.isEmpty()) {
            return Map.of();
        }
        var own =
                parts.archive()
                        .own(
                                brought.stream().map(Transfer::patient).distinct().toList(),
                                brought.stream().map(Transfer::studyInstanceUID).toList());
        var studies =
                brought.stream()
                        .filter(transfer ->
                                own.getOrDefault(transfer.patient(), Set.of())
                                        .contains(transfer.studyInstanceUID()))
                        .map(Transfer::studyInstanceUID)
                        .distinct()
                        .toList();
        return parts.archive().studies(studies).stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                ArchivedStudy::studyInstanceUID, Transfers::description));
    }

    /** The same of the transfers of several cases, each by its own, read together. */
    public Map<UUID, Map<UID, StudyDescription>> handedIn(Map<UUID, List<Transfer>> ordered) {
        var all = handedIn(ordered.values().stream().flatMap(List::stream).toList());
        var handedIn = new HashMap<UUID, Map<UID, StudyDescription>>();
        ordered.forEach((boardCase, transfers) -> {
            var own = new HashMap<>(all);
            own.keySet()
                    .retainAll(
                            transfers.stream()
                                    .filter(HandedInDiscs::hasBrought)
                                    .map(Transfer::studyInstanceUID)
                                    .toList());
            handedIn.put(boardCase, Map.copyOf(own));
        });
        return handedIn;
    }

    private static StudyDescription description(ArchivedStudy here) {
        return new StudyDescription(
                here.studyDate(),
                "",
                here.description(),
                here.modalities(),
                List.of(),
                "",
                here.series(),
                here.instances());
    }

    /** Those of the studies that were ordered for boards; for the server's own housekeeping. */
    public List<BroughtStudy> brought(Collection<UID> studies) {
        return parts.store().brought(studies);
    }

    public Optional<Transfer> transfer(UUID id) {
        return parts.store().transfer(id);
    }

    /** What was tried for a transfer, and how each way ended in the source's words. */
    public List<TransferStore.Attempt> attempts(UUID id) {
        return parts.store().attempts(id);
    }

    /**
     * Tries a transfer once more and now, with its attempts counted anew: one that has ended and is
     * not verified, or one that waits for its next attempt. Not one of a disc, which nobody but its
     * holder can read again.
     */
    public void retry(User user, Purpose purpose, UUID id) {
        var transfer = known(user, id);
        if (!HandedInDiscs.isOf(transfer) && parts.store().reopen(id)) {
            record(user, purpose, transfer, Action.ORDER_TRANSFER, "retry");
            parts.scheduler().runNow(id);
        }
    }

    /** Says that what a transfer is ordered for has been moved to that hour, or is there still. */
    public void need(UUID id, Instant at) {
        parts.queue().need(id, at);
    }

    /** Stops a transfer; what has arrived stays. */
    public void cancel(User user, Purpose purpose, UUID id) {
        var transfer =
                parts.store().transfer(id).orElseThrow(() -> new UnknownTransferException(id));
        parts.access().requireDespiteObjection(user, Permission.ORDER_TRANSFER, transfer.patient());
        cancel(user, purpose, transfer, "");
    }

    /** Stops what is on its way for a patient who objects; what has arrived is nobody's to see. */
    public void stop(PatientKey patient) {
        for (var transfer : parts.store().unfinished(patient)) {
            cancel(User.SYSTEM, new Purpose.SystemTask(), transfer, "objection");
        }
    }

    private void cancel(User user, Purpose purpose, Transfer transfer, String why) {
        if (parts.store().askCancel(transfer.id())) {
            record(user, purpose, transfer, Action.CANCEL_TRANSFER, why);
            parts.scheduler().cancel(transfer.id());
            if (transfer.state() != TransferState.RUNNING) {
                parts.scheduler().runNow(transfer.id());
            }
        }
    }

    /** Makes a transfer wait until somebody lets it go on; what has arrived stays. */
    public void hold(User user, Purpose purpose, UUID id) {
        var transfer = known(user, id);
        if (parts.queue().hold(id, true)) {
            record(user, purpose, transfer, Action.CANCEL_TRANSFER, "hold");
            parts.scheduler().goOn(id);
        }
    }

    /** Lets a transfer go on that was held. */
    public void release(User user, Purpose purpose, UUID id) {
        var transfer = known(user, id);
        if (parts.queue().hold(id, false)) {
            record(user, purpose, transfer, Action.ORDER_TRANSFER, "release");
            parts.scheduler().goOn(id);
        }
    }

    /** Puts a transfer before all others of its source, quiet hours and limits or not. */
    public void hurry(User user, Purpose purpose, UUID id) {
        var transfer = known(user, id);
        if (parts.queue().hurry(id)) {
            record(user, purpose, transfer, Action.ORDER_TRANSFER, "hurry");
            parts.scheduler().goOn(id);
        }
    }

    /**
     * When each transfer that has not ended is likely to be verified. What is forecast first of a
     * transfer is kept, to be held against what came of it.
     */
    public Map<UUID, Forecast> forecasts() {
        var standing = parts.queue().standing();
        var rule = new ForecastRule(parts.directory(), parts.queue().measured(), parts.policy());
        var forecasts = rule.forecasts(clock.instant(), standing);
        for (var one : standing) {
            if (one.promised().isEmpty()) {
                Optional.ofNullable(forecasts.get(one.id()))
                        .flatMap(Forecast::likely)
                        .ifPresent(at -> parts.queue().promise(one.id(), at));
            }
        }
        return forecasts;
    }

    /** Gives every transfer that has not ended its job, should it have lost it. */
    public void tend() {
        parts.scheduler().tend();
    }

    /** What a verified transfer brought; empty until it is verified. */
    public Optional<TransferManifest> manifest(User user, Purpose purpose, UUID id) {
        var transfer = known(user, id);
        return parts.store()
                .verified(id)
                .map(verified ->
                        new TransferManifest(
                                id,
                                transfer.studyInstanceUID(),
                                transfer.source(),
                                verified.at(),
                                verified.verification(),
                                parts.ledger().entries(id)));
    }

    private Transfer known(User user, UUID id) {
        var transfer =
                parts.store().transfer(id).orElseThrow(() -> new UnknownTransferException(id));
        parts.access().require(user, Permission.ORDER_TRANSFER, transfer.patient());
        return transfer;
    }

    private void record(
            User user, Purpose purpose, Transfer transfer, Action action, String detail) {
        parts.audit()
                .record(
                        AuditEvent.of(user, action)
                                .about(transfer.patient())
                                .objects(
                                        transfer.id().toString(),
                                        transfer.studyInstanceUID().value())
                                .purpose(purpose)
                                .detail(detail));
    }
}
