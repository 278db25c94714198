// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.util.Locale;

/** No TCP connection to a node. */
public final class ConnectionFailedException extends NetworkException {

    /** What stopped it. */
    public enum Reason {
        UNKNOWN_HOST("the name has no address: check the host name and the DNS"),
        REFUSED("nothing listens there: check the port, and that the PACS's DICOM service runs"),
        TIMED_OUT("no answer: check the address, and that the firewalls on the way let it through"),
        UNREACHABLE("no route: check the network between the two sites"),
        INTERRUPTED("the wait was interrupted");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }
    }

    private final RemoteNode node;
    private final Reason reason;

    ConnectionFailedException(RemoteNode node, Reason reason, IOException cause) {
        super(
                "Cannot connect to %s (%s): %s"
                        .formatted(
                                node,
                                reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                reason.advice),
                cause);
        this.node = node;
        this.reason = reason;
    }

    public RemoteNode node() {
        return node;
    }

    public Reason reason() {
        return reason;
    }
}
