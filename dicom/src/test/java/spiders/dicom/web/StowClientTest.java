// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

class StowClientTest {

    private static final UID CT = UIDs.CTImageStorage;
    private static final UID ONE = new UID("1.2.3.1");
    private static final UID TWO = new UID("1.2.3.2");
    private static final StoreResponse HALF =
            new StoreResponse(
                    "http://pacs/studies/1.2",
                    List.of(new StoreResponse.Stored(CT, ONE, "http://pacs/1", 0xB000)),
                    List.of(new StoreResponse.Failed(CT, TWO, StoreResponse.OUT_OF_RESOURCES)),
                    List.of(StoreResponse.CANNOT_UNDERSTAND));

    @Test
    void what_became_of_each_instance_is_a_data_set_and_a_status() {
        assertThat(StoreResponse.of(HALF.dataSet())).isEqualTo(HALF);
        assertThat(HALF.status()).isEqualTo(202);
        assertThat(new StoreResponse("", List.of(), HALF.failed(), List.of()).status())
                .isEqualTo(409);
        assertThat(new StoreResponse("", HALF.stored(), List.of(), List.of()).status())
                .isEqualTo(202);
        var well = new StoreResponse.Stored(CT, ONE, "", StoreResponse.NO_WARNING);
        assertThat(new StoreResponse("", List.of(well), List.of(), List.of()).status())
                .isEqualTo(200);
        assertThat(StoreResponse.of(DataSet.empty()).status()).isEqualTo(200);
    }

    private static byte[] json(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonModel.write(dataSet, out, BulkDataURI.inline());
        return out.toByteArray();
    }

    private static StoreResponse store(WebServer server, List<StowClient.Source> sources)
            throws InterruptedException {
        try (var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
            return new StowClient(client).store(new UID("1.2"), sources);
        }
    }

    private static StowClient.Source text(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static MultipartRelatedReader parts(HttpExchange exchange) throws IOException {
        var type = MediaType.parse(exchange.getRequestHeaders().getFirst("Content-Type"));
        assertThat(type.parameter("type")).contains("application/dicom");
        return new MultipartRelatedReader(
                exchange.getRequestBody(),
                type.parameter("boundary").orElseThrow(),
                MultipartLimits.DEFAULT);
    }

    @Test
    void each_object_is_a_part_and_the_answer_is_read_whatever_its_status() throws Exception {
        for (int status : new int[] {200, 202, 409}) {
            var received = new ArrayList<String>();
            try (var server =
                    WebServer.start(exchange -> {
                        received.add(exchange.getRequestURI().toString());
                        var parts = parts(exchange);
                        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
                            received.add(part.get().header().contentType().type());
                            received.add(new String(part.get().body().readAllBytes(), UTF_8));
                        }
                        WebServer.send(
                                exchange, status, "application/dicom+json", json(HALF.dataSet()));
                    })) {
                assertThat(store(server, List.of(text("first"), text(""), text("third"))))
                        .isEqualTo(HALF);
            }
            assertThat(received)
                    .containsExactly(
                            "/web/studies/1.2",
                            "application/dicom",
                            "first",
                            "application/dicom",
                            "",
                            "application/dicom",
                            "third");
        }
    }

    @Test
    void no_object_at_all_is_a_body_without_parts() throws Exception {
        try (var server =
                WebServer.start(exchange -> {
                    assertThat(parts(exchange).next()).isEmpty();
                    WebServer.send(exchange, 200, "application/json", "[{}]".getBytes(UTF_8));
                })) {
            assertThat(store(server, List.of()).stored()).isEmpty();
        }
    }

    @Test
    void a_refusal_and_an_answer_of_another_kind_fail_by_name() throws Exception {
        assertFails(503, "text/plain", "full", WebFailureException.Kind.SERVER_ERROR);
        assertFails(409, "text/html", "<p>no", WebFailureException.Kind.CLIENT_ERROR);
        assertFails(415, "text/plain", "", WebFailureException.Kind.NOT_ACCEPTABLE);
        assertFails(200, "text/html", "<p>login", WebFailureException.Kind.MALFORMED);
        assertFails(200, "application/dicom+json", "[]", WebFailureException.Kind.MALFORMED);
        assertFails(200, "application/dicom+json", "{", WebFailureException.Kind.MALFORMED);
    }

