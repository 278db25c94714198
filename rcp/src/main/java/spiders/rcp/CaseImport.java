// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.IdentifierTakenException;
import spiders.archive.PatientRegister;
import spiders.rcp.ImportLine.Outcome;
import spiders.rcp.ImportLine.Refusal;
import spiders.rcp.inbound.CaseSheet;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.AccessRefusedException;
import spiders.security.Audit;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Brings the patients of a sheet to a session, as a person would one by one: first told, then done.
 * The same sheet twice is one registration of each. For the board's coordinators and secretaries.
 */
public final class CaseImport {

    private final RcpStore store;
    private final Cases cases;
    private final Lookalikes lookalikes;
    private final BoardStaff staff;
    private final Clock clock;

    public CaseImport(
            RcpStore store,
            Cases cases,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.lookalikes = new Lookalikes(store, patients, access);
        this.staff = new BoardStaff(store, access, audit);
        this.clock = clock;
    }

    /** Whether the user may import into the sessions of a board; asking is not recorded. */
    public boolean mayImport(User user, BoardId board) {
        return user.may(Permission.REGISTER_CASE) && staff.includes(user, board);
    }

    /** Returns when the user may import into a session, and throws otherwise. */
    public void require(User user, UUID session) {
        staff.require(user, Permission.REGISTER_CASE, session(session).board());
    }

    /** What would become of each line; nothing is written. */
    public List<ImportLine> preview(User user, UUID id, CaseSheet sheet) {
        require(user, id);
        return lines(user, session(id), sheet, false);
    }

    /**
     * Registers each line that nothing stands in the way of, in a transaction of its own, and tells
     * what became of each.
     */
    public List<ImportLine> register(User user, UUID id, CaseSheet sheet) {
        require(user, id);
        return lines(user, session(id), sheet, true);
    }

    private List<ImportLine> lines(User user, Session session, CaseSheet sheet, boolean writes) {
        var today = LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
        var known = lookalikes.ofOneSheet();
        var read = new ArrayList<Read>();
        var lines = new ArrayList<ImportLine>();
        for (var entry : sheet.entries()) {
            int number = entry.line().number();
            var outcome =
                    switch (entry.form().check(session.id(), today)) {
                        case CaseForm.Checked.Wrong wrong -> new Outcome.Wrong(wrong.errors());
                        case CaseForm.Checked.Right right -> {
                            var one = new Read(number, right.registration());
                            var before = read.stream().filter(one::repeats).findFirst();
                            read.add(one);
                            yield before.isPresent()
                                    ? new Outcome.Repeated(before.get().number())
                                    : outcome(user, session, known, right.registration(), writes);
                        }
                    };
            lines.add(new ImportLine(number, entry.form(), outcome));
        }
        return lines;
    }

    private record Read(int number, CaseRegistration registration) {

        boolean repeats(Read earlier) {
            return !registration.homonym()
                    && Lookalikes.isSame(earlier.registration.traits(), registration.traits());
        }
    }

    private Outcome outcome(
            User user,
            Session session,
            Lookalikes known,
            CaseRegistration registration,
            boolean writes) {
        if (!session.isOpenAt(clock.instant())) {
            return new Outcome.Refused(Refusal.CLOSED);
        }
        if (!writes) {
            return known.obstacle(user, registration).orElseGet(Outcome.WillRegister::new);
        }
        try {
            return store.together(() -> registered(user, known, registration));
        } catch (AlreadyRegisteredException present) {
            return new Outcome.AlreadyThere(present.boardCase());
        } catch (IdentifierTakenException _) {
            return new Outcome.Refused(Refusal.IDENTITY);
        } catch (SessionClosedException _) {
            return new Outcome.Refused(Refusal.CLOSED);
        } catch (AccessRefusedException _) {
            return new Outcome.Refused(Refusal.OBJECTION);
        }
    }

    private Outcome registered(User user, Lookalikes known, CaseRegistration registration) {
        store.sessions().lock(registration.session());
        return known.obstacle(user, registration)
                .orElseGet(() -> new Outcome.Registered(cases.register(user, registration).id()));
    }

    private Session session(UUID id) {
        return store.sessions().session(id).orElseThrow(() -> new NotFoundException("session"));
    }
}
