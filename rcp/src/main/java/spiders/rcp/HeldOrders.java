// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.FoldedName;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.rcp.HeldOrder.Candidate;
import spiders.rcp.HeldOrder.Clue;
import spiders.rcp.HeldOrder.Trait;
import spiders.rcp.inbound.Held;
import spiders.rcp.inbound.InboundAnswer.Deed;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Orders of other programs that were refused for a doubt, and what a coordinator or secretary makes
 * of them: the person says whom the order means and for which session. The case stays the sender's.
 */
public final class HeldOrders {

    private final RcpStore store;
    private final Cases cases;
    private final PatientRegister patients;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Boards boards;
    private final BoardStaff staff;

    HeldOrders(
            RcpStore store,
            Cases cases,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.patients = patients;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.boards = new Boards(store, access, clock);
        this.staff = new BoardStaff(store, access, audit);
    }

    /** Those that the user may settle, by sender and control id of their message. */
    public Map<Message, UUID> of(User user) {
        if (!user.may(Permission.REGISTER_CASE)) {
            return Map.of();
        }
        return store.held().all().stream()
                .filter(held -> isTheirs(user, held))
                .collect(
                        Collectors.toMap(
                                held -> new Message(held.sender(), held.controlId()),
                                Held::id,
                                (older, _) -> older));
    }

    /** What names a message. */
    public record Message(String sender, String controlId) {}

    private boolean isTheirs(User user, Held held) {
        var active = store.boards().active().stream().map(Board::id).toList();
        // An order for a board that meets no more is anybody's, as one for a board nobody knows.
        boolean isOfOne = active.stream().anyMatch(board -> held.board().equals(board.value()));
        return active.stream()
                .filter(board -> !isOfOne || held.board().equals(board.value()))
                .anyMatch(board -> staff.includes(user, board));
    }

    /**
     * Opens one, which is recorded with those whom it may mean.
     *
     * @throws NotFoundException where it is settled, replaced by a later message, or not for them
     */
    public HeldOrder open(User user, UUID id) {
        var held = held(user, id);
        var registration = registration(held, id);
        var candidates = candidates(user, registration);
        var event = AuditEvent.of(user, Action.VIEW_PATIENT).objects(id.toString());
        for (var one : candidates) {
            event = event.about(one.key());
        }
        audit.record(event.detail("held order"));
        return new HeldOrder(held, registration.traits(), candidates, sessions(user, held));
    }

    /** Returns where the user may settle it, and throws {@link NotFoundException} otherwise. */
    public void requireTheirs(User user, UUID id) {
        held(user, id);
    }

    private Held held(User user, UUID id) {
        access.require(user, Permission.REGISTER_CASE);
        return store.held()
                .held(id)
                .filter(held -> isTheirs(user, held))
                .orElseThrow(() -> new NotFoundException("held order"));
    }

    /** It was right when it was held: what is not is not held. */
    private CaseRegistration registration(Held held, UUID session) {
        var today = LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
        return switch (held.form().check(session, today)) {
            case CaseForm.Checked.Right right -> right.registration();
            case CaseForm.Checked.Wrong _ -> throw new NotFoundException("held order");
        };
    }

    private List<AgendaEntry> sessions(User user, Held held) {
        return store.boards().active().stream()
                .filter(board -> staff.includes(user, board.id()))
                .flatMap(board -> boards.sessions(user, board.id()).stream())
                .filter(AgendaEntry::open)
                .sorted(
                        Comparator.comparing((AgendaEntry one) -> !isAsked(held, one.session()))
                                .thenComparing(
                                        one -> !one.board().id().value().equals(held.board()))
                                .thenComparing(one -> one.session().begins()))
                .toList();
    }

    private static boolean isAsked(Held held, Session session) {
        return session.board().value().equals(held.board())
                && session.begins().equals(held.begins());
    }

    private List<Candidate> candidates(User user, CaseRegistration registration) {
        var clues = new LinkedHashMap<PatientKey, Set<Clue>>();
        registration
                .identifiers()
                .forEach(one ->
                        patients.find(one).ifPresent(key -> note(clues, key, Clue.IDENTIFIER)));
        if (!registration.traits().ins().value().isEmpty()) {
            patients.find(registration.traits().ins()).forEach(key -> note(clues, key, Clue.INS));
        }
        patients.find(registration.traits()).forEach(key -> note(clues, key, Clue.TRAITS));
        return clues.entrySet().stream()
                .flatMap(one ->
                        patients.traits(one.getKey()).stream()
                                .map(traits ->
                                        candidate(
                                                user,
                                                one.getKey(),
                                                one.getValue(),
                                                traits,
                                                registration.traits())))
                .toList();
    }

    private static void note(Map<PatientKey, Set<Clue>> clues, PatientKey key, Clue clue) {
        clues.computeIfAbsent(key, _ -> EnumSet.noneOf(Clue.class)).add(clue);
    }

