// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cases that are brought to sessions, from their registration to their withdrawal. */
public final class Cases {

    private final RcpStore store;
    private final PatientRegister patients;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final RecentViews views;
    private final Function<UserName, Set<String>> centres;

    /** The function knows the centres that a person works in. */
    public Cases(
            RcpStore store,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock,
            Function<UserName, Set<String>> centres) {
        this.store = store;
        this.patients = patients;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.views = new RecentViews(clock);
        this.centres = centres;
    }

    /**
     * Brings a patient to a session.
     *
     * @throws SessionClosedException when the session takes no more cases
     * @throws AlreadyRegisteredException when the patient is on its agenda, or somebody with the
     *     same name, birth date and sex who was not said to be another person
     * @throws spiders.security.AccessRefusedException when the patient objects to be presented
     * @throws spiders.archive.IdentifierTakenException when an identifier names a patient with
     *     other traits
     */
    public BoardCase register(User user, CaseRegistration registration) {
        access.require(user, Permission.REGISTER_CASE);
        return store.together(() -> {
            // Of two who bring the same person at once, the second must see the first.
            store.sessions().lock(registration.session());
            var session = openSession(registration.session());
            if (!registration.homonym()) {
                refuseTwin(session, registration.traits());
            }
            return registered(user, session, registration);
        });
    }

    private void refuseTwin(Session session, PatientTraits traits) {
        for (var other : store.cases().ofSession(session.id())) {
            if (patients.traits(other.patient())
                    .filter(t -> Lookalikes.isSame(t, traits))
                    .isPresent()) {
                throw new AlreadyRegisteredException(other.id());
            }
        }
    }

    private BoardCase registered(User user, Session session, CaseRegistration registration) {
        var patient = patients.register(user, registration.traits(), registration.identifiers());
        return registered(user, user, session, registration, patient);
    }

    /**
     * Brings a patient whom somebody chose to a session, for a requester who is another; the caller
     * has locked the session.
     */
    BoardCase place(User user, User requester, CaseRegistration registration, PatientKey patient) {
        var session = openSession(registration.session());
        return registered(user, requester, session, registration, patient);
    }

    private BoardCase registered(
            User user,
            User requester,
            Session session,
            CaseRegistration registration,
            PatientKey patient) {
        access.require(user, Permission.REGISTER_CASE, patient);
        var asked = registration.asked();
        var added =
                new BoardCase(
                        UUID.randomUUID(),
                        session.id(),
                        patient,
                        asked.draft() ? CaseState.DRAFT : CaseState.SUBMITTED,
                        asked.text(),
                        asked.reason(),
                        requester.name(),
                        requester.displayName(),
                        asked.patientInformed(),
                        board(session).rule().version(),
                        clock.instant());
        add(user, added, centres.apply(requester.name()));
        if (added.state() == CaseState.SUBMITTED) {
            record(user, Action.SUBMIT_CASE, added);
        }
        return added;
    }

    private void add(User user, BoardCase added, Collection<String> from) {
        var present = store.cases().ofPatient(added.session(), added.patient());
        if (present.isPresent() || !store.cases().add(added, from)) {
            throw new AlreadyRegisteredException(present.map(BoardCase::id).orElse(added.id()));
        }
        record(user, Action.REGISTER_CASE, added);
    }

    /**
     * Brings the patient of a case to a further session of its board, with the same question of the
     * same requester.
     *
     * @throws SessionClosedException when that session takes no more cases
     * @throws AlreadyRegisteredException when the patient is on its agenda
     * @throws NotFoundException when it is none of the board, or the same
     */
    public BoardCase represent(User user, UUID id, UUID next) {
        var file = file(user, id);
        var found = file.boardCase();
        access.require(user, Permission.REGISTER_CASE, found.patient());
        access.require(user, Permission.EDIT_CASE, found.patient());
        var session = session(next);
        if (!session.board().equals(file.board().id()) || next.equals(found.session())) {
            throw new NotFoundException("session");
        }
        if (found.state() != CaseState.SUBMITTED) {
            throw new CaseStateException(found.state());
        }
        var again =
                new BoardCase(
                        UUID.randomUUID(),
                        next,
                        found.patient(),
                        CaseState.SUBMITTED,
                        found.question(),
                        found.reason(),
                        found.requester(),
                        found.requesterName(),
                        found.patientInformed(),
                        board(session).rule().version(),
                        clock.instant());
        return store.together(() -> {
            store.sessions().lock(next);
            openSession(next);
            add(user, again, store.cases().centres(id));
            record(user, Action.SUBMIT_CASE, again);
            return again;
        });
    }

