// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.AuditTable;

import java.util.List;

/** Reads the audit, for who may; reading it is itself recorded. */
public final class AuditReader {

    private final AuditTable table;
    private final Access access;

    public AuditReader(AuditTable table, Access access) {
        this.table = table;
        this.access = access;
    }

    /** The lines that match, newest first. */
    public List<AuditLine> search(User user, AuditSearch search) {
        access.require(user, Permission.VIEW_AUDIT);
        var event = AuditEvent.of(user, Action.READ_AUDIT);
        for (var patient : search.patients()) {
            event = event.about(patient);
        }
        table.record(event.objects(search.who().stream().map(UserName::value).toList()));
        return table.search(search);
    }
}
