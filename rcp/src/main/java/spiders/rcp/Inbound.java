// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.FoldedName;
import spiders.archive.IdentifierTakenException;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.rcp.ImportLine.Outcome;
import spiders.rcp.ImportLine.Refusal;
import spiders.rcp.inbound.Envelope;
import spiders.rcp.inbound.Held;
import spiders.rcp.inbound.Hl7Requests;
import spiders.rcp.inbound.InboundAnswer;
import spiders.rcp.inbound.InboundAnswer.Deed;
import spiders.rcp.inbound.InboundAnswer.Taken;
import spiders.rcp.inbound.InboundException;
import spiders.rcp.inbound.InboundProblem.Kind;
import spiders.rcp.inbound.InboundRequest;
import spiders.rcp.inbound.Received;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.AccessRefusedException;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What messages of other board tools ask, done once each. A message that was taken gets the same
 * answer when it comes again; one that was refused is judged again, for the cause may be gone. What
 * is not certain to mean one patient is refused, so that a person looks: at the sender's, or here.
 */
public final class Inbound {

    /** Who watches over what comes in: the messages' fate, no patient. */
    public static final Permission SUPERVISES = Permission.MANAGE_MEMBERS;

    private static final Duration SHOWN = Duration.ofDays(31);
    private static final int LONGEST_CONTROL_ID = 199;

    private final RcpStore store;
    private final Cases cases;
    private final PatientRegister patients;
    private final Lookalikes lookalikes;
    private final HeldOrders held;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    public Inbound(
            RcpStore store,
            Cases cases,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.patients = patients;
        this.lookalikes = new Lookalikes(store, patients, access);
        this.held = new HeldOrders(store, cases, patients, access, audit, clock);
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Does what a message asks, in one transaction with the note that it was done.
     *
     * @param sender the account of the sending system, which is the requester of its cases
     * @param reading reads the message, and throws {@link InboundException} where it cannot
     */
    public InboundAnswer receive(User sender, Envelope envelope, Supplier<InboundRequest> reading) {
        var id = envelope.controlId();
        if (id.isEmpty() || id.length() > LONGEST_CONTROL_ID) {
            return refused(sender, new InboundException(Kind.FIELD_MISSING, "MSH-10"));
        }
        try {
            return store.together(() -> taken(sender, envelope, reading));
        } catch (InboundException refused) {
            return noted(sender, envelope, refused, reading);
        } catch (IdentifierTakenException _) {
            return noted(sender, envelope, new InboundException(Kind.IDENTITY, "PID-3"), reading);
        } catch (AlreadyRegisteredException _) {
            return noted(sender, envelope, new InboundException(Kind.TWIN, "PID-5"), reading);
        } catch (SessionClosedException _) {
            return noted(sender, envelope, new InboundException(Kind.CLOSED, ""), reading);
        } catch (AccessRefusedException _) {
            return noted(sender, envelope, new InboundException(Kind.OBJECTION, ""), reading);
        } catch (CaseStateException _) {
            return noted(sender, envelope, new InboundException(Kind.STATE, ""), reading);
        }
    }

    /**
     * Does what an order asks whose messages have no control ids: said again as it was last taken,
     * it gets the same answer; said otherwise, it is a further message. Of two that differ and come
     * at once one is refused as {@link Kind#CONTROL_ID_REUSED}.
     *
     * @param envelope with the order's number in place of the control id: letters and digits
     */
    public InboundAnswer receiveNext(
            User sender, Envelope envelope, Supplier<InboundRequest> reading) {
        var sent = envelope.sender();
        var order = envelope.controlId();
        var newest = store.inbound().newest(sent, order);
        var same = newest.filter(one -> one.digest().equals(envelope.digest()));
        if (same.isPresent()) {
            return same.get().answer();
        }
        int next = store.inbound().next(sent, order, envelope.digest());
        var numbered =
                new Envelope(
                        sent,
                        order + "." + next,
                        envelope.kind(),
                        envelope.digest(),
                        envelope.boards());
        return receive(sender, numbered, reading);
    }

    /**
     * The case that an order of {@link #receiveNext} is, or was until it was withdrawn.
     *
     * @throws NotFoundException where the sender has no such order
     */
    public UUID boardCase(String sender, String order) {
        return store.inbound()
                .newest(sender, order)
                .map(one -> one.answer().boardCase())
                .orElseThrow(() -> new NotFoundException("order"));
    }

    /**
     * The messages of the last month, the newest first, two hundred at most; and before them all
     * that waits for a person.
     */
    public List<Received> received(User user) {
        access.require(user, SUPERVISES);
        return store.inbound().since(clock.instant().minus(SHOWN));
    }

    /** What was refused for a doubt, and waits for a person of the board. */
    public HeldOrders held() {
        return held;
    }

    /**
     * Forgets messages whose session is so long past, and those without a case that came so long
     * ago; what was held of them goes with them.
     *
     * @return how many
     */
    public int forget(Duration kept) {
        var before = clock.instant().minus(kept);
        var day = LocalDate.ofInstant(before, Boards.HOSPITAL_ZONE);
        return store.together(() -> store.held().forget(before, day));
    }

    private InboundAnswer noted(
            User sender,
            Envelope envelope,
            InboundException refused,
            Supplier<InboundRequest> reading) {
        var said =
                store.together(() -> {
                    store.inbound().lock(envelope.sender(), "message " + envelope.controlId());
                    if (refused.problem().kind() == Kind.CONTROL_ID_REUSED || isReused(envelope)) {
                        // What is known of the first message with this id stays as it is.
                        return reused();
                    }
                    store.inbound().refuse(envelope, refused.problem(), clock.instant());
                    request(reading).ifPresent(one -> hold(sender, envelope, refused, one));
                    return refused;
                });
        return refused(sender, said);
    }

    private boolean isReused(Envelope envelope) {
        return store.inbound()
                .digest(envelope)
                .filter(first -> !first.equals(envelope.digest()))
                .isPresent();
    }

    private static InboundException reused() {
        return new InboundException(Kind.CONTROL_ID_REUSED, "MSH-10");
    }

    private static Optional<InboundRequest> request(Supplier<InboundRequest> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InboundException _) {
            return Optional.empty();
        }
    }

