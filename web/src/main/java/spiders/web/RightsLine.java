// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.AccessPolicy;
import spiders.security.Permission;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.SharingPurpose;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who carries a permission: a line of the page that shows the whole policy. */
public record RightsLine(Permission permission) {

    /** A line for every permission. */
    static List<RightsLine> all() {
        return Arrays.stream(Permission.values()).map(RightsLine::new).toList();
    }

    /** Whether the role carries it, for some patient at least. */
    public boolean isGiven(Role role) {
        return row(role).isPresent();
    }

    /** What ties of the role's people to a patient are enough; none where none is asked for. */
    public List<Relation> relations(Role role) {
        return row(role).stream().flatMap(row -> row.relations().stream()).sorted().toList();
    }

    /** The objections of a patient that block it. */
    public List<SharingPurpose> objections() {
        return AccessPolicy.blockedBy(permission).stream().sorted().toList();
    }

    private Optional<AccessPolicy.Row> row(Role role) {
        return AccessPolicy.table().stream()
                .filter(row -> row.permission() == permission && row.role() == role)
                .findFirst();
    }
}