    private static void assertFails(
            int status, String type, String body, WebFailureException.Kind kind)
            throws IOException {
        try (var server =
                WebServer.start(exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    WebServer.send(exchange, status, type, body.getBytes(UTF_8));
                })) {
            assertThatExceptionOfType(WebFailureException.class)
                    .as("%d %s", status, type)
                    .isThrownBy(() -> store(server, List.of(text("x"))))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
        }
    }

    @Test
    void a_source_that_fails_breaks_the_request() throws IOException {
        try (var server = WebServer.start(exchange -> exchange.getRequestBody().readAllBytes())) {
            StowClient.Source broken =
                    () -> {
                        throw new IOException("no such file");
                    };
            assertThatExceptionOfType(WebFailureException.class)
                    .isThrownBy(() -> store(server, List.of(text("x"), broken)))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(WebFailureException.Kind.BROKEN))
                    .withMessageContaining("cannot be read: no such file");
        }
    }

    /** 0.1 gave up when the sending took longer than an answer may. */
    @Test
    void a_slow_line_is_waited_for_as_long_as_it_takes_bytes() throws Exception {
        var options = WebOptions.DEFAULT.within(Duration.ofMillis(900));
        var flow = new Flow();
        try (var server =
                        WebServer.start(exchange -> {
                            readSlowly(exchange.getRequestBody());
                            WebServer.send(
                                    exchange, 200, "application/json", "[{}]".getBytes(UTF_8));
                        });
                var client = new WebClient(server.root(), options)) {
            var response = new StowClient(client).store(List.of(() -> flow.object(30 << 20)));
            assertThat(response.stored()).isEmpty();
        }
    }

    private static void readSlowly(InputStream body) throws IOException {
        try {
            while (body.readNBytes(1 << 20).length > 0) {
                Thread.sleep(70);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_service_that_stops_reading_is_given_up_and_the_source_closed() throws Exception {
        var options = WebOptions.DEFAULT.within(Duration.ofMillis(400));
        var flow = new Flow();
        var closed = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        StowClient.Source source =
                () ->
                        new FilterInputStream(flow.object(1L << 30)) {
                            @Override
                            public void close() {
                                closed.countDown();
                            }
                        };
        try (var server = WebServer.start(exchange -> await(ended));
                var client = new WebClient(server.root(), options)) {
            assertThatExceptionOfType(WebFailureException.class)
                    .isThrownBy(() -> new StowClient(client).store(List.of(source)))
                    .satisfies(
                            e -> assertThat(e.kind()).isEqualTo(WebFailureException.Kind.TIMEOUT));
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
            ended.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was read of an object, and of how many bytes less the service has been told. */
    private static final class Flow {

        private final AtomicLong read = new AtomicLong();
        private final AtomicLong received = new AtomicLong();
        private final AtomicLong farthest = new AtomicLong();

        InputStream object(long length) {
            return new InputStream() {
                private long left = length;

                @Override
                public int read() {
                    throw new UnsupportedOperationException("read in bulk");
                }

                @Override
                public int read(byte[] target, int offset, int count) {
                    if (left == 0) {
                        return -1;
                    }
                    int given = (int) Math.min(left, count);
                    left -= given;
                    long ahead = read.addAndGet(given) - received.get();
                    farthest.accumulateAndGet(ahead, Math::max);
                    return given;
                }
            };
        }
    }

    @Test
    void an_object_of_any_size_is_never_in_memory() throws Exception {
        long size = 128L << 20;
        var flow = new Flow();
        try (var server =
                WebServer.start(exchange -> {
                    var buffer = new byte[64 << 10];
                    var in = exchange.getRequestBody();
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        flow.received.addAndGet(n);
                    }
                    WebServer.send(exchange, 200, "application/json", "[{}]".getBytes(UTF_8));
                })) {
            store(server, List.of(() -> flow.object(size)));
        }

        assertThat(flow.read).hasValue(size);
        // What lies between is in the buffers of the sockets and of the client.
        assertThat(flow.farthest.get()).isLessThan(32L << 20);
    }

    @Test
    void json_may_come_packed_and_is_limited_unpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write('[');
            gzip.write(" ".repeat(4 << 20).getBytes(UTF_8));
            gzip.write("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"1\"]}}]".getBytes(UTF_8));
        }
        try (var server =
                WebServer.start(exchange -> {
                    assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                            .isEqualTo("gzip, deflate");
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    WebServer.send(exchange, 200, "application/dicom+json", packed.toByteArray());
                })) {
            var path = ResourcePath.study(ONE);
            try (var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
                assertThat(new WadoClient(client).metadata(path)).hasSize(1);
            }
            var wary = limitedTo(1 << 20);
            try (var client = new WebClient(server.root(), wary)) {
                assertThatExceptionOfType(WebFailureException.class)
                        .isThrownBy(() -> new WadoClient(client).metadata(path))
                        .withMessageContaining("longer than allowed");
            }
        }
    }

    private static WebOptions limitedTo(long jsonBytes) {
        var usual = WebOptions.DEFAULT;
        return new WebOptions(
                usual.connectTimeout(),
                usual.answerTimeout(),
                usual.idleTimeout(),
                usual.headers(),
                jsonBytes,
                usual.multipart(),
                usual.codings());
    }
}