    /** Keeps what a person can settle; what is said later of an order replaces it, or ends it. */
    private void hold(
            User sender, Envelope envelope, InboundException refused, InboundRequest request) {
        var kind = refused.problem().kind();
        store.inbound().lock(envelope.sender(), "order " + request.order());
        var today = LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
        if (kind.isForAPerson()
                && request instanceof InboundRequest.Put put
                && put.form().check(UUID.randomUUID(), today) instanceof CaseForm.Checked.Right
                && store.inbound().boardCase(envelope.sender(), put.order()).isEmpty()) {
            var held = held(sender, envelope, put);
            // Who is about to settle it keeps its number when the sender only repeats itself.
            if (store.held().held(held).isEmpty()) {
                store.held().hold(held);
            }
        } else {
            store.held().release(envelope.sender(), request.order());
        }
    }

    private Held held(User sender, Envelope envelope, InboundRequest.Put put) {
        return new Held(
                UUID.randomUUID(),
                envelope.sender(),
                put.order(),
                envelope.controlId(),
                sender.name(),
                sender.displayName(),
                board(envelope, put).map(BoardId::value).orElse(""),
                put.board(),
                put.start(),
                put.form(),
                clock.instant());
    }

    private InboundAnswer refused(User sender, InboundException refused) {
        var problem = refused.problem();
        audit.record(AuditEvent.of(sender, Action.REGISTER_CASE).refused(problem.kind().name()));
        return new InboundAnswer.Refused(problem);
    }

    private InboundAnswer taken(User sender, Envelope envelope, Supplier<InboundRequest> reading) {
        store.inbound().lock(envelope.sender(), "message " + envelope.controlId());
        if (isReused(envelope)) {
            throw reused();
        }
        var before = store.inbound().taken(envelope);
        if (before.isPresent()) {
            return before.get();
        }
        var request = reading.get();
        store.inbound().lock(envelope.sender(), "order " + request.order());
        var answer =
                switch (request) {
                    case InboundRequest.Put put -> put(sender, envelope, put);
                    case InboundRequest.Withdraw gone -> withdraw(sender, envelope, gone);
                };
        store.held().release(envelope.sender(), request.order());
        store.inbound().take(envelope, answer, clock.instant());
        return answer;
    }

