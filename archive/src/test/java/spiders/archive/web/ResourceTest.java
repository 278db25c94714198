// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class ResourceTest {

    @Test
    void the_resources_that_are_listed_are_those_that_have_a_route(@TempDir Path folder)
            throws IOException {
        try (var web = new WebArchive(folder)) {
            var routes =
                    web.server.web().routes().table().routes().stream()
                            .filter(route -> route.pattern().startsWith(Paths.ROOT))
                            .map(route -> route.method().name() + " " + route.pattern())
                            .toList();
            assertThat(Resource.all())
                    .extracting(resource -> resource.method() + " " + resource.path())
                    .containsExactlyInAnyOrderElementsOf(routes);
        }
    }
}
