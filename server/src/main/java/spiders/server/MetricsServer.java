// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import spiders.server.configuration.Configuration.Metrics;
import spiders.server.health.Health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code GET /metrics} for Prometheus and {@code GET /health} with the details that administrators
 * need, on a port of its own that browsers do not see.
 */
final class MetricsServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    static MetricsServer start(Metrics address, Supplier<String> metricsText, Health health) {
        try {
            var server =
                    HttpServer.create(new InetSocketAddress(address.bind(), address.port()), 0);
            var metrics = new MetricsServer(server);
            server.createContext("/metrics", exchange -> answer(exchange, metricsText.get()));
            server.createContext("/health", exchange -> answer(exchange, told(health)));
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

    private static void answer(HttpExchange exchange, String said) throws IOException {
        var text = said.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, text.length);
        try (var body = exchange.getResponseBody()) {
            body.write(text);
        }
    }

    /** A line for the whole, and one for each finding. */
    private static String told(Health health) {
        var report = health.report();
        return report.level()
                + "\n"
                + report.findings().stream()
                        .map(finding ->
                                "%s: %s%n".formatted(finding.reason().word(), finding.detail()))
                        .collect(Collectors.joining());
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
