// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Up to where the chain went at a moment, to be signed and kept elsewhere.
 *
 * @param position of the last record then; so many records were in the chain
 * @param digest of that record, and so of all before it
 * @param at in whole microseconds
 * @param count records since the anchor before, by which one that is missing is known
 * @param node which made it
 */
public record Anchor(long position, AuditDigest digest, Instant at, long count, String node) {

    public Anchor {
        at = at.truncatedTo(ChronoUnit.MICROS);
        if (position < 1 || count < 1 || count > position) {
            throw new IllegalArgumentException(
                    "no anchor at position %d after %d records".formatted(position, count));
        }
    }

    /** Where the anchor before is; 0 where this is the first. */
    public long before() {
        return position - count;
    }

    /**
     * What is signed: lines of UTF-8, each with its line feed; the node last, since it may hold any
     * character.
     */
    public byte[] signedBytes() {
        return """
        SPIDERS audit anchor 1
        position %d
        digest %s
        at %s
        count %d
        node %s
        """
                .formatted(position, digest, at, count, node)
                .getBytes(StandardCharsets.UTF_8);
    }
}
