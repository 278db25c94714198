// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.AccessRefusedException;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Lack;
import spiders.security.Permission;
import spiders.security.User;

import java.util.EnumSet;

/** The coordinators and secretaries of boards: what a role gives them, they may for theirs. */
final class BoardStaff {

    private final RcpStore store;
    private final Access access;
    private final Audit audit;

    BoardStaff(RcpStore store, Access access, Audit audit) {
        this.store = store;
        this.access = access;
        this.audit = audit;
    }

    boolean includes(User user, BoardId board) {
        return store.members().functions(board, user.name()).stream()
                .anyMatch(
                        EnumSet.of(MemberFunction.COORDINATOR, MemberFunction.SECRETARY)::contains);
    }

    boolean coordinates(User user, BoardId board) {
        return store.members().functions(board, user.name()).contains(MemberFunction.COORDINATOR);
    }

    /** Returns when the user has the permission and is of the board's staff, else throws. */
    void require(User user, Permission permission, BoardId board) {
        access.require(user, permission);
        if (!includes(user, board)) {
            throw refused(user, permission, board);
        }
    }

    /** Records that the user is of another board, for who throws it. */
    AccessRefusedException refused(User user, Permission permission, BoardId board) {
        audit.record(
                AuditEvent.of(user, Action.ACCESS)
                        .objects(permission.name(), board.value())
                        .refused("not of this board"));
        return new AccessRefusedException(user.name(), permission, Lack.ROLE);
    }
}
