// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pictures, frames and ranges of bulk data, from a service of the test's own. */
class WadoClientTest {

    private static final byte[] VALUE = "0123456789".getBytes(UTF_8);
    private static final ResourcePath INSTANCE =
            ResourcePath.instance(new UID("1"), new UID("2"), new UID("3"));

    private final List<String> asked = new ArrayList<>();
    private final List<String> received = new ArrayList<>();

    private interface Use {

        void of(WadoClient client) throws InterruptedException;
    }

    private void with(WebServer.Answer answer, Use use) throws IOException, InterruptedException {
        try (var server =
                        WebServer.start(exchange -> {
                            asked.add(exchange.getRequestURI().toString());
                            answer.to(exchange);
                        });
                var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
            use.of(new WadoClient(client));
        }
    }

    private void take(MediaType type, java.io.InputStream bytes) throws IOException {
        received.add(type.type() + " " + new String(bytes.readAllBytes(), UTF_8));
    }

    @Test
    void a_picture_is_asked_for_as_it_is_wanted() throws Exception {
        with(
                exchange -> WebServer.send(exchange, 200, "image/png", VALUE),
                client -> {
                    var small =
                            Rendering.as("image/png")
                                    .viewport(64, 32)
                                    .window(40, 400.5)
                                    .quality(80);
                    assertThat(client.rendered(INSTANCE.frame(2), small, this::take)).isOne();
                    var plain = Rendering.as("image/jpeg");
                    client.thumbnail(ResourcePath.study(new UID("1")), plain, this::take);
                });

        assertThat(asked)
                .containsExactly(
                        "/web/studies/1/series/2/instances/3/frames/2/rendered"
                                + "?quality=80&viewport=64,32&window=40.0,400.5,linear",
                        "/web/studies/1/thumbnail");
        assertThat(received).containsOnly("image/png 0123456789");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rendering.as("image/png").quality(101));
        assertThatIllegalArgumentException().isThrownBy(() -> INSTANCE.frame(0));
    }

    @Test
    void frames_come_part_by_part() throws Exception {
        with(
                exchange -> {
                    exchange.getResponseHeaders()
                            .set(
                                    "Content-Type",
                                    MultipartRelatedWriter.contentType(
                                            "application/octet-stream", "b"));
                    exchange.sendResponseHeaders(200, 0);
                    try (var parts = new MultipartRelatedWriter(exchange.getResponseBody(), "b")) {
                        for (var text : List.of("one", "two")) {
                            try (var part =
                                    parts.part(
                                            java.util.Map.of(
                                                    "Content-Type", "application/octet-stream"))) {
                                part.write(text.getBytes(UTF_8));
                            }
                        }
                    }
                },
                client -> client.frames(INSTANCE, List.of(1, 3), this::take));

        assertThat(asked).containsExactly("/web/studies/1/series/2/instances/3/frames/1%2C3");
        assertThat(received)
                .containsExactly("application/octet-stream one", "application/octet-stream two");
    }

    @Test
    void a_range_is_taken_from_a_service_that_has_ranges_and_cut_from_one_that_has_not()
            throws Exception {
        for (boolean hasRanges : new boolean[] {true, false}) {
            received.clear();
            with(
                    exchange -> {
                        assertThat(exchange.getRequestHeaders().getFirst("Range"))
                                .isEqualTo("bytes=3-6");
                        if (!hasRanges) {
                            WebServer.send(exchange, 200, "application/octet-stream", VALUE);
                            return;
                        }
                        var range = new ByteRange(3, 6);
                        exchange.getResponseHeaders()
                                .set("Content-Range", range.contentRange(VALUE.length));
                        WebServer.send(
                                exchange, 206, "application/octet-stream", "3456".getBytes(UTF_8));
                    },
                    client -> client.bulkData("bulk/1", new ByteRange(3, 6), this::take));

            assertThat(received).containsExactly("application/octet-stream 3456");
        }
        assertThat(asked).containsOnly("/web/bulk/1");
    }

    @Test
    void bytes_that_were_not_asked_for_are_refused() throws Exception {
        with(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/10");
                    WebServer.send(exchange, 206, "application/octet-stream", VALUE);
                },
                client ->
                        assertThatExceptionOfType(WebFailureException.class)
                                .isThrownBy(() ->
                                        client.bulkData(
                                                "bulk/1", new ByteRange(3, 6), this::take)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example/web/bulk/1",
                "//other.example/bulk",
                "/secret",
                "../secret",
                "bulk/../../secret",
                "file:///etc/hostname",
            })
    void bulk_data_of_another_place_is_not_fetched(String uri) throws Exception {
        with(
                exchange -> WebServer.send(exchange, 200, "text/plain", VALUE),
                client ->
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> client.bulkData(uri, this::take)));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0-3",
        "bytes = 2-, 2-9",
        "bytes=-3, 7-9",
        "bytes=-30, 0-9",
        "bytes=8-100, 8-9",
        "bytes=10-11, 416",
        "bytes=-0, 416",
        "bytes=3-2, whole",
        "'bytes=0-1,3-4', whole",
        "lines=0-1, whole",
        "bytes=-, whole",
        "bytes=99999999999999999999-, whole",
    })
    void a_range_field_is_read_as_a_service_must(String field, String expected) {
        var told =
                switch (ByteRange.asked(field, VALUE.length)) {
                    case ByteRange.Asked.Whole() -> "whole";
                    case ByteRange.Asked.Unsatisfiable() -> "416";
                    case ByteRange.Asked.Part(var range) -> range.first() + "-" + range.last();
                };
        assertThat(told).isEqualTo(expected);
    }
}
