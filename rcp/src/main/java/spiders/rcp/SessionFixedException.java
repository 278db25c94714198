// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** The session can be planned no more: it is over, cancelled, or its cases were discussed. */
public final class SessionFixedException extends RuntimeException {

    SessionFixedException() {
        super("the session is over, cancelled, or was held");
    }
}
