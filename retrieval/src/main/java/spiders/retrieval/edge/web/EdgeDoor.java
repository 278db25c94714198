// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.net.TLS;
import spiders.retrieval.edge.EdgeArrivals;
import spiders.retrieval.edge.EdgeRegister;
import spiders.retrieval.edge.EdgeTasks;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.UserName;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The port at which edges call: HTTPS with certificates of both sides, a listener apart from that
 * of browsers, so that neither reaches what is the other's. Who calls is the edge for which the
 * certificate is registered, and nobody else is anybody here.
 */
public final class EdgeDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeDoor.class);

    static {
        prepare();
    }

    /**
     * Sets what the JDK's servers read once, at the first of them, where nobody has said otherwise:
     * without the first each answer waits for a delayed ACK, 40 ms; without the others who sends
     * half a request holds a connection, and what goes with it, for ever.
     */
    public static void prepare() {
        unlessSaid("sun.net.httpserver.nodelay", "true");
        unlessSaid("sun.net.httpserver.maxReqTime", "120"); // Seconds.
        unlessSaid("jdk.httpserver.maxConnections", "512");
    }

    private static void unlessSaid(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Where it listens; a port of 0 lets the system choose. */
    public record Address(String bind, int port) {}

    /** What it hands calls to; the register is asked anew for every call. */
    public record Parts(
            EdgeTasks tasks, EdgeArrivals arrivals, Supplier<EdgeRegister> register, Audit audit) {}

    private final HttpsServer server;
    private final Parts parts;
    private final EdgeCalls calls;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private EdgeDoor(HttpsServer server, Parts parts) {
        this.server = server;
        this.parts = parts;
        this.calls = new EdgeCalls(parts);
    }

    /**
     * Opens the door.
     *
     * @param tls our certificate, and the authorities or certificates of the edges
     * @throws IOException when the port cannot be had
     */
    public static EdgeDoor open(Address address, TLS tls, Parts parts) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(address.bind(), address.port()), 0);
        server.setHttpsConfigurator(new BothSides(tls.serverContext(), tls));
        var door = new EdgeDoor(server, parts);
        server.createContext("/edge/v1/", door::handle);
        server.setExecutor(door.threads);
        server.start();
        return door;
    }

    /** Insists on the certificate of who calls. */
    private static final class BothSides extends HttpsConfigurator {

        private final TLS tls;

        BothSides(SSLContext context, TLS tls) {
            super(context);
            this.tls = tls;
        }

        @Override
        public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(tls.serverParameters());
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fingerprint = fingerprint((HttpsExchange) exchange);
            var edge = fingerprint.flatMap(parts.register().get()::edge);
            if (edge.isEmpty()) {
                parts.audit().record(refused(fingerprint.orElse("none")));
                answer(exchange, new Answer(403, "this certificate is no edge's"));
                return;
            }
            answer(exchange, answered(edge.get(), exchange));
        }
    }

    private static AuditEvent refused(String fingerprint) {
        return AuditEvent.of(UserName.ANONYMOUS, Action.ACCESS)
                .refused("edge door: no edge has the certificate " + fingerprint);
    }

    private Answer answered(String edge, HttpExchange exchange) throws IOException {
        try {
            return calls.answer(edge, exchange);
        } catch (IllegalArgumentException e) {
            // Its message may repeat what was sent: an identifier of a patient's object, say.
            LOG.info("edge {}: a call is refused ({})", edge, e.getClass().getSimpleName());
            return new Answer(400, "not understood");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, "the hub stops");
        } catch (RuntimeException e) {
            LOG.error("edge {}: a call failed", edge, e);
            return new Answer(500, "failed");
        }
    }

    private static Optional<String> fingerprint(HttpsExchange exchange) {
        try {
            var shown = exchange.getSSLSession().getPeerCertificates();
            var digest = MessageDigest.getInstance("SHA-256").digest(shown[0].getEncoded());
            return Optional.of(HexFormat.of().formatHex(digest));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        var text = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        answer.code() == 200 ? "application/json" : "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(answer.code(), text.length == 0 ? -1 : text.length);
        try (var body = exchange.getResponseBody()) {
            body.write(text);
        }
    }

    /** Hears nobody any more; what is under way is interrupted. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
