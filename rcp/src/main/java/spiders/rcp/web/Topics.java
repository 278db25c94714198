// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import java.util.UUID;

/** The names under which open pages hear of changes. */
final class Topics {

    /** Something changed for some case. */
    static final String READINESS = "rcp-readiness";

    private Topics() {}

    static String session(UUID session) {
        return "rcp-session-" + session;
    }

    static String boardCase(UUID boardCase) {
        return "rcp-case-" + boardCase;
    }
}
