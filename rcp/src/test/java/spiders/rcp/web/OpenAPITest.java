// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class OpenAPITest {

    @TempDir private Path folder;

    @Test
    void the_description_names_every_route_of_the_interface_and_no_other() throws IOException {
        try (var server = RcpServer.start(folder, List.of())) {
            var description = description(server);

            assertThat(description.path("openapi").asString()).isEqualTo("3.1.0");
            assertThat(described(description)).isEqualTo(routes(server));
        }
    }

    @Test
    void every_reference_of_the_description_leads_somewhere() throws IOException {
        try (var server = RcpServer.start(folder, List.of())) {
            var description = description(server);

            for (var reference : description.findValuesAsString("$ref")) {
                assertThat(description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            }
        }
    }

    private static JsonNode description(RcpServer server) {
        try (var browser = new Browser(server.address())) {
            return JsonMapper.shared().readTree(browser.get("/api/openapi.json").body());
        }
    }

    private static Set<String> described(JsonNode description) {
        var all = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        all.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        return all;
    }

    private static Set<String> routes(RcpServer server) {
        return server.web().web().routes().table().routes().stream()
                .filter(route -> route.pattern().startsWith("/api/"))
                .map(route -> route.method() + " " + route.pattern())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
