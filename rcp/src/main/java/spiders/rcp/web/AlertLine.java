// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.preparation.Alert;
import spiders.rcp.preparation.AlertKind;
import spiders.web.Page;
import spiders.web.State;

import java.time.Instant;

/** An alert as people read it. */
public record AlertLine(Alert alert) {

    private static final int TELEPHONE = 1;
    private static final int MOMENT = 2;

    public String id() {
        return alert.id().toString();
    }

    /** What is the matter, in a sentence. */
    public String text(Page page) {
        var key = "rcp.alert." + alert.kind().name();
        if (alert.kind() != AlertKind.LATE) {
            return page.text(key, argument(0));
        }
        return argument(MOMENT).isEmpty()
                ? page.text(key + ".unknown", argument(0))
                : page.text(key, argument(0), page.dateTime(Instant.parse(argument(MOMENT))));
    }

    /** Whom to call; "" where nobody is. */
    public String telephone() {
        return switch (alert.kind()) {
            case TRANSFER_FAILED, LATE, SOURCE_SILENT -> argument(TELEPHONE);
            case NOT_SEARCHED, NOT_CHOSEN, IDENTITY, EXAM_MISSING, EXAM_APPEARED -> "";
        };
    }

    /** The word by which somebody says that they see to it, or have seen it. */
    public String takeKey() {
        return alert.kind() == AlertKind.EXAM_APPEARED ? "rcp.alert.seen" : "rcp.alert.take";
    }

    /** What they are answered. */
    String takenKey() {
        return alert.kind() == AlertKind.EXAM_APPEARED
                ? "rcp.alert.seen-by-you"
                : "rcp.alert.taken";
    }

    public State badge() {
        return switch (alert.kind()) {
            case TRANSFER_FAILED -> State.FAILED;
            case LATE -> State.LATE;
            case NOT_CHOSEN -> State.PLANNED;
            case IDENTITY -> State.PROBABLE;
            case SOURCE_SILENT -> State.OFF;
            case NOT_SEARCHED, EXAM_MISSING -> State.MISSING;
            case EXAM_APPEARED -> State.SUBMITTED;
        };
    }

    private String argument(int place) {
        return place < alert.arguments().size() ? alert.arguments().get(place) : "";
    }
}
