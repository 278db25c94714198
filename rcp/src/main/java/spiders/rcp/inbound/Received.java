// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import java.time.Instant;

/**
 * A message that came in, and what became of it.
 *
 * @param sender the sending application and facility
 * @param kind such as {@code SIU^S12}
 * @param received the last time that it came
 * @param placedBy who put the case into its session by hand; empty where nobody did
 */
public record Received(
        String sender,
        String controlId,
        String kind,
        Instant received,
        InboundAnswer answer,
        String placedBy) {}
