// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import spiders.dicom.data.UID;
import spiders.dicom.web.WebFailureException.Kind;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Services that keep a caller waiting, or never end. */
@Timeout(60)
class SlowServiceTest {

    private static final UID STUDY = new UID("1.2.3");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String JSON = "application/dicom+json";

    private final CountDownLatch over = new CountDownLatch(1);

    private static WebOptions options(Duration connect, Duration answer, Duration idle) {
        return new WebOptions(
                connect,
                answer,
                idle,
                Map.of(),
                100_000,
                MultipartLimits.DEFAULT,
                ContentCodings.STANDARD);
    }

    private static void ask(URI root, WebOptions options) throws InterruptedException {
        try (var client = new WebClient(root, options)) {
            new QidoClient(client).series(STUDY, List.of());
        }
    }

    private void assertFails(WebServer.Answer answer, WebOptions options, Kind kind)
            throws IOException {
        try (var server = WebServer.start(answer)) {
            assertThatExceptionOfType(WebFailureException.class)
                    .isThrownBy(() -> ask(server.root(), options))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
            over.countDown();
        }
    }

    /** Waits so long, or for the end of the test. */
    private boolean isOverIn(Duration time) {
        try {
            return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void a_service_that_takes_no_connection_times_out() throws Exception {
        var here = InetAddress.getLoopbackAddress();
        try (var door = new ServerSocket(0, 1, here);
                var one = new Socket(here, door.getLocalPort());
                var two = new Socket(here, door.getLocalPort())) {
            var root = URI.create("http://127.0.0.1:" + door.getLocalPort());
            assertThatExceptionOfType(WebFailureException.class)
                    .isThrownBy(() -> ask(root, options(SHORT, LONG, LONG)))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
            assertThat(one).isNotEqualTo(two);
        }
    }

    @Test
    void a_service_that_does_not_answer_times_out() throws IOException {
        assertFails(_ -> isOverIn(LONG), options(LONG, SHORT, LONG), Kind.TIMEOUT);
    }

    @Test
    void an_answer_that_stops_times_out() throws IOException {
        assertFails(
                exchange -> {
                    begin(exchange);
                    isOverIn(LONG);
                },
                options(LONG, LONG, SHORT),
                Kind.TIMEOUT);
    }

    @Test
    void dripping_bytes_do_not_keep_a_caller() throws IOException {
        assertFails(this::drip, options(LONG, LONG, SHORT), Kind.TIMEOUT);
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", JSON);
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('[');
        exchange.getResponseBody().flush();
    }

    private void drip(HttpExchange exchange) throws IOException {
        begin(exchange);
        while (!isOverIn(Duration.ofMillis(100))) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        }
    }

    /** Pages of a thousand new series each: what they have in all is limited. */
    @Test
    void pages_without_end_are_cut_off() throws IOException {
        assertFails(
                exchange -> WebServer.send(exchange, 200, JSON, page(exchange).getBytes(UTF_8)),
                options(LONG, LONG, LONG),
                Kind.MALFORMED);
    }

    private static String page(HttpExchange exchange) {
        var offset = exchange.getRequestURI().getQuery().replaceAll(".*offset=", "");
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "1.2.%s.%d".formatted(offset, i))
                .map("{\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
