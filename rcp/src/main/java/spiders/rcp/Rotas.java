// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who reads the images before the sessions of boards: who was named for the session, else whose
 * turn it is in the board's rota, else the board's radiologists. Its coordinators and secretaries
 * say so, and administrators for every board.
 */
public final class Rotas {

    private final RcpStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final BoardStaff staff;

    public Rotas(RcpStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.staff = new BoardStaff(store, access, audit);
    }

    /** The turns of a board that are not over. */
    public List<OnCall> turns(User user, BoardId board) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.rota().turns(List.of(board), today());
    }

    /** The radiologists of a board, who are on duty where nobody else is. */
    public List<UserName> radiologists(User user, BoardId board) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.rota().radiologists(List.of(board)).getOrDefault(board, List.of());
    }

    /** Who is on duty for sessions, each with an entry. */
    public Map<UUID, OnDuty> onDuty(User user, Collection<Session> sessions) {
        access.require(user, Permission.VIEW_BOARDS);
        var boards = sessions.stream().map(Session::board).collect(Collectors.toSet());
        var first = sessions.stream().map(Session::date).min(LocalDate::compareTo);
        var named = store.rota().named(sessions.stream().map(Session::id).toList());
        var turns = store.rota().turns(boards, first.orElseGet(this::today));
        var radiologists = store.rota().radiologists(boards);
        var onDuty = new HashMap<UUID, OnDuty>();
        for (var session : sessions) {
            var turn = turn(turns, session);
            onDuty.put(
                    session.id(),
                    Optional.ofNullable(named.get(session.id()))
                            .map(some -> new OnDuty(some, OnDuty.Source.SESSION))
                            .or(() -> turn)
                            .orElseGet(() ->
                                    new OnDuty(
                                            radiologists.getOrDefault(session.board(), List.of()),
                                            OnDuty.Source.BOARD)));
        }
        return Map.copyOf(onDuty);
    }

    private static Optional<OnDuty> turn(List<OnCall> turns, Session session) {
        var accounts =
                turns.stream()
                        .filter(turn -> turn.board().equals(session.board()))
                        .filter(turn -> turn.covers(session.date()))
                        .map(OnCall::account)
                        .distinct()
                        .toList();
        return accounts.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnDuty(accounts, OnDuty.Source.ROTA));
    }

    /** Whether the user changes the rota of the board. */
    public boolean mayChange(User user, BoardId board) {
        return user.may(Permission.MANAGE_ROTA)
                && (user.roles().contains(Role.ADMINISTRATOR) || staff.includes(user, board));
    }

    /** Adds a turn; false when the board has the very same. */
    public boolean add(User user, OnCall turn) {
        require(user, turn.board());
        return store.together(() -> {
            boolean isNew = store.rota().add(turn, user.name(), clock.instant());
            if (isNew) {
                var days = "add %s to %s".formatted(turn.first(), turn.last());
                record(user, turn.board().value(), turn.account().value(), days);
            }
            return isNew;
        });
    }

    /** Takes a turn out; false when the board has it no more. */
    public boolean remove(User user, BoardId board, UUID turn) {
        require(user, board);
        return store.together(() -> {
            boolean wasThere = store.rota().remove(board, turn);
            if (wasThere) {
                record(user, board.value(), turn.toString(), "remove");
            }
            return wasThere;
        });
    }

    /** Names the one radiologist who is on duty for a session, instead of whose turn it is. */
    public void name(User user, Session session, UserName radiologist) {
        require(user, session.board());
        var member = new SessionMember(radiologist, SessionFunction.ON_CALL_RADIOLOGIST);
        store.together(() -> {
            store.rota().removeNamed(session.id());
            store.members().add(session.id(), member, user.name(), clock.instant());
            record(user, session.id().toString(), radiologist.value(), "name");
            return true;
        });
    }

    /** Leaves a session to the rota again. */
    public void leave(User user, Session session) {
        require(user, session.board());
        store.together(() -> {
            store.rota().removeNamed(session.id());
            record(user, session.id().toString(), session.board().value(), "leave to the rota");
            return true;
        });
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
    }

    private void require(User user, BoardId board) {
        access.require(user, Permission.MANAGE_ROTA);
        if (!mayChange(user, board)) {
            throw staff.refused(user, Permission.MANAGE_ROTA, board);
        }
    }

    private void record(User user, String where, String what, String detail) {
        audit.record(AuditEvent.of(user, Action.CHANGE_ROTA).objects(where, what).detail(detail));
    }
}
