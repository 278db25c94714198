// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.UID;
import spiders.dicom.web.QidoClient;
import spiders.dicom.web.WebClient;
import spiders.dicom.web.WebFailureException;
import spiders.dicom.web.WebFailureException.Kind;
import spiders.dicom.web.WebOptions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

class WebClientTest {

    private static final UID STUDY = new UID("1.2.3");

    @ParameterizedTest
    @CsvSource({
        "401,UNAUTHENTICATED",
        "403,FORBIDDEN",
        "404,NOT_FOUND",
        "406,NOT_ACCEPTABLE",
        "413,TOO_MUCH",
        "302,CLIENT_ERROR",
        "500,SERVER_ERROR",
        "503,SERVER_ERROR"
    })
    void a_refusal_is_named_with_its_status(int status, Kind kind) throws IOException {
        assertThatExceptionOfType(WebFailureException.class)
                .isThrownBy(
                        () -> ask(exchange -> answer(exchange, status, "text/plain", "no\nDUPONT")))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(status))
                .satisfies(failure -> assertThat(failure.serviceText()).isEqualTo("no DUPONT"))
                .as("a log may hold the message, so it says nothing of what the service said")
                .withMessageNotContaining("DUPONT");
    }

    @Test
    void a_server_that_says_nothing_times_out() {
        assertThatExceptionOfType(WebFailureException.class)
                .isThrownBy(() -> ask(_ -> sleep(2_000)))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT));
    }

    @Test
    void a_login_page_is_no_answer() {
        assertThatExceptionOfType(WebFailureException.class)
                .isThrownBy(() -> ask(exchange -> answer(exchange, 200, "text/html", "<html>")))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void a_closed_port_is_unreachable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var root = URI.create("http://127.0.0.1:" + port);
        try (var client = new WebClient(root, WebOptions.DEFAULT)) {
            assertThatExceptionOfType(WebFailureException.class)
                    .isThrownBy(() -> new QidoClient(client).series(STUDY, List.of()))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
        }
    }

    private static void ask(HttpHandler handler) throws IOException, InterruptedException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
        var root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web/");
        var options = WebOptions.DEFAULT.within(Duration.ofMillis(700));
        try (var client = new WebClient(root, options)) {
            new QidoClient(client).studies(Map.of("PatientID", "7"), List.of(), 10);
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
