// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.rcp.delivery.AddressRule;
import spiders.rcp.delivery.Delivery;
import spiders.rcp.delivery.Gateway;
import spiders.rcp.delivery.Handover;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheDocument;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Approved fiches sent to those who treat the patient: ordered by a person, kept until the gateway
 * has them, and never sent twice by the hub itself.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** How long after each failure the next attempt comes; the last for all that follow. */
    private static final List<Duration> BACK_OFF =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30));

    /** Two days of half hours, after which it is given up. */
    private static final int MOST_REPEATS = 98;

    /** No gateway takes longer: its answer may take ten minutes (RFC 5321 section 4.5.3.2). */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** So many letters are ordered at once. */
    public static final int MOST_AT_ONCE = 20;

    private static final int REASON = 300;

    private final RcpStore store;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final AddressRule rule;

    public Deliveries(
            RcpStore store,
            Cases cases,
            Access access,
            Audit audit,
            Clock clock,
            AddressRule rule) {
        this.store = store;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.rule = rule;
    }

    /** Where fiches may be sent to. */
    public AddressRule rule() {
        return rule;
    }

    /** Those of a case, the newest first. */
    public List<Delivery> of(CaseFile file) {
        return store.deliveries().of(file.boardCase().id());
    }

    /**
     * Has the newest version of a fiche sent to each of these; who has it or is about to get it is
     * left out.
     *
     * @return how many letters were queued
     * @throws IllegalArgumentException where an address is none that {@link #rule} allows, or there
     *     are more than twenty
     * @throws NotFoundException where no version is approved, or nothing may be sent
     */
    public int order(User user, UUID boardCase, List<String> addresses) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.EDIT_CASE, file.boardCase().patient());
        if (addresses.size() > MOST_AT_ONCE || !addresses.stream().allMatch(rule::allows)) {
            throw new IllegalArgumentException("addresses of secure mail, twenty at most");
        }
        int version = approved(file).version();
        var known = of(file);
        return store.together(() ->
                (int)
                        addresses.stream()
                                .map(one -> one.toLowerCase(Locale.ROOT))
                                .distinct()
                                .filter(one -> !isSent(known, version, one))
                                .filter(one -> queue(user, file, version, one))
                                .count());
    }

    private static boolean isSent(List<Delivery> known, int version, String recipient) {
        return known.stream()
                .filter(one -> one.version() == version && one.recipient().equals(recipient))
                .anyMatch(one -> one.state() == Delivery.State.SENT);
    }

    /**
     * Has one that is over sent once more, on a person's word.
     *
     * @throws NotFoundException where there is none, its address is no longer allowed, or a newer
     *     version was sent or waits
     */
    public void again(User user, UUID boardCase, UUID id) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.EDIT_CASE, file.boardCase().patient());
        var before =
                of(file).stream()
                        .filter(one -> one.id().equals(id) && one.isOver())
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("delivery"));
        if (!rule.allows(before.recipient()) || isOutdated(of(file), before.version())) {
            throw new NotFoundException("delivery");
        }
        store.together(() -> queue(user, file, before.version(), before.recipient()));
    }

    /** Which of a case a person may have sent once more. */
    public Set<UUID> repeatable(List<Delivery> known) {
        return known.stream()
                .filter(one -> one.isOver() && rule.allows(one.recipient()))
                .filter(one -> !isOutdated(known, one.version()))
                .map(Delivery::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Fiche approved(CaseFile file) {
        boolean isOut = file.boardCase().state() == CaseState.WITHDRAWN || !rule.isOpen();
        return store.fiches().versions(file.boardCase().id()).stream()
                .filter(one -> !isOut && one.approval().isPresent())
                .findFirst()
                .orElseThrow(() -> new NotFoundException("fiche"));
    }

    private boolean queue(User user, CaseFile file, int version, String recipient) {
        var now = clock.instant();
        var id = UUID.randomUUID();
        var one =
                new Delivery(
                        id,
                        file.boardCase().id(),
                        version,
                        recipient,
                        Delivery.State.QUEUED,
                        0,
                        now,
                        "",
                        user.displayName(),
                        now);
        boolean isNew = store.deliveries().add(one, user);
        if (isNew) {
            var patient = file.boardCase().patient();
            audit.record(
                    event(user, file, version, id)
                            .purpose(access.purpose(user, patient, file.purpose())));
        }
        return isNew;
    }

    private static AuditEvent event(User user, CaseFile file, int version, UUID delivery) {
        return AuditEvent.of(user, Action.GIVE_FICHE)
                .about(file.boardCase().patient())
                .objects(file.boardCase().id().toString(), delivery.toString())
                .detail("version " + version + " by secure mail: ordered");
    }

    /** Hands over what is due, one after the other; whether the gateway took all of it. */
    public boolean run(Gateway gateway) {
        var now = clock.instant();
        int lost = store.deliveries().abandon(now.minus(LONGEST), "the hub stopped meanwhile", now);
        if (lost > 0) {
            LOG.warn("{} fiches may have been sent when the hub stopped", lost);
        }
        boolean isWell = true;
        for (var next = store.deliveries().claim(now);
                next.isPresent();
                next = store.deliveries().claim(clock.instant())) {
            isWell &= hand(gateway, next.get());
        }
        return isWell;
    }

    private boolean hand(Gateway gateway, Delivery delivery) {
        var handover = handover(gateway, delivery);
        try {
            settle(delivery, handover);
        } catch (RuntimeException e) {
            // It stays claimed until it is found abandoned; the others are no worse for it.
            LOG.warn("delivery {} is not settled: {}", delivery.id(), e.getClass().getName());
            return false;
        }
        return handover instanceof Handover.Done || handover instanceof Handover.Refused;
    }

    private Handover handover(Gateway gateway, Delivery delivery) {
        FicheDocument document;
        try {
            var hindrance = hindrance(delivery);
            if (hindrance.isPresent()) {
                return new Handover.Refused(hindrance.get());
            }
            document = document(delivery);
        } catch (RuntimeException e) {
            // Nothing has gone yet, so that it can be tried again.
            LOG.warn("delivery {} cannot be made: {}", delivery.id(), e.getClass().getName());
            return new Handover.Later(e.getClass().getSimpleName());
        }
        return sent(gateway, document, delivery);
    }

    /** Why it must not go any more, whatever was right when it was ordered. */
    private Optional<String> hindrance(Delivery delivery) {
        if (!rule.allows(delivery.recipient())) {
            return Optional.of("the address is no longer allowed");
        }
        if (isOut(delivery.boardCase())) {
            return Optional.of("the case was withdrawn");
        }
        return isOutdated(store.deliveries().of(delivery.boardCase()), delivery.version())
                ? Optional.of("a newer version was sent, or is about to be")
                : Optional.empty();
    }

    private boolean isOut(UUID boardCase) {
        return store.cases()
                .boardCase(boardCase)
                .filter(one -> one.state() == CaseState.WITHDRAWN)
                .isPresent();
    }

    /**
     * Whether anybody has a newer version, may have it, or is about to get it: an older one that
     * comes after it would be read as the decision.
     */
    private static boolean isOutdated(List<Delivery> known, int version) {
        return known.stream()
                .anyMatch(one -> one.version() > version && one.state() != Delivery.State.FAILED);
    }

    private FicheDocument document(Delivery delivery) {
        var file = cases.fileForHub(delivery.boardCase());
        var fiche =
                store.fiches().versions(delivery.boardCase()).stream()
                        .filter(one -> one.version() == delivery.version())
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("fiche"));
        return new FicheDocument(file, fiche, store.boards().directory(file.board().id()));
    }

    private static Handover sent(Gateway gateway, FicheDocument document, Delivery delivery) {
        try {
            return gateway.send(document, delivery);
        } catch (RuntimeException e) {
            LOG.warn("delivery {} broke down: {}", delivery.id(), e.getClass().getName());
            return new Handover.Unknown(e.getClass().getSimpleName());
        }
    }

    private void settle(Delivery delivery, Handover handover) {
        switch (handover) {
            case Handover.Done() -> write(delivery, Delivery.State.SENT, "");
            case Handover.Later(var reason) -> later(delivery, reason);
            case Handover.Refused(var reason) -> write(delivery, Delivery.State.FAILED, reason);
            case Handover.Unknown(var reason) -> write(delivery, Delivery.State.UNKNOWN, reason);
        }
    }

    private void later(Delivery delivery, String reason) {
        if (delivery.attempts() > MOST_REPEATS) {
            write(delivery, Delivery.State.FAILED, reason);
            return;
        }
        var now = clock.instant();
        int failures = Math.min(delivery.attempts(), BACK_OFF.size());
        var due = now.plus(BACK_OFF.get(failures - 1));
        store.deliveries().settle(delivery.id(), Delivery.State.QUEUED, due, cut(reason), now);
    }

    private void write(Delivery delivery, Delivery.State state, String reason) {
        Instant now = clock.instant();
        store.together(() -> {
            store.deliveries().settle(delivery.id(), state, now, cut(reason), now);
            audit.record(ended(delivery, state));
            return true;
        });
    }

    /** With the state alone: what a gateway says may hold the address. */
    private AuditEvent ended(Delivery delivery, Delivery.State state) {
        var found =
                store.cases()
                        .boardCase(delivery.boardCase())
                        .orElseThrow(() -> new NotFoundException("case"));
        var said = "version " + delivery.version() + " by secure mail: " + state;
        var event =
                AuditEvent.of(User.SYSTEM, Action.GIVE_FICHE)
                        .about(found.patient())
                        .objects(found.id().toString(), delivery.id().toString())
                        .purpose(new Purpose.BoardSession(found.session(), found.id()));
        return state == Delivery.State.SENT ? event.detail(said) : event.failed(said);
    }

    private static String cut(String reason) {
        return reason.length() <= REASON ? reason : reason.substring(0, REASON);
    }
}
