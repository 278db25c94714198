// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.quorum.QuorumRule;

import java.util.List;

/** A board as the configuration defines it; versions of rules are counted by the database. */
public record BoardDefinition(
        BoardId id,
        String name,
        String organ,
        BoardKind kind,
        BoardType type,
        String centre,
        List<ImagingWish> wishes,
        boolean radiotherapy,
        boolean orderByRule,
        List<Meeting> meetings,
        List<BoardMember> members,
        QuorumRule quorum,
        DirectoryEntry directory) {

    public BoardDefinition {
        members = List.copyOf(members);
        wishes = List.copyOf(wishes);
        meetings = List.copyOf(meetings);
    }

    Board board() {
        return new Board(
                id,
                name,
                organ,
                kind,
                type,
                centre,
                new ImagingRule(1, wishes, radiotherapy, orderByRule));
    }
}
