// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationReader;
import spiders.web.Web;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

class HubTest {

    @TempDir private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_hub_starts_says_that_it_is_ready_and_guards_its_doors() throws Exception {
        try (var hub = Hub.start(configuration(0, 0))) {
            assertThat(get(hub, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(hub, "/health/ready").body())
                    .startsWith("{\"status\":\"")
                    .doesNotContain("down");
            assertThat(get(hub, "/").headers().firstValue("Location").orElseThrow())
                    .endsWith("/login");
            assertThat(get(hub, "/dicomweb/studies").statusCode()).isEqualTo(401);
            assertThat(get(hub, "/viewer/viewer").statusCode()).isEqualTo(302);
            assertThat(get(hub, "/login").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void every_route_for_programs_is_described_and_no_other() throws Exception {
        try (var hub = Hub.start(configuration(0, 0))) {
            var description = JsonMapper.shared().readTree(get(hub, "/api/openapi.json").body());
            var described = new TreeSet<String>();
            for (var path : description.path("paths").properties()) {
                for (var method : path.getValue().propertyNames()) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
            var routes =
                    hub.get(Web.class).routes().table().routes().stream()
                            .filter(route -> route.pattern().startsWith("/api/"))
                            .map(route -> route.method() + " " + route.pattern())
                            .toList();
            assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
            for (var reference : description.findValuesAsString("$ref")) {
                assertThat(description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            }
        }
    }

    @Test
    void a_hub_that_stopped_starts_again_on_its_data() throws Exception {
        try (var hub = Hub.start(configuration(0, 0))) {
            assertThat(get(hub, "/health/ready").statusCode()).isEqualTo(200);
        }
        try (var hub = Hub.start(configuration(0, 0))) {
            assertThat(get(hub, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_closed_dicom_door_is_503_with_its_word_alone() throws Exception {
        try (var hub = Hub.start(configuration(0, 0))) {
            hub.get(DicomDoor.class).stop();
            Thread.sleep(1100); // An answer is shared for a second.
            var answer = get(hub, "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .startsWith("{\"status\":\"down\",\"reasons\":[")
                    .contains("\"dicom-closed\"");
            assertThat(get(hub, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_taken_port_is_named_and_nothing_is_left_running() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatExceptionOfType(HubStartException.class)
                    .isThrownBy(() -> Hub.start(configuration(port, 0)))
                    .withMessageContaining("port " + port)
                    .withMessageContaining("http.port");
            assertThatExceptionOfType(HubStartException.class)
                    .isThrownBy(() -> Hub.start(configuration(0, port)))
                    .withMessageContaining(String.valueOf(port))
                    .withMessageContaining("dicom.port");
        }
        Hub.start(configuration(0, 0)).close(); // The folder is free again.
    }

    private HttpResponse<String> get(Hub hub, String path) throws Exception {
        var address = URI.create("http://127.0.0.1:" + hub.httpPort() + path);
        return client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Configuration configuration(int http, int dicom) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("hub.yaml"),
                        """
                        data: data
                        http: {port: %d}
                        metrics: {port: 0}
                        dicom: {port: %d}
                        demo-accounts: true
                        """
                                .formatted(http, dicom));
        return ConfigurationReader.read(file, Map.of());
    }
}
