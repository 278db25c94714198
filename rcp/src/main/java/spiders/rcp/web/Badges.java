// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseState;
import spiders.rcp.PreReadStatus;
import spiders.rcp.Readiness;
import spiders.rcp.WishStatus;
import spiders.rcp.delivery.Delivery;
import spiders.rcp.fiche.Missing;
import spiders.rcp.quorum.QuorumResult;
import spiders.rcp.quorum.SpecialtyGroup;
import spiders.retrieval.TransferState;
import spiders.web.Page;
import spiders.web.State;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which mark of the interface stands for which state of a board's things. */
public final class Badges {

    private Badges() {}

    /** How a fiche is on its way. */
    public static State of(Delivery.State state) {
        return switch (state) {
            case QUEUED -> State.WAITING;
            case SENDING -> State.RUNNING;
            case SENT -> State.DONE;
            case FAILED -> State.FAILED;
            case UNKNOWN -> State.PROBABLE;
        };
    }

    public static State of(Readiness.State state) {
        return switch (state) {
            case NOT_SEARCHED -> State.NONE;
            case SEARCHING -> State.RUNNING;
            case NOTHING_FOUND, PARTIAL -> State.MISSING;
            case IDENTITY_TO_CONFIRM -> State.PROBABLE;
            case TO_CHOOSE -> State.PLANNED;
            case ARRIVING -> State.ARRIVING;
            case INCOMPLETE -> State.INCOMPLETE;
            case READY -> State.READY;
        };
    }

    public static State of(CaseState state) {
        return switch (state) {
            case DRAFT -> State.DRAFT;
            case SUBMITTED -> State.SUBMITTED;
            case WITHDRAWN -> State.CANCELLED;
        };
    }

    public static State of(TransferState state) {
        return switch (state) {
            case ORDERED -> State.WAITING;
            case RUNNING -> State.ARRIVING;
            case RETRYING -> State.RETRYING;
            case HELD -> State.WAITING;
            case VERIFIED -> State.VERIFIED;
            case INCOMPLETE -> State.INCOMPLETE;
            case FAILED -> State.FAILED;
            case CANCELLED -> State.CANCELLED;
        };
    }

    /** The mark of a quorum. */
    public static State of(QuorumResult.Status status) {
        return switch (status) {
            case REACHED -> State.VERIFIED;
            case NOT_REACHED -> State.MISSING;
            case UNKNOWN -> State.NONE;
        };
    }

    /** The mark of a fiche, approved or being written. */
    public static State ofFiche(boolean isApproved) {
        return isApproved ? State.VERIFIED : State.DRAFT;
    }

    /** The mark of how far the reading of a case is. */
    public static State of(PreReadStatus status) {
        return switch (status) {
            case PreReadStatus.None() -> State.NONE;
            case PreReadStatus.Draft _ -> State.DRAFT;
            case PreReadStatus.Signed _ -> State.VERIFIED;
        };
    }

    /** The key of its word. */
    public static String word(PreReadStatus status) {
        return switch (status) {
            case PreReadStatus.None() -> "rcp.pre-read.status.none";
            case PreReadStatus.Draft _ -> "rcp.pre-read.status.draft";
            case PreReadStatus.Signed(_, _, boolean isBeingAmended) ->
                    isBeingAmended ? "rcp.pre-read.status.amended" : "rcp.pre-read.status.signed";
        };
    }

    /** Who wrote or signed, or empty. */
    public static String who(PreReadStatus status) {
        return switch (status) {
            case PreReadStatus.None() -> "";
            case PreReadStatus.Draft(var writer, _) -> writer;
            case PreReadStatus.Signed(var signer, _, _) -> signer;
        };
    }

    /** The icon of how far the meeting came with a case. */
    public static String icon(RoomLine.Stage stage) {
        return switch (stage) {
            case TO_DISCUSS -> "clock";
            case DISCUSSED -> "users";
            case APPROVED -> "check";
        };
    }

    /** What a fiche lacks, in one sentence. */
    public static String missing(Page page, List<Missing> missing) {
        return missing.stream()
                .map(one -> page.text("rcp.fiche.missing." + one.name()))
                .collect(Collectors.joining(", "));
    }

    /** The names of groups of specialties, in the order of their table; all surgery by one. */
    public static String groups(Page page, Set<SpecialtyGroup> groups) {
        if (groups.equals(SpecialtyGroup.surgery())) {
            return page.text("rcp.specialty.surgery");
        }
        return groups.stream()
                .sorted()
                .map(group -> page.text("rcp.specialty." + group.name()))
                .collect(Collectors.joining(", "));
    }

    /** The mark of a wish's state. */
    public static State of(WishStatus.State state) {
        return switch (state) {
            case NOT_SEARCHED -> State.NONE;
            case NOT_FOUND -> State.MISSING;
            case TOO_OLD -> State.LATE;
            case IDENTITY_TO_CONFIRM -> State.PROBABLE;
            case FOUND -> State.PLANNED;
            case INCOMPLETE -> State.INCOMPLETE;
            case ARRIVING -> State.ARRIVING;
            case VERIFIED -> State.VERIFIED;
        };
    }

    public static String icon(WishStatus.State state) {
        return state == WishStatus.State.FOUND ? "download" : of(state).icon();
    }

    /** The end of the CSS class. */
    public static String style(WishStatus.State state) {
        return of(state).style();
    }

    public static State draft() {
        return State.DRAFT;
    }

    /** {@code YYYYMMDD} as JJ/MM/AAAA. */
    public static String date(String basic) {
        return PatientText.shown(basic);
    }
}
