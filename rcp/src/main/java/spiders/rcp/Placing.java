// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Clock;

/** Places the cases of a cancelled session in another; both are locked, in one transaction. */
final class Placing {

    private final RcpStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Placing(RcpStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    PlacedCases place(User user, Session from, Session to) {
        if (!from.isCancelled()) {
            throw new SessionFixedException();
        }
        if (!to.isOpenAt(clock.instant())) {
            throw new SessionClosedException(to.registrationCloses());
        }
        var cases = store.cases().ofSession(from.id());
        int moved = 0;
        for (var one : access.permitted(user, Permission.EDIT_CASE, cases, BoardCase::patient)) {
            if (store.cases().place(one.id(), from.id(), to.id(), clock.instant())) {
                record(user, one, from, to);
                moved++;
            }
        }
        return new PlacedCases(moved, cases.size() - moved);
    }

    private void record(User user, BoardCase one, Session from, Session to) {
        var usual = new Purpose.BoardSession(to.id(), one.id());
        audit.record(
                AuditEvent.of(user, Action.CHANGE_CASE)
                        .about(one.patient())
                        .objects(one.id().toString(), from.id().toString(), to.id().toString())
                        .purpose(access.purpose(user, one.patient(), usual))
                        .detail("placed in another session"));
    }
}
