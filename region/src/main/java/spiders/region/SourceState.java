// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.time.Duration;
import java.time.Instant;

/**
 * What a source last had to say to this node.
 *
 * @param detail for the IT department; "" where there is none
 */
public record SourceState(Outcome outcome, Instant at, Duration took, String detail) {

    /** Whether and how a source answered. */
    public enum Outcome {
        ANSWERED,
        LATE,
        REFUSED,
        OFF,
        FAILED
    }
}
