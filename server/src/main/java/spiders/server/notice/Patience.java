// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import java.time.Duration;

/**
 * How long a mail server is waited for.
 *
 * @param command to connect, and for the answer to each command
 * @param answer for what it says of the letter after its last line
 * @param whole for all of one letter, after which the line is cut
 */
record Patience(Duration command, Duration answer, Duration whole) {

    /**
     * A server that does not answer commands is away; the answer after the data may take ten
     * minutes, since giving up sooner makes letters come twice (RFC 5321 section 4.5.3.2.6).
     */
    static final Patience USUAL =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(25));
}
