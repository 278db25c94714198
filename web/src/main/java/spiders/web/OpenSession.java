// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import java.time.Instant;

/**
 * A session of a person on this node, as they see it.
 *
 * @param key its handle on the page; the session's own id is in the cookie alone
 * @param since when they signed in
 * @param lastSeen when it last asked for something
 * @param address where it came from at first
 * @param program what its browser says of itself
 * @param isThis whether it is the one that asks
 */
public record OpenSession(
        String key,
        Instant since,
        Instant lastSeen,
        String address,
        String program,
        boolean isThis) {}
