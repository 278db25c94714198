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
    void the_audit_of_a_hub_is_anchored_verified_exported_and_verified_elsewhere()
            throws Exception {
        var key = folder.resolve("audit.key").toString();
        assertThat(run("new-key", key)).contains(0);
        said.reset();
        assertThat(run("public-key", key)).contains(0);
        var open = Files.writeString(folder.resolve("public.pem"), said()).toString();
        var export = folder.resolve("audit.jsonl").toString();
        var config = configuration().toString();
        var anchors = folder.resolve("data/anchors/anchors-hub.jsonl").toString();
        try (var hub = Hub.start(ConfigurationReader.read(Path.of(config), Map.of()))) {
            waitForAnchor(hub);
            assertSaid(0, "Verified.", "verify", "--config", config);
            assertThat(said()).contains("Anchors in the database: 1", "Anchors in " + anchors);
            assertSaid(
                    0, " records of the chain and ", "export", "--config", config, "--to", export);
            assertSaid(1, "is there already", "export", "--config", config, "--to", export);
        }
        assertSaid(0, "Verified.", "verify", "--config", config);
        assertSaid(
                0,
                "Verified.",
                "verify",
                "--export",
                export,
                "--anchors",
                anchors,
                "--public-key",
                open);
        assertSaid(0, "whose the anchors are is not known", "verify", "--export", export);

        var text = Files.readString(Path.of(export));
        Files.writeString(Path.of(export), text.replaceFirst("CREATE_ACCOUNT", "CHANGE_ACCOUNT"));
        assertSaid(1, "ALTERED at position ", "verify", "--export", export);
        assertThat(said()).startsWith("ALTERED at position ").contains("NOT verified");
    }

    private static void waitForAnchor(Hub hub) throws InterruptedException {
        var table = new AnchorTable(hub.get(DataSource.class));
        for (int i = 0; i < 300 && table.last().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(table.last()).isPresent();
    }

    @Test
    void an_export_of_some_days_is_what_was_asked_for() throws Exception {
        run("new-key", folder.resolve("audit.key").toString());
        var config = configuration().toString();
        Hub.start(ConfigurationReader.read(Path.of(config), Map.of())).close();
        var none = folder.resolve("none.jsonl").toString();
        var all = folder.resolve("all.jsonl").toString();

        assertSaid(
                0,
                "0 records of the chain",
                "export",
                "--config",
                config,
                "--to",
                none,
                "--from",
                "2020-01-01",
                "--to-time",
                "2020-01-02T08:00:00Z");
        assertSaid(0, "as it was asked to", "verify", "--export", none);
        assertSaid(
                0,
                "records of the chain",
                "export",
                "--config",
                config,
                "--to",
                all,
                "--from",
                "2020-01-01");
        assertSaid(0, "Verified.", "verify", "--export", all);
        assertSaid(
                1,
                "\"yesterday\" is no day",
                "export",
                "--config",
                config,
                "--to",
                all,
                "--from",
                "yesterday");
        assertSaid(1, "there is no ", "verify", "--export", all + "x");
    }

    @Test
    void words_that_make_no_command_are_none() throws Exception {
        assertThat(run("verify")).isEmpty();
        assertThat(run("verify", "--config", "a", "--export", "b")).isEmpty();
        assertThat(run("verify", "--export", "b", "--all")).isEmpty();
        assertThat(run("export", "--config", "a")).isEmpty();
        assertThat(run("forget")).isEmpty();
    }

    private void assertSaid(int code, String words, String... command) throws Exception {
        said.reset();
        assertThat(run(command)).as(said()).contains(code);
        assertThat(said()).contains(words);
    }

    @Test
    void a_key_that_is_not_there_is_refused_with_the_command_that_makes_it() throws Exception {
        var file = configuration();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigurationReader.read(file, Map.of()))
                .withMessageContaining("./spiders audit new-key");
    }

    private Optional<Integer> run(String... words) throws InterruptedException {
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
