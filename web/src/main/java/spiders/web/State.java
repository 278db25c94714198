// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** The state of a thing as a badge: always an icon and a word, never a colour alone. */
public enum State {
    VERIFIED("ok", "check"),
    DONE("ok", "check"),
    READY("ok", "check"),
    CERTAIN("ok", "check"),
    ARRIVING("busy", "arriving"),
    RUNNING("busy", "arriving"),
    WAITING("idle", "clock"),
    PLANNED("idle", "calendar"),
    DRAFT("idle", "pencil"),
    SUBMITTED("info", "send"),
    NONE("idle", "minus"),
    PROBABLE("warn", "question"),
    POSSIBLE("warn", "question"),
    INCOMPLETE("warn", "partial"),
    MISSING("warn", "missing"),
    LATE("warn", "late"),
    RETRYING("warn", "retry"),
    REFUSED("bad", "refused"),
    CONFLICT("bad", "conflict"),
    FAILED("bad", "error"),
    OFF("off", "off"),
    CANCELLED("off", "cancelled");

    private final String style;
    private final String icon;

    State(String style, String icon) {
        this.style = style;
        this.icon = icon;
    }

    /** The modifier of its CSS class: {@code badge-STYLE}. */
    public String style() {
        return style;
    }

    /** Its name in the icon sprite. */
    public String icon() {
        return icon;
    }
}
