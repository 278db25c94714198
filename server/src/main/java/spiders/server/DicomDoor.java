// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import spiders.dicom.net.AssociationServer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The DICOM ports, opened when all behind them stands and closed before any of it falls. */
final class DicomDoor implements SmartLifecycle {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final AssociationServer.Builder plan;
    private volatile @Nullable AssociationServer server;

    DicomDoor(AssociationServer.Builder plan) {
        this.plan = plan;
    }

    /** The plain port in use; empty when closed. */
    OptionalInt port() {
        return Optional.ofNullable(server).map(AssociationServer::port).orElse(OptionalInt.empty());
    }

    /** The ports that are open, the encrypted one last. */
    List<Integer> ports() {
        return Optional.ofNullable(server).stream()
                .flatMap(open -> Stream.of(open.port(), open.tlsPort()))
                .flatMap(port -> port.stream().boxed())
                .toList();
    }

    @Override
    public void start() {
        try {
            server = plan.start();
        } catch (IOException e) {
            throw new HubStartException(
                    "%s; give another as dicom.port".formatted(e.getMessage()), e);
        }
    }

    /** What is under way may end; then it is aborted, and the sender will send again. */
    @Override
    public void stop() {
        var open = server;
        server = null;
        if (open == null) {
            return;
        }
        try (open) {
            open.drain(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return Phases.DICOM;
    }
}
