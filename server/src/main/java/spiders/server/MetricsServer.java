// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import spiders.server.configuration.Configuration.Metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code GET /metrics} for Prometheus, on a port of its own that browsers do not see. */
final class MetricsServer implements AutoCloseable {

    private final PrometheusMeterRegistry registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsServer(PrometheusMeterRegistry registry, HttpServer server) {
        this.registry = registry;
        this.server = server;
    }

    static MetricsServer start(Metrics address, PrometheusMeterRegistry registry) {
        try {
            var server =
                    HttpServer.create(new InetSocketAddress(address.bind(), address.port()), 0);
            var metrics = new MetricsServer(registry, server);
            server.createContext("/metrics", metrics::answer);
            server.setExecutor(metrics.threads);
            server.start();
            return metrics;
        } catch (IOException e) {
            throw new HubStartException(
                    "metrics cannot be served on %s port %d (metrics.port): %s"
                            .formatted(address.bind(), address.port(), e.getMessage()),
                    e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var text = registry.scrape().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, text.length);
        try (var body = exchange.getResponseBody()) {
            body.write(text);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
