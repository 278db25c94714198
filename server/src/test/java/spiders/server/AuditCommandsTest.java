// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.security.store.AnchorTable;
import spiders.server.configuration.ConfigurationException;
import spiders.server.configuration.ConfigurationReader;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/** What an administrator makes, exports and verifies of the audit. */
class AuditCommandsTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void a_key_is_made_once_and_tells_its_public_half() throws Exception {
        var file = folder.resolve("audit.key").toString();
        assertThat(run("new-key", file)).contains(0);
        assertThat(said()).contains("Key ").contains("-----BEGIN PUBLIC KEY-----");
        said.reset();
        assertThat(run("public-key", file)).contains(0);
        assertThat(said()).startsWith("-----BEGIN PUBLIC KEY-----").doesNotContain("PRIVATE");
        assertThat(run("new-key", file)).contains(1);
        assertThat(said()).contains("is there already");
        assertThat(run("new-key")).isEmpty();
        assertThat(run()).isEmpty();
    }

    @Test
    void a_hub_with_a_key_anchors_what_it_records() throws Exception {
        assertThat(run("new-key", folder.resolve("audit.key").toString())).contains(0);
        try (var hub = Hub.start(ConfigurationReader.read(configuration(), Map.of()))) {
            var table = new AnchorTable(hub.get(DataSource.class));
            for (int i = 0; i < 300 && table.last().isEmpty(); i++) {
                Thread.sleep(100);
            }
            assertThat(table.last()).isPresent();
        }
        assertThat(Files.readAllLines(folder.resolve("data/anchors/anchors-hub.jsonl")))
                .isNotEmpty();
    }

    @Test
    void a_key_that_is_not_there_is_refused_with_the_command_that_makes_it() throws Exception {
        var file = configuration();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigurationReader.read(file, Map.of()))
                .withMessageContaining("./spiders audit new-key");
    }

    private Optional<Integer> run(String... words) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new AuditCommands(out, out).run(List.of(words));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Path configuration() throws Exception {
        return Files.writeString(
                folder.resolve("hub.yaml"),
                """
                data: data
                http: {port: 0}
                metrics: {port: 0}
                dicom: {port: 0}
                demo-accounts: true
                audit: {anchors: {key-file: audit.key}}
                """);
    }
}