    private Taken put(User sender, Envelope envelope, InboundRequest.Put put) {
        var vouched = store.held().vouched(envelope.sender(), put.order());
        var session =
                vouched.filter(one -> one.isAsked(put.board(), put.start()))
                        .flatMap(one -> store.sessions().session(one.session()))
                        .orElseGet(() -> session(envelope, put));
        store.sessions().lock(session.id());
        var registration = checked(put, session);
        var known = store.inbound().boardCase(envelope.sender(), put.order());
        if (known.isPresent()) {
            return change(sender, envelope, put, registration, known.get());
        }
        return switch (lookalikes
                .obstacle(sender, registration)
                .orElse(new Outcome.WillRegister())) {
            case Outcome.WillRegister() -> register(sender, envelope, put, registration);
            case Outcome.AlreadyThere(var there) -> adopt(sender, envelope, put, there);
            case Outcome.Refused(var refusal) -> throw refusal(refusal);
            case Outcome.Registered _, Outcome.Repeated _, Outcome.Wrong _ ->
                    throw new AssertionError("no obstacle is that");
        };
    }

    private Taken register(
            User sender, Envelope envelope, InboundRequest.Put put, CaseRegistration registration) {
        var added = cases.register(sender, registration);
        store.inbound().link(envelope.sender(), put.order(), added.id());
        return new Taken(Deed.REGISTERED, added.id(), true);
    }

    /** The order is the case that the sender has on this agenda for the patient already. */
    private Taken adopt(User sender, Envelope envelope, InboundRequest.Put put, UUID there) {
        store.inbound().lock("case", there.toString());
        var found = boardCase(there);
        if (found.state() != CaseState.SUBMITTED || !found.requester().equals(sender.name())) {
            throw new InboundException(Kind.OTHERS_CASE, "");
        }
        store.inbound().link(envelope.sender(), put.order(), there);
        return new Taken(Deed.UNCHANGED, there);
    }

    private BoardCase boardCase(UUID id) {
        return store.cases().boardCase(id).orElseThrow(() -> new NotFoundException("case"));
    }

    /** The order's case, moved to another session or asked another question. */
    private Taken change(
            User sender,
            Envelope envelope,
            InboundRequest.Put put,
            CaseRegistration registration,
            UUID id) {
        store.inbound().lock("case", id.toString());
        var found = boardCase(id);
        var vouched = store.held().vouched(envelope.sender(), put.order());
        boolean isVouched =
                vouched.filter(one -> one.isIdentity(put.form(), found.patient())).isPresent();
        if (!isVouched && !lookalikes.means(registration, found.patient())) {
            throw new InboundException(Kind.IDENTITY, "PID");
        }
        if (found.state() == CaseState.WITHDRAWN) {
            throw new InboundException(Kind.STATE, "");
        }
        if (!found.session().equals(registration.session())) {
            var moved =
                    isVouched
                            ? moved(sender, registration, found.patient())
                            : moved(sender, registration);
            store.inbound().link(envelope.sender(), put.order(), moved);
            if (isTheirs(sender, found, vouched.isPresent())) {
                release(sender, found);
            }
            return new Taken(Deed.CHANGED, moved, true);
        }
        var asked = registration.asked();
        if (found.question().equals(asked.text()) && found.reason() == asked.reason()) {
            return new Taken(Deed.UNCHANGED, id);
        }
        if (!isTheirs(sender, found, vouched.isPresent())) {
            throw new InboundException(Kind.OTHERS_CASE, "");
        }
        cases.ask(sender, id, asked);
        return new Taken(Deed.CHANGED, id);
    }

    private UUID moved(User sender, CaseRegistration registration) {
        return switch (lookalikes
                .obstacle(sender, registration)
                .orElse(new Outcome.WillRegister())) {
            case Outcome.WillRegister() -> cases.register(sender, registration).id();
            case Outcome.AlreadyThere _ -> throw refusal(Refusal.TWIN);
            case Outcome.Refused(var refusal) -> throw refusal(refusal);
            case Outcome.Registered _, Outcome.Repeated _, Outcome.Wrong _ ->
                    throw new AssertionError("no obstacle is that");
        };
    }

