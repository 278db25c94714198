// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service of a test, on a port of its own. */
public final class WebServer implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {

        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private WebServer(HttpServer server) {
        this.server = server;
    }

    public static WebServer start(Answer answer) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var started = new WebServer(HttpServer.create(address, 0));
        started.server.setExecutor(started.threads);
        started.server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        answer.to(exchange);
                    }
                });
        started.server.start();
        return started;
    }

    /** Where the services are. */
    public URI root() {
        var address = server.getAddress();
        return URI.create("http://%s:%d/web".formatted(address.getHostString(), address.getPort()));
    }

    /** Answers with a whole body. */
    public static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
