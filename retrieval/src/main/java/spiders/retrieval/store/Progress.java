// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import java.time.Duration;

/**
 * How far a transfer is, as its row says.
 *
 * @param fetched instances that came over the wire, all attempts together
 */
public record Progress(
        int expected, int received, int refused, int fetched, long bytes, Duration running) {}
