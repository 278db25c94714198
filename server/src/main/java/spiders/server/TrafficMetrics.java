// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import spiders.server.DoorMetrics.Door;

import java.io.IOException;
import java.util.Locale;

/**
 * Counts the bytes of bodies that come and go by HTTP, by the kind of thing that is asked for; the
 * DICOM ports count as one more door. What streams on after its request, as pages that listen for
 * events, is not counted.
 */
final class TrafficMetrics extends ValveBase {

    static final String DIMSE = "dimse";

    /** Seen from here. */
    enum Direction {
        IN,
        OUT
    }

    private final MeterRegistry registry;

    TrafficMetrics(MeterRegistry registry) {
        super(true);
        this.registry = registry;
        for (var door : Door.values()) {
            for (var direction : Direction.values()) {
                counter(registry, door.word(), direction);
            }
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } finally {
            var door = Door.of(request.getMethod(), request.getRequestURI()).word();
            counter(registry, door, Direction.IN)
                    .increment((double) request.getCoyoteRequest().getBytesRead());
            counter(registry, door, Direction.OUT).increment((double) response.getContentWritten());
        }
    }

    static Counter counter(MeterRegistry registry, String door, Direction direction) {
        return Counter.builder("spiders.traffic.bytes")
                .description("Bytes that came and went, by what they were for")
                .tag("door", door)
                .tag("direction", direction.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
