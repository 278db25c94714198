// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How long requests take, by the kind of thing that is asked for; never by what it is. */
final class DoorMetrics implements Filter {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;

    /** What can be asked for. */
    enum Door {
        STORE,
        SEARCH,
        METADATA,
        FRAMES,
        RENDERED,
        RETRIEVE,
        VIEWER,
        API,
        HEALTH,
        PAGES;

        /** As a label. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Door of(String method, String path) {
            if (path.startsWith("/dicomweb/")) {
                return method.equals("POST") ? STORE : dicomweb(path);
            }
            if (path.startsWith("/viewer/")) {
                return VIEWER;
            }
            if (path.startsWith("/api/")) {
                return API;
            }
            return path.startsWith("/health/") ? HEALTH : PAGES;
        }

        private static Door dicomweb(String path) {
            if (path.endsWith("/metadata")) {
                return METADATA;
            }
            if (path.endsWith("/rendered") || path.endsWith("/thumbnail")) {
                return RENDERED;
            }
            if (path.contains("/frames/")) {
                return FRAMES;
            }
            return path.matches(".*/(studies|series|instances)/?") ? SEARCH : RETRIEVE;
        }
    }

    DoorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begun = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            if (request instanceof HttpServletRequest http
                    && response instanceof HttpServletResponse answer) {
                var door = Door.of(http.getMethod(), http.getRequestURI());
                timer(door, answer.getStatus() / 100)
                        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            }
        }
    }

    private Timer timer(Door door, int hundreds) {
        return Timer.builder("spiders.http")
                .description("Requests by what they ask for, until the answer is whole")
                .tag("door", door.word())
                .tag("outcome", hundreds + "xx")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
