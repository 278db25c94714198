// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.SmartLifecycle;

import spiders.dicom.net.TLS;
import spiders.retrieval.edge.web.EdgeDoor;
import spiders.server.configuration.Configuration.EdgePort;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the door for edges, where there is to be one, after the transfers and closes it before. */
final class EdgePhase implements SmartLifecycle {

    private final List<EdgePort> ports;
    private final Supplier<EdgeDoor.Parts> parts;
    private volatile Optional<EdgeDoor> door = Optional.empty();

    EdgePhase(List<EdgePort> ports, Supplier<EdgeDoor.Parts> parts) {
        this.ports = List.copyOf(ports);
        this.parts = parts;
    }

    @Override
    public void start() {
        for (var port : ports) {
            try {
                var tls = TLS.ofPEM(port.certificate(), port.key(), port.trust());
                var address = new EdgeDoor.Address(port.bind(), port.port());
                door = Optional.of(EdgeDoor.open(address, tls, parts.get()));
            } catch (IOException e) {
                throw new HubStartException(
                        "edges cannot be heard on %s port %d: %s"
                                .formatted(port.bind(), port.port(), e.getMessage()),
                        e);
            }
        }
    }

    @Override
    public void stop() {
        door.ifPresent(EdgeDoor::close);
        door = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return door.isPresent();
    }

    @Override
    public int getPhase() {
        return Phases.EDGES;
    }
}
