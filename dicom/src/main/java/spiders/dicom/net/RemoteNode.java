// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * Where an application entity is reached.
 *
 * @param tls whether the port speaks TLS from the first byte (PS3.15 annex B)
 */
public record RemoteNode(AETitle aeTitle, String host, int port, boolean tls) {

    private static final int MAX_PORT = 65_535;

    public RemoteNode {
        host = host.strip();
        if (host.isEmpty()) {
            throw new IllegalArgumentException("Node %s has no host".formatted(aeTitle));
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "Port %d of node %s is not 1 to %d".formatted(port, aeTitle, MAX_PORT));
        }
    }

    /** {@code PACS_ANGERS at pacs.angers.example:104 (TLS)}: how messages name it. */
    @Override
    public String toString() {
        return "%s at %s:%d%s".formatted(aeTitle, host, port, tls ? " (TLS)" : "");
    }
}