    /** Moves a patient whom a person vouched for, whatever the traits of the order. */
    private UUID moved(User sender, CaseRegistration registration, PatientKey patient) {
        if (store.cases().ofPatient(registration.session(), patient).isPresent()) {
            throw refusal(Refusal.TWIN);
        }
        return cases.place(sender, sender, registration, patient).id();
    }

    /** An order that a person put into the case of somebody else does not make it the sender's. */
    private static boolean isTheirs(User sender, BoardCase found, boolean isVouched) {
        return !isVouched || found.requester().equals(sender.name());
    }

    private Taken withdraw(User sender, Envelope envelope, InboundRequest.Withdraw gone) {
        var id =
                store.inbound()
                        .boardCase(envelope.sender(), gone.order())
                        .orElseThrow(() -> new InboundException(Kind.UNKNOWN_ORDER, ""));
        store.inbound().lock("case", id.toString());
        var found = boardCase(id);
        var vouched = store.held().vouched(envelope.sender(), gone.order());
        boolean isVouched =
                vouched.filter(one -> one.isName(gone.person(), found.patient())).isPresent();
        var held = patients.traits(found.patient());
        if (!isVouched && held.filter(traits -> isNamed(traits, gone.person())).isEmpty()) {
            throw new InboundException(Kind.IDENTITY, "PID");
        }
        store.inbound().unlink(envelope.sender(), gone.order());
        if (isTheirs(sender, found, vouched.isPresent())) {
            release(sender, found);
        }
        return new Taken(Deed.WITHDRAWN, id);
    }

    /** Withdraws a case that no order asks for any more, before its session begins. */
    private void release(User sender, BoardCase found) {
        if (found.state() == CaseState.WITHDRAWN || store.inbound().isOrdered(found.id())) {
            return;
        }
        var session = store.sessions().session(found.session());
        var now = LocalDateTime.now(clock.withZone(Boards.HOSPITAL_ZONE));
        if (session.filter(one -> now.isBefore(one.begins())).isEmpty()) {
            throw new InboundException(Kind.BEGUN, "");
        }
        cases.withdraw(sender, found.id());
    }

    private static boolean isNamed(PatientTraits held, CaseForm.Person person) {
        return FoldedName.of(held.birthName()).equals(FoldedName.of(person.birthName()))
                && BirthDateText.read(person.birthDate())
                        .filter(held.birthDate()::equals)
                        .isPresent();
    }

    private Session session(Envelope envelope, InboundRequest.Put put) {
        var board =
                board(envelope, put)
                        .orElseThrow(() -> new InboundException(Kind.UNKNOWN_BOARD, ""));
        var day = put.start().toLocalDate();
        return store.sessions().ofBoard(board, day, day).stream()
                .filter(session -> session.begins().equals(put.start()))
                .findFirst()
                .orElseThrow(() -> new InboundException(Kind.NO_SESSION, ""));
    }

    private Optional<BoardId> board(Envelope envelope, InboundRequest.Put put) {
        try {
            return Optional.of(
                            new BoardId(envelope.boards().getOrDefault(put.board(), put.board())))
                    .filter(board -> store.boards().board(board).isPresent());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private CaseRegistration checked(InboundRequest.Put put, Session session) {
        var today = LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
        return switch (put.form().check(session.id(), today)) {
            case CaseForm.Checked.Right right -> right.registration();
            case CaseForm.Checked.Wrong wrong ->
                    throw wrong(wrong.errors().entrySet().iterator().next());
        };
    }

    private static InboundException wrong(Map.Entry<String, String> error) {
        var kind =
                switch (error.getValue()) {
                    case "rcp.form.informed.required" -> Kind.NOT_INFORMED;
                    case "rcp.form.required" -> Kind.FIELD_MISSING;
                    default -> Kind.VALUE;
                };
        return new InboundException(kind, Hl7Requests.place(error.getKey()));
    }

    private static InboundException refusal(Refusal refusal) {
        return switch (refusal) {
            case IDENTITY -> new InboundException(Kind.IDENTITY, "PID-3");
            case TWIN, UNNAMED_TWIN -> new InboundException(Kind.TWIN, "PID-5");
            case OBJECTION -> new InboundException(Kind.OBJECTION, "");
            case CLOSED -> new InboundException(Kind.CLOSED, "");
        };
    }
}
