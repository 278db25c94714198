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
import java.util.UUID;

/**
 * Approved fiches sent to those who treat the patient: ordered by a person, kept until the gateway
 * has them, and never sent twice by the hub itself.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** How long after each failure the next attempt comes; after the last there is none. */
    private static final List<Duration> BACK_OFF =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24));

    /** No gateway takes longer. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

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

    /** Has one that is over sent once more, on a person's word. */
    public void again(User user, UUID boardCase, UUID id) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.EDIT_CASE, file.boardCase().patient());
        var before =
                of(file).stream()
                        .filter(one -> one.id().equals(id) && one.isOver())
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("delivery"));
        if (!rule.allows(before.recipient())) {
            throw new NotFoundException("delivery");
        }
        store.together(() -> queue(user, file, before.version(), before.recipient()));
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
        var file = cases.fileForHub(delivery.boardCase());
        if (file.boardCase().state() == CaseState.WITHDRAWN) {
            settle(file, delivery, new Handover.Refused("the case was withdrawn"));
            return true;
        }
        var handover = sent(gateway, file, delivery);
        settle(file, delivery, handover);
        return handover instanceof Handover.Done || handover instanceof Handover.Refused;
    }

    private Handover sent(Gateway gateway, CaseFile file, Delivery delivery) {
        try {
            var fiche =
                    store.fiches().versions(delivery.boardCase()).stream()
                            .filter(one -> one.version() == delivery.version())
                            .findFirst()
                            .orElseThrow();
            var directory = store.boards().directory(file.board().id());
            return gateway.send(new FicheDocument(file, fiche, directory), delivery);
        } catch (RuntimeException e) {
            LOG.warn("delivery {} broke down: {}", delivery.id(), e.getClass().getName());
            return new Handover.Unknown(e.getClass().getSimpleName());
        }
    }

    private void settle(CaseFile file, Delivery delivery, Handover handover) {
        switch (handover) {
            case Handover.Done() -> write(file, delivery, Delivery.State.SENT, "");
            case Handover.Later(var reason) -> later(file, delivery, reason);
            case Handover.Refused(var reason) ->
                    write(file, delivery, Delivery.State.FAILED, reason);
            case Handover.Unknown(var reason) ->
                    write(file, delivery, Delivery.State.UNKNOWN, reason);
        }
    }

    private void later(CaseFile file, Delivery delivery, String reason) {
        if (delivery.attempts() > BACK_OFF.size()) {
            write(file, delivery, Delivery.State.FAILED, reason);
            return;
        }
        var now = clock.instant();
        var due = now.plus(BACK_OFF.get(delivery.attempts() - 1));
        store.deliveries().settle(delivery.id(), Delivery.State.QUEUED, due, cut(reason), now);
    }

    private void write(CaseFile file, Delivery delivery, Delivery.State state, String reason) {
        Instant now = clock.instant();
        store.together(() -> {
            store.deliveries().settle(delivery.id(), state, now, cut(reason), now);
            var found = file.boardCase();
            var event =
                    AuditEvent.of(User.SYSTEM, Action.GIVE_FICHE)
                            .about(found.patient())
                            .objects(found.id().toString(), delivery.id().toString())
                            .purpose(new Purpose.BoardSession(found.session(), found.id()))
                            .detail("version " + delivery.version() + " by secure mail: " + state);
            audit.record(
                    state == Delivery.State.SENT ? event : event.failed(state + " " + cut(reason)));
            return true;
        });
    }

    private static String cut(String reason) {
        return reason.length() <= REASON ? reason : reason.substring(0, REASON);
    }
}
