// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** The board meets at that date and time already. */
public final class SessionTakenException extends RuntimeException {

    SessionTakenException() {
        super("the board has a session at that date and time");
    }
}
