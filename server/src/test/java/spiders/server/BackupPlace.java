// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with hubs' configurations, a key, a backup, and what the commands say. */
final class BackupPlace {

    private final Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    BackupPlace(Path folder) throws InterruptedException {
        this.folder = folder;
        if (!Files.exists(key())) {
            run("backup", "--new-key", key().toString());
        }
    }

    Path key() {
        return folder.resolve("backup.key");
    }

    Path backup() {
        return folder.resolve("backup");
    }

    Path data(String name) {
        return folder.resolve(name);
    }

    /** The configuration of a hub with its own database, in the data folder of a name. */
    Path embedded(String name) throws IOException {
        var programs = Path.of(System.getProperty("java.io.tmpdir"), "spiders-test-programs");
        Files.createDirectories(programs);
        if (Files.notExists(data(name))) {
            Files.createDirectories(data(name));
            Files.createSymbolicLink(data(name).resolve("programs"), programs);
        }
        return file(name, "");
    }

    /** The same on a database that is run by others. */
    Path external(String name, String url, String user, String password) throws IOException {
        var secret = Files.writeString(folder.resolve("password"), password);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return file(
                name,
                "database: {url: \"%s\", user: %s, password-file: password}".formatted(url, user));
    }

    private Path file(String name, String database) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                data: %s
                http: {port: 0}
                metrics: {port: 0}
                dicom: {port: 0}
                demo-accounts: true
                %s
                """
                        .formatted(name, database));
    }

    static Configuration read(Path file) {
        return ConfigurationReader.read(file, Map.of());
    }

    int backUp(Path configuration) throws InterruptedException {
        return run(
                "backup",
                "--config",
                configuration.toString(),
                "--to",
                backup().toString(),
                "--key-file",
                key().toString());
    }

    int restore(Path configuration, String... more) throws InterruptedException {
        var words =
                new ArrayList<>(
                        List.of(
                                "--from",
                                backup().toString(),
                                "--config",
                                configuration.toString(),
                                "--key-file",
                                key().toString()));
        words.addAll(List.of(more));
        return run("restore", words.toArray(String[]::new));
    }

    /** Runs a command as its words; what it says is in {@link #said}. */
    int run(String command, String... words) throws InterruptedException {
        said.reset();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Optional<Integer> code = new BackupCommands(stream, stream).run(command, List.of(words));
        return code.orElseThrow(() -> new AssertionError("no such command"));
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** The files of a folder of the backup, in order. */
    List<Path> files(String below) throws IOException {
        try (var files = Files.walk(backup().resolve(below))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The folder of the newest snapshot. */
    Path newest() throws IOException {
        try (var snapshots = Files.list(backup().resolve("snapshots"))) {
            return snapshots.sorted().toList().getLast();
        }
    }
}
