// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections that have not said anything yet. There is always room for one more: a caller that
 * means it speaks within milliseconds, so the oldest gives way.
 */
final class SilentConnections {

    private final int limit;
    private final Set<Transport> connections = new LinkedHashSet<>();
    private boolean closed;

    SilentConnections(int limit) {
        this.limit = limit;
    }

    void add(Transport transport) {
        Transport oldest = null;
        synchronized (connections) {
            connections.add(transport);
            if (closed) {
                oldest = transport;
            } else if (connections.size() > limit) {
                oldest = connections.iterator().next();
                connections.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    /** Closes them all, and those that are added later. */
    void close() {
        List<Transport> all;
        synchronized (connections) {
            closed = true;
            all = List.copyOf(connections);
            connections.clear();
        }
        all.forEach(Transport::close);
    }

    void remove(Transport transport) {
        synchronized (connections) {
            connections.remove(transport);
        }
    }
}
