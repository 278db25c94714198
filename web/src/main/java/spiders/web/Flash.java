// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import java.util.List;

/** A message shown once, on the page after the one that caused it. */
public record Flash(Kind kind, String key, List<Object> arguments) {

    /** How it is marked. */
    public enum Kind {
        DONE("ok", "check"),
        NOTE("info", "info"),
        WARNING("warn", "alert"),
        FAILED("bad", "error");

        private final String style;
        private final String icon;

        Kind(String style, String icon) {
            this.style = style;
            this.icon = icon;
        }

        /** The modifier of its CSS class. */
        public String style() {
            return style;
        }

        /** Its name in the icon sprite. */
        public String icon() {
            return icon;
        }
    }

    public Flash {
        arguments = List.copyOf(arguments);
    }

    /** A message with the arguments of its placeholders. */
    public static Flash of(Kind kind, String key, Object... arguments) {
        return new Flash(kind, key, List.of(arguments));
    }
}
