// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

/** The hub's software bill of materials (CycloneDX) names what stands in its folder. */
class BillOfMaterialsTest {

    private static final Path HUB = Path.of("../server/target/dist");

    @Test
    void every_library_of_the_hub_is_named_with_its_version_and_licence() throws IOException {
        var bill = JsonMapper.shared().readTree(Files.readString(HUB.resolve("bom.json")));
        assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
        var named = new HashSet<String>();
        for (var component : bill.path("components")) {
            var name = component.path("name").asString();
            named.add(name + "-" + component.path("version").asString());
            if (!component.path("group").asString().equals("spiders")) {
                assertThat(component.path("licenses").isEmpty()).as("licence of " + name).isFalse();
            }
        }
        try (var files = Files.list(HUB.resolve("lib"))) {
            var missing =
                    files.map(file -> file.getFileName().toString().replaceAll("\\.jar$", ""))
                            .filter(file -> !file.startsWith("server-"))
                            .filter(file -> named.stream().noneMatch(file::startsWith))
                            .toList();
            assertThat(missing).isEmpty();
        }
    }
}