    /**
     * Whose traits are others is shown, and chosen, by those alone who are tied to them already.
     */
    private Candidate candidate(
            User user, PatientKey key, Set<Clue> clues, PatientTraits held, PatientTraits said) {
        var differs = differences(held, said);
        boolean isTied = access.allows(user, Permission.VIEW_CASE, key);
        return new Candidate(
                key,
                clues,
                differs,
                isTied ? Optional.of(held) : Optional.empty(),
                isTied || differs.isEmpty());
    }

    private static Set<Trait> differences(PatientTraits held, PatientTraits said) {
        var differs = EnumSet.noneOf(Trait.class);
        if (!FoldedName.of(held.birthName()).equals(FoldedName.of(said.birthName()))) {
            differs.add(Trait.BIRTH_NAME);
        }
        if (!FoldedName.firstGiven(held.givenNames())
                .equals(FoldedName.firstGiven(said.givenNames()))) {
            differs.add(Trait.GIVEN_NAMES);
        }
        if (!held.birthDate().equals(said.birthDate())) {
            differs.add(Trait.BIRTH_DATE);
        }
        if (held.sex() != said.sex()) {
            differs.add(Trait.SEX);
        }
        if (isOther(held.ins(), said.ins())) {
            differs.add(Trait.INS);
        }
        return differs;
    }

    private static boolean isOther(Ins held, Ins said) {
        int number = Math.min(held.value().length(), said.value().length());
        return held.oid().equals(said.oid())
                && !held.value().substring(0, number).equals(said.value().substring(0, number));
    }

    /**
     * Puts a registered patient into a session, as the order asks. A patient who is on its agenda
     * already is not added; the order is that case, which remains its requester's.
     *
     * @throws NotFoundException where the order is not one of {@link #of}, or the patient not one
     *     of its candidates who may be chosen
     * @throws SessionClosedException when the session takes no more cases
     */
    public UUID place(User user, UUID id, UUID session, PatientKey patient) {
        var held = held(user, id);
        var registration = registration(held, session);
        requireStaff(user, session);
        if (candidates(user, registration).stream()
                .noneMatch(one -> one.key().equals(patient) && one.mayBeChosen())) {
            throw new NotFoundException("patient");
        }
        return store.together(() -> {
            lock(held);
            return put(user, held, registration, patient);
        });
    }

    /**
     * Registers who is meant as somebody new, without the numbers that name others, and puts them
     * into a session.
     */
    public UUID placeNew(User user, UUID id, UUID session) {
        var held = held(user, id);
        var registration = registration(held, session);
        requireStaff(user, session);
        return store.together(() -> {
            lock(held);
            var traits = registration.traits();
            boolean isTaken =
                    !traits.ins().value().isEmpty() && !patients.find(traits.ins()).isEmpty();
            var patient =
                    patients.register(
                            user,
                            isTaken ? without(traits) : traits,
                            registration.identifiers().stream().filter(this::isFree).toList());
            return put(user, held, registration, patient);
        });
    }

    private boolean isFree(PatientIdentifier identifier) {
        return patients.find(identifier).isEmpty();
    }

    private static PatientTraits without(PatientTraits traits) {
        return new PatientTraits(
                traits.birthName(),
                traits.usedName(),
                traits.givenNames(),
                traits.birthDate(),
                traits.sex(),
                new Ins("", "", Ins.Status.PROV));
    }

    private void requireStaff(User user, UUID session) {
        var found =
                store.sessions()
                        .session(session)
                        .orElseThrow(() -> new NotFoundException("session"));
        staff.require(user, Permission.REGISTER_CASE, found.board());
    }

    /** Of two who settle it at once, or a sender who puts it right meanwhile, one comes first. */
    private void lock(Held held) {
        store.inbound().lock(held.sender(), "order " + held.order());
        if (store.held().held(held.id()).isEmpty()) {
            throw new NotFoundException("held order");
        }
    }

    private UUID put(User user, Held held, CaseRegistration registration, PatientKey patient) {
        store.sessions().lock(registration.session());
        var present = store.cases().ofPatient(registration.session(), patient);
        if (present.filter(one -> one.state() != CaseState.SUBMITTED).isPresent()) {
            throw new CaseStateException(present.get().state());
        }
        var requester = new User(held.account(), held.accountName(), Set.of());
        var id =
                present.map(BoardCase::id)
                        .orElseGet(() -> cases.place(user, requester, registration, patient).id());
        store.inbound().link(held.sender(), held.order(), id);
        store.held().vouch(Vouched.of(held, patient, registration.session()));
        var deed = present.isPresent() ? Deed.UNCHANGED : Deed.REGISTERED;
        store.held().placed(held, deed, id, user.displayName());
        store.held().release(held.sender(), held.order());
        return id;
    }

    /** Leaves an order to its sender: what was held of it is removed. */
    public void dismiss(User user, UUID id) {
        var held = held(user, id);
        store.together(() -> {
            lock(held);
            store.held().release(held.sender(), held.order());
            audit.record(
                    AuditEvent.of(user, Action.CHANGE_CASE)
                            .objects(id.toString())
                            .detail("held order dismissed"));
            return true;
        });
    }
}
