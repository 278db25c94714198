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

    /**
     * The case stands as asked, or stands no more.
     *
     * @param isNew whether this message, now, has made the case
     */
    record Taken(Deed deed, UUID boardCase, boolean isNew) implements InboundAnswer {

        /** Of a case that was there before. */
        public Taken(Deed deed, UUID boardCase) {
            this(deed, boardCase, false);
        }
    }

    /** Nothing was done. */
    record Refused(InboundProblem problem) implements InboundAnswer {}
}
