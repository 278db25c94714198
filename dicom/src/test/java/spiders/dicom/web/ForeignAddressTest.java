// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.Bystander;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Services whose answers point to another host: nobody goes there. */
class ForeignAddressTest {

    private static final UID STUDY = new UID("1.2");
    private static final byte[] OBJECT = "DICM".getBytes(UTF_8);

    private Bystander bystander;

    @BeforeEach
    void listen() throws IOException {
        bystander = new Bystander();
    }

    @AfterEach
    void close() throws IOException {
        bystander.close();
    }

    private interface Use {

        void of(WebClient client) throws InterruptedException;
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308, 401, 407})
    void a_service_that_sends_elsewhere_is_not_followed(int status) throws Exception {
        List<Use> uses =
                List.of(
                        client -> new QidoClient(client).studies(Map.of(), List.of(), 10),
                        client -> new WadoClient(client).metadata(ResourcePath.study(STUDY)),
                        client -> new WadoClient(client).study(STUDY, _ -> true),
                        client -> new StowClient(client).store(STUDY, List.of(() -> object())));
        try (var server =
                        WebServer.start(exchange -> {
                            exchange.getRequestBody().readAllBytes();
                            var elsewhere = bystander.address("/studies").toString();
                            var headers = exchange.getResponseHeaders();
                            headers.set("Location", elsewhere);
                            headers.set("Refresh", "0; url=" + elsewhere);
                            headers.set("WWW-Authenticate", "Bearer realm=\"" + elsewhere + "\"");
                            headers.set("Proxy-Authenticate", "Basic realm=\"a\"");
                            WebServer.send(exchange, status, "text/plain", OBJECT);
                        });
                var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
            for (var use : uses) {
                assertThatExceptionOfType(WebFailureException.class)
                        .isThrownBy(() -> use.of(client));
            }
        }
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    private static ByteArrayInputStream object() {
        return new ByteArrayInputStream(OBJECT);
    }

    /** A study that says it is retrieved elsewhere is retrieved from the service that was asked. */
    @Test
    void a_retrieve_url_of_another_host_is_not_asked() throws Exception {
        var asked = new ArrayList<String>();
        try (var server =
                        WebServer.start(exchange -> {
                            asked.add(exchange.getRequestURI().getPath());
                            var headers = exchange.getResponseHeaders();
                            headers.set("Content-Location", bystander.address("/1").toString());
                            headers.set("Link", "<%s>".formatted(bystander.address("/2")));
                            boolean isObject = asked.getLast().equals("/web/studies/1.2");
                            WebServer.send(
                                    exchange,
                                    200,
                                    isObject ? "application/dicom" : "application/dicom+json",
                                    isObject ? OBJECT : matches().getBytes(UTF_8));
                        });
                var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
            var found = new QidoClient(client).studies(Map.of(), List.of(), 1).getFirst();
            assertThat(found.string(Tags.RetrieveURL)).isPresent();
            var study = found.uid(Tags.StudyInstanceUID).orElseThrow();
            assertThat(new WadoClient(client).study(study, _ -> true)).isOne();
            assertThat(new WadoClient(client).metadata(ResourcePath.study(study)))
                    .singleElement()
                    .satisfies(this::assertNamedOnly);
        }
        assertThat(asked)
                .containsExactly("/web/studies", "/web/studies/1.2", "/web/studies/1.2/metadata");
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    private String matches() {
        return """
        [{"0020000D": {"vr": "UI", "Value": ["1.2"]},
          "00081190": {"vr": "UR", "Value": ["%s"]},
          "0040E010": {"vr": "UR", "Value": ["%s"]},
          "7FE00010": {"vr": "OW", "BulkDataURI": "%s"}}]
        """
                .formatted(
                        bystander.address("/studies/1.2"),
                        bystander.address("/uri"),
                        bystander.address("/pixels"));
    }

    private void assertNamedOnly(DataSet metadata) {
        assertThat(metadata.element(Tags.PixelData))
                .get()
                .isInstanceOfSatisfying(
                        ReferencedElement.class,
                        pixels ->
                                assertThat(pixels.uri())
                                        .isEqualTo(bystander.address("/pixels").toString()));
    }

    /** ROOT is the service's own address, THERE another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://THERE/web/bulk/1",
                "//THERE/web/bulk/1",
                "http://ROOT@THERE/web/bulk/1",
                "http://THERE/http://ROOT/web/bulk/1",
                "http://THERE#http://ROOT/web/bulk/1",
                "ftp://THERE/web/bulk/1",
                "jar:http://THERE/web/a.jar!/bulk/1",
                "file:///etc/hostname",
                "http:\\\\THERE\\web",
                "not an address"
            })
    void bulk_data_of_another_host_is_refused(String form) throws Exception {
        var asked = new ArrayList<String>();
        try (var server =
                        WebServer.start(exchange -> {
                            asked.add(exchange.getRequestURI().toString());
                            WebServer.send(exchange, 200, "text/plain", OBJECT);
                        });
                var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
            var uri =
                    form.replace("ROOT", server.root().getAuthority())
                            .replace("THERE", bystander.address("").getAuthority());
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new WadoClient(client).bulkData(uri, (_, _) -> asked.add("received")));
        }
        assertThat(asked).isEmpty();
        assertThat(bystander.wasDisturbed()).isFalse();
    }
}
