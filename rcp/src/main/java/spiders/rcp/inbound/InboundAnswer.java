// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import java.util.UUID;

/** What became of a message; it is written before the sender is told. */
public sealed interface InboundAnswer {

    /** What was done. */
    enum Deed {
        REGISTERED,
        CHANGED,
        WITHDRAWN,
        /** The agenda says already what the message asks for. */
        UNCHANGED
    }

    /** The case stands as asked, or stands no more. */
    record Taken(Deed deed, UUID boardCase) implements InboundAnswer {}

    /** Nothing was done. */
    record Refused(InboundProblem problem) implements InboundAnswer {}
}
