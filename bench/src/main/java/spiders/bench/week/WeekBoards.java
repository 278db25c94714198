// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.rcp.BoardDefinition;
import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.BoardMember;
import spiders.rcp.BoardType;
import spiders.rcp.ImagingWish;
import spiders.rcp.Meeting;
import spiders.rcp.MemberFunction;
import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.quorum.QuorumRule;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The boards of the week, and who registers and chooses for all of them. */
record WeekBoards(WeekScale scale, WeekPlan plan) {

    /** A clinician who sits in every board. */
    static final User CLINICIAN =
            new User(new UserName("dr.week"), "Dr Week", Set.of(Role.CLINICIAN));

    private static final int CURRENT_MONTHS = 3;

    List<BoardDefinition> definitions() {
        return IntStream.range(0, scale.boards().size()).mapToObj(this::definition).toList();
    }

    static BoardId id(int board) {
        return new BoardId("board-" + board);
    }

    private BoardDefinition definition(int board) {
        return new BoardDefinition(
                id(board),
                "RCP " + board,
                "Poumon",
                BoardKind.RCP,
                BoardType.STANDARD,
                "Centre",
                wishes(board),
                false,
                !plan.isChoosing(board),
                List.of(
                        new Meeting(
                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                scale.boards().get(board),
                                "Salle",
                                Duration.ZERO)),
                List.of(new BoardMember(CLINICIAN.name(), MemberFunction.PARTICIPANT, true)),
                QuorumRule.standard(),
                new DirectoryEntry(
                        "590000000", "1 rue de la Mesure", "59", "RRC", "3C-59", "3C", "RCP-1"));
    }

    private static List<ImagingWish> wishes(int board) {
        var ct = new ImagingWish("TDM", Set.of("CT"), Set.of("chest"), CURRENT_MONTHS, 1);
        var mr = new ImagingWish("IRM", Set.of("MR"), Set.of("brain"), CURRENT_MONTHS, 0);
        return WeekPlan.wantsMR(board) ? List.of(ct, mr) : List.of(ct);
    }
}