    /** Opens a case; that it was opened is recorded. */
    public CaseFile open(User user, UUID id) {
        var file = read(user, id);
        views.isNew(user.name(), id);
        record(user, Action.VIEW_CASE, file.boardCase());
        return file;
    }

    /**
     * The case, for a page or program that asks again and again: recorded when the user did not
     * look at it within the last quarter of an hour.
     */
    public CaseFile file(User user, UUID id) {
        var file = read(user, id);
        if (views.isNew(user.name(), id)) {
            record(user, Action.VIEW_CASE, file.boardCase());
        }
        return file;
    }

    /** What the user might do with the data of the patient of a case. */
    public Set<Permission> allowed(User user, CaseFile file) {
        return access.allowed(user, file.boardCase().patient());
    }

    /**
     * The patients whom a number names in its domain: the OID of a national identity or what names
     * an establishment. Whether somebody may know of them is asked where something of theirs is.
     */
    public List<PatientKey> patients(String domain, String value) {
        try {
            return CaseForm.isInsDomain(domain)
                    ? patients.find(new Ins(new InsNumber(value).value(), domain, Ins.Status.RECUP))
                    : patients.find(new PatientIdentifier(domain, value)).stream().toList();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private CaseFile read(User user, UUID id) {
        access.require(user, Permission.VIEW_CASE);
        var found = store.cases().boardCase(id).orElseThrow(() -> new NotFoundException("case"));
        access.require(user, Permission.VIEW_CASE, found.patient());
        var session = session(found.session());
        return file(found, session, board(session));
    }

    /** The case for what the hub does by itself, on the ground of an order. */
    CaseFile fileForHub(UUID id) {
        var found = store.cases().boardCase(id).orElseThrow(() -> new NotFoundException("case"));
        var session = session(found.session());
        return file(found, session, board(session));
    }

    /**
     * The cases of a session to whose patients the user is tied; that the list was read is
     * recorded, with every patient on it.
     */
    public List<CaseFile> agenda(User user, UUID session) {
        var files = list(user, session);
        views.isNew(user.name(), session);
        recordAgenda(user, session, files);
        return files;
    }

    /** The cases of a session, recorded as {@link #file} records a case. */
    public List<CaseFile> files(User user, UUID session) {
        var files = list(user, session);
        if (views.isNew(user.name(), session)) {
            recordAgenda(user, session, files);
        }
        return files;
    }

    private void recordAgenda(User user, UUID session, List<CaseFile> files) {
        if (files.isEmpty()) {
            return;
        }
        audit.record(
                new AuditEvent(
                        user.name(),
                        Action.VIEW_CASE,
                        keys(files),
                        List.of(session.toString()),
                        files.getFirst().purpose(),
                        Outcome.SUCCESS,
                        AuditEvent.AGENDA,
                        user.acting()));
    }

    private List<CaseFile> list(User user, UUID id) {
        access.require(user, Permission.VIEW_CASE);
        var session = session(id);
        var board = board(session);
        var cases = store.cases().ofSession(id);
        var permitted = access.permitted(user, Permission.VIEW_CASE, cases, BoardCase::patient);
        var keys = permitted.stream().map(BoardCase::patient).toList();
        var traits = patients.traits(keys);
        var identifiers = patients.identifiers(keys);
        var boards = new HashMap<Integer, Board>();
        return permitted.stream()
                .map(found ->
                        new CaseFile(
                                found,
                                session,
                                boards.computeIfAbsent(
                                        found.ruleVersion(), version -> ruled(board, version)),
                                Optional.ofNullable(traits.get(found.patient()))
                                        .orElseThrow(() -> new NotFoundException("patient")),
                                identifiers.getOrDefault(found.patient(), List.of())))
                .toList();
    }

    /** Puts a draft on the agenda. */
    public void submit(User user, UUID id) {
        var file = file(user, id);
        access.require(user, Permission.EDIT_CASE, file.boardCase().patient());
        var found = file.boardCase();
        if (found.question().isEmpty() || !found.patientInformed()) {
            throw new CaseStateException(found.state());
        }
        move(user, found, CaseState.SUBMITTED, Action.SUBMIT_CASE);
    }

    /** Takes a case off the agenda; it is kept, and the images that came for it stay. */
    public void withdraw(User user, UUID id) {
        var file = file(user, id);
        access.requireDespiteObjection(user, Permission.EDIT_CASE, file.boardCase().patient());
        if (store.fiches().isApproved(id)) {
            // Others have its decision, and must find it again.
            throw new CaseStateException(file.boardCase().state());
        }
        move(user, file.boardCase(), CaseState.WITHDRAWN, Action.CHANGE_CASE);
    }

    /**
     * Replaces the question of a submitted case by another, until registration closes.
     *
     * @throws CaseStateException when it is not submitted, or decided already
     */
    public void ask(User user, UUID id, CaseQuestion asked) {
        var file = file(user, id);
        var found = file.boardCase();
        access.require(user, Permission.EDIT_CASE, found.patient());
        if (!file.session().isOpenAt(clock.instant())) {
            throw new SessionClosedException(file.session().registrationCloses());
        }
        if (asked.draft() || store.fiches().isApproved(id)) {
            throw new CaseStateException(found.state());
        }
        store.together(() -> {
            if (!store.cases().ask(id, asked, clock.instant())) {
                throw new CaseStateException(found.state());
            }
            record(user, Action.CHANGE_CASE, found);
            return true;
        });
    }

    private void move(User user, BoardCase found, CaseState next, Action action) {
        if (!found.state().mayBecome(next)) {
            throw new CaseStateException(found.state());
        }
        store.together(() -> {
            Instant now = clock.instant();
            if (!store.cases().move(found.id(), found.state(), next, now)) {
                throw new CaseStateException(found.state());
            }
            record(user, action, found);
            return true;
        });
    }

    private CaseFile file(BoardCase found, Session session, Board board) {
        var traits = patients.traits(found.patient());
        return new CaseFile(
                found,
                session,
                ruled(board, found.ruleVersion()),
                traits.orElseThrow(() -> new NotFoundException("patient")),
                patients.identifiers(found.patient()));
    }

    private Board ruled(Board board, int version) {
        return board.withRule(store.boards().rule(board.id(), version).orElse(board.rule()));
    }

    private Session openSession(UUID id) {
        var session = session(id);
        if (!session.isOpenAt(clock.instant())) {
            throw new SessionClosedException(session.registrationCloses());
        }
        return session;
    }

    private Session session(UUID id) {
        return store.sessions().session(id).orElseThrow(() -> new NotFoundException("session"));
    }

    private Board board(Session session) {
        Optional<Board> board = store.boards().board(session.board());
        return board.orElseThrow(() -> new NotFoundException("board"));
    }

    private void record(User user, Action action, BoardCase about) {
        var usual = new Purpose.BoardSession(about.session(), about.id());
        audit.record(
                AuditEvent.of(user, action)
                        .about(about.patient())
                        .objects(about.id().toString())
                        .purpose(access.purpose(user, about.patient(), usual)));
    }

    private static Set<PatientKey> keys(List<CaseFile> files) {
        return files.stream()
                .map(file -> file.boardCase().patient())
                .collect(Collectors.toUnmodifiableSet());
    }
}
