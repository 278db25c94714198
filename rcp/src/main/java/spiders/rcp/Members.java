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
import java.util.List;
import java.util.UUID;

/**
 * Who belongs to boards and to their sessions. A secretary changes the members of boards that they
 * are a secretary of; an administrator those of all.
 */
public final class Members {

    private final RcpStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final BoardStaff staff;

    public Members(RcpStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.staff = new BoardStaff(store, access, audit);
    }

    /** The members of a board. */
    public List<BoardMember> of(User user, BoardId board) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.members().members(board);
    }

    /** The people of one session, besides the members of its board. */
    public List<SessionMember> of(User user, UUID session) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.members().members(session);
    }

    /** Whether the user changes the members of the board. */
    public boolean mayChange(User user, BoardId board) {
        return user.may(Permission.MANAGE_MEMBERS)
                && (user.roles().contains(Role.ADMINISTRATOR) || staff.includes(user, board));
    }

    /** Adds a member; false when the board has this one with that function. */
    public boolean add(User user, BoardId board, UserName account, MemberFunction function) {
        require(user, board);
        var member = new BoardMember(account, function, false);
        return store.together(() -> {
            boolean isNew = store.members().add(board, member, user.name(), clock.instant());
            if (isNew) {
                record(user, board.value(), account, "add " + function);
            }
            return isNew;
        });
    }

    /** Takes a member out; false for one whom the file of the boards names, or who is none. */
    public boolean remove(User user, BoardId board, UserName account, MemberFunction function) {
        require(user, board);
        return store.together(() -> {
            boolean wasThere = store.members().remove(board, account, function);
            if (wasThere) {
                record(user, board.value(), account, "remove " + function);
            }
            return wasThere;
        });
    }

    /** Adds a person to one session; false when the session has this one with that function. */
    public boolean add(User user, Session session, SessionMember member) {
        require(user, session.board());
        return store.together(() -> {
            boolean isNew = store.members().add(session.id(), member, user.name(), clock.instant());
            if (isNew) {
                record(user, session.id().toString(), member.account(), "add " + member.function());
            }
            return isNew;
        });
    }

    /** Takes a person out of one session. */
    public boolean remove(User user, Session session, SessionMember member) {
        require(user, session.board());
        return store.together(() -> {
            boolean wasThere = store.members().remove(session.id(), member);
            if (wasThere) {
                record(
                        user,
                        session.id().toString(),
                        member.account(),
                        "remove " + member.function());
            }
            return wasThere;
        });
    }

    private void require(User user, BoardId board) {
        access.require(user, Permission.MANAGE_MEMBERS);
        if (!mayChange(user, board)) {
            throw staff.refused(user, Permission.MANAGE_MEMBERS, board);
        }
    }

    private void record(User user, String where, UserName account, String what) {
        audit.record(
                AuditEvent.of(user, Action.CHANGE_MEMBERS)
                        .objects(where, account.value())
                        .detail(what));
    }
}
