// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import spiders.archive.ObjectPlace;
import spiders.server.configuration.Configuration;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What is packaged names things that exist, and its command lines start a hub that stops. */
class PackagingTest {

    private static final int SIGTERM = 143;
    private static final String LIBRARIES = "/opt/spiders/lib";
    private static final String S3 = "packaging/compose/two-nodes-s3/";
    private static final List<String> COMPOSED =
            List.of(
                    "compose/compose.yaml",
                    "compose/two-nodes.yaml",
                    "compose/two-nodes-s3/compose.yaml");

    /** A file in a container, of those that are put there. */
    private static final Pattern NAMED =
            Pattern.compile("(/run/secrets/|/etc/spiders/)([a-z][a-z.-]*[a-z])");

    @TempDir private Path folder;

    @Test
    void the_units_command_starts_a_hub_that_stops_on_sigterm() throws Exception {
        var unit = Repository.text("packaging/systemd/spiders.service");
        var line = value(unit, "ExecStart");
        var configuration = new BackupPlace(folder).embedded("hub");
        var process = start(List.of(line.split(" ")), configuration);
        try (var said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).startsWith("SPIDERS runs: ");
            assertThat(folder.resolve("hub/postgresql/cluster/postmaster.pid")).exists();
            process.destroy();
            assertThat(process.waitFor(seconds(value(unit, "TimeoutStopSec")), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(SIGTERM);
        assertThat(value(unit, "SuccessExitStatus")).isEqualTo("" + SIGTERM);
        assertThat(folder.resolve("hub/postgresql/cluster/postmaster.pid"))
                .as("its PostgreSQL has stopped with it")
                .doesNotExist();
    }

    @Test
    void the_backup_units_words_make_a_command() throws Exception {
        var unit = Repository.text("packaging/systemd/spiders-backup.service");
        var words = List.of(value(unit, "ExecStart").split(" "));
        var command = words.subList(words.indexOf("spiders.server.Server") + 1, words.size());
        assertThat(command.getFirst()).isEqualTo("backup");
        var place = new BackupPlace(folder);
        assertThat(place.run("backup", command.subList(1, command.size()).toArray(String[]::new)))
                .as("refused for its missing configuration, and not as a wrong command")
                .isEqualTo(1);
        assertThat(place.said()).contains("/etc/spiders/hub.yaml");
    }

    @Test
    void the_image_is_made_of_what_the_build_makes_and_starts_the_hub() throws Exception {
        var image = Repository.text("packaging/container/Dockerfile");
        assertThat(Repository.text("server/pom.xml"))
                .contains("<outputDirectory>${project.build.directory}/dist/lib<");
        assertThat(image)
                .contains("COPY server/target/dist/lib " + LIBRARIES)
                .contains("USER 10001:10001")
                .doesNotContain("USER root");
        var entry = json(image, "ENTRYPOINT");
        var command = json(image, "CMD");
        assertThat(command.getFirst()).isEqualTo("serve");
        var words = new ArrayList<>(entry);
        words.addAll(List.of("config", "example"));
        var process = start(words, folder.resolve("none.yaml"));
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said).contains("data: spiders-data");
    }

    @Test
    void the_compose_files_and_rules_are_well_formed_and_name_files_that_exist() throws Exception {
        for (var name : COMPOSED) {
            var document = (Map<?, ?>) yaml("packaging/" + name);
            var services = (Map<?, ?>) Objects.requireNonNull(document.get("services"));
            for (var service : services.values()) {
                var build = ((Map<?, ?>) service).get("build");
                if (build instanceof Map<?, ?> map) {
                    var context =
                            Repository.ROOT
                                    .resolve("packaging/" + name)
                                    .resolveSibling("" + map.get("context"));
                    assertThat(context.resolve("" + map.get("dockerfile")).normalize()).exists();
                }
                var image = "" + ((Map<?, ?>) service).get("image");
                assertThat(image)
                        .as("an image, of no registry that is named here")
                        .matches("spiders|postgres:18|[$][{]S3_IMAGE:[?].*}");
            }
        }
        var rules = (Map<?, ?>) yaml("packaging/prometheus/alerts.yaml");
        assertThat((List<?>) rules.get("groups")).isNotEmpty();
        var dashboard =
                JsonMapper.builder()
                        .build()
                        .readTree(Repository.text("packaging/grafana/spiders.json"));
        assertThat(dashboard.get("panels").size()).isGreaterThan(5);
    }

    /** The two nodes are what they should be, and find in their containers what they name. */
    @Test
    void two_nodes_on_s3_differ_in_their_names_alone_and_are_given_every_file() throws Exception {
        var a = node("node-a.yaml");
        var b = node("node-b.yaml");

        assertThat(a.node()).isNotEqualTo(b.node());
        assertThat(a.database()).isEqualTo(b.database());
        assertThat(a.objects()).isEqualTo(b.objects()).isInstanceOf(ObjectPlace.Bucket.class);
        var compose = Repository.text(S3 + "compose.yaml");
        for (var name : List.of("node-a", "node-b")) {
            var named = NAMED.matcher(Repository.text(S3 + name + ".yaml"));
            int files = 0;
            while (named.find()) {
                files++;
                var file = named.group(2);
                assertThat(compose)
                        .contains(
                                named.group(1).equals("/run/secrets/")
                                        ? file + ": {file: secrets/" + file + "}"
                                        : "./secrets/" + file + ":/etc/spiders/" + file + ":ro");
            }
            assertThat(files).isEqualTo(5);
            assertThat(compose).contains("./%s.yaml:/etc/spiders/hub.yaml:ro".formatted(name));
        }
        for (var variable : List.of("S3_IMAGE", "S3_COMMAND", "S3_DATA")) {
            assertThat(compose).contains("${" + variable + ":?");
            assertThat(Repository.lines(S3 + "example.env"))
                    .anyMatch(line -> line.startsWith(variable + "="));
        }
    }

    /** Its configuration, read and held to be safe, with the files of the containers made here. */
    private Configuration node(String name) throws IOException {
        var text = Repository.text(S3 + name);
        var named = NAMED.matcher(text);
        while (named.find()) {
            var file = Files.writeString(folder.resolve(named.group(2)), "x");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
        var here =
                text.replace("/run/secrets/", folder + "/")
                        .replace("password-file: /etc/spiders/", "password-file: " + folder + "/")
                        .replace("trust: /etc/spiders/", "trust: " + folder + "/");
        return BackupPlace.read(Files.writeString(folder.resolve(name), here));
    }

    private static Object yaml(String file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.text(file));
    }

    private static String value(String unit, String key) {
        return unit.lines()
                .filter(line -> line.startsWith(key + "="))
                .findFirst()
                .orElseThrow()
                .substring(key.length() + 1);
    }

    private static long seconds(String value) {
        return Long.parseLong(value);
    }

    /** The words of a line of the image, which stand there as JSON. */
    private static List<String> json(String image, String instruction) {
        var line =
                image.lines()
                        .filter(text -> text.startsWith(instruction + " "))
                        .findFirst()
                        .orElseThrow();
        return List.of(
                JsonMapper.builder()
                        .build()
                        .readValue(line.substring(instruction.length()), String[].class));
    }

    /** The command as it stands, on this Java, these classes and a configuration of the test. */
    private static Process start(List<String> words, Path configuration) throws IOException {
        var command = new ArrayList<String>();
        for (var word : words) {
            command.add(
                    switch (word) {
                        case "java", "/usr/bin/java" ->
                                Path.of(System.getProperty("java.home"), "bin/java").toString();
                        case LIBRARIES + "/*" -> System.getProperty("java.class.path");
                        case "/etc/spiders/hub.yaml" -> configuration.toString();
                        default -> word;
                    });
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Files.createDirectories(configuration.resolveSibling(""));
        return builder.start();
    }
}
