// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One data folder of PostgreSQL: made, started, found running, stopped. */
final class PostgresCluster {

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration TOOL_PATIENCE = Duration.ofMinutes(2);
    private static final String NO_SOCKET = "could not create any TCP/IP sockets";
    private static final int PORT_TRIES = 5;
    private static final long POLL_MILLIS = 40;
    private static final long LOG_LIMIT = 10L << 20;

    private final PostgresOptions options;
    private final PostgresPrograms programs;
    private final PostgresPrivileges privileges;
    private final Path folder;
    private final String password;

    private PostgresCluster(
            PostgresOptions options, PostgresPrivileges privileges, String password) {
        this.options = options;
        this.programs = PostgresPrograms.in(options.programs());
        this.privileges = privileges;
        this.folder = options.data().resolve("cluster");
        this.password = password;
    }

    /** The cluster of a folder that this process holds, made when it is not there. */
    static PostgresCluster in(PostgresOptions options) throws IOException, InterruptedException {
        var privileges = PostgresPrivileges.ofThisProcess();
        var open = privileges == PostgresPrivileges.NOBODY ? "rwx--x--x" : "rwx------";
        Files.setPosixFilePermissions(options.data(), PosixFilePermissions.fromString(open));
        var cluster = new PostgresCluster(options, privileges, password(options.data()));
        if (!Files.isDirectory(cluster.folder)) {
            cluster.make();
        }
        return cluster;
    }

    /** How to reach the server that another process runs on a folder; empty where none answers. */
    static Optional<DatabaseAccess> running(Path data) throws IOException {
        var port = port(data.resolve("cluster"));
        var secret = data.resolve("password");
        if (port.isEmpty() || !Files.exists(secret)) {
            return Optional.empty();
        }
        var access = access(port.getAsInt(), Files.readString(secret).strip());
        return access.refusal().isEmpty() ? Optional.of(access) : Optional.empty();
    }

    /** How to reach the server's own database. */
    DatabaseAccess access(int port) {
        return access(port, password);
    }

    private static DatabaseAccess access(int port, String password) {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
        return new DatabaseAccess(url, EmbeddedPostgres.NAME, password);
    }

    /**
     * The port of a server of this folder that outlived its hub, once it answers.
     *
     * <p>A {@code postmaster.pid} without processes is deleted: its number may meanwhile be another
     * process's (containers count from one), which PostgreSQL would take for itself.
     */
    OptionalInt survivor() throws IOException, InterruptedException {
        var end = Instant.now().plus(START_PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (!isRunning()) {
                Files.deleteIfExists(folder.resolve("postmaster.pid"));
                return OptionalInt.empty();
            }
            var port = port();
            if (port.isPresent() && answers(port.getAsInt())) {
                return port;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new PostgresStartException(
                "A server left running on %s neither answers nor stops".formatted(folder));
    }

    /** Starts the server, and returns its port when it answers. */
    int start() throws IOException, InterruptedException {
        return start(PostgresCluster::freePort);
    }

    /** Which port is tried next. */
    @FunctionalInterface
    interface Ports {
        int next() throws IOException;
    }

    /** A port that was free a moment ago may be another's by then: the next one is tried. */
    int start(Ports ports) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            int port = ports.next();
            var process = launch(port);
            if (awaitAnswer(process, port)) {
                return port;
            }
            if (tries == PORT_TRIES || !logEnd().contains(NO_SOCKET)) {
                throw new PostgresStartException(
                        "PostgreSQL stopped as it started (%s): %s".formatted(log(), logEnd()));
            }
        }
    }

    /** Stops the server if it runs, and waits for it. */
    void stop() {
        try {
            if (isRunning()) {
                run("pg_ctl", "-D", folder.toString(), "-m", "fast", "-w", "-t", "60", "stop");
            }
        } catch (IOException e) {
            throw new PostgresStartException("PostgreSQL does not stop: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server still stops when this process does.
        }
    }

    private void make() throws IOException, InterruptedException {
        var fresh = options.data().resolve("cluster.new");
        Folders.delete(fresh);
        Files.createDirectory(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var secret = options.data().resolve("initdb-password");
        writeSecret(secret, password);
        if (privileges == PostgresPrivileges.NOBODY) {
            Files.setAttribute(fresh, "unix:uid", PostgresPrivileges.NOBODY_ID);
            Files.setAttribute(secret, "unix:uid", PostgresPrivileges.NOBODY_ID);
        }
        try {
            run(
                    "initdb",
                    "-D",
                    fresh.toString(),
                    "-U",
                    EmbeddedPostgres.NAME,
                    "-A",
                    "scram-sha-256",
                    "--pwfile",
                    secret.toString(),
                    "-E",
                    "UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums",
                    options.durable() ? "--sync-method=fsync" : "--no-sync");
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(fresh, folder);
    }

    private static String password(Path data) throws IOException {
        var file = data.resolve("password");
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            var fresh = data.resolve("password.new");
            writeSecret(fresh, HexFormat.of().formatHex(random));
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardOpenOption.SYNC, StandardOpenOption.WRITE);
    }

    /**
     * The process belongs to a thread that lives as long as it: the death signal is tied to the
     * thread that forked, not to this whole process.
     */
    private Process launch(int port) throws IOException, InterruptedException {
        rotateLog();
        var builder = builder(serverCommand(port));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon(true).name("postmaster").start(() -> keep(builder, started));
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException("PostgreSQL cannot be run", e.getCause());
        }
    }

    private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            var process = builder.start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> serverCommand(int port) throws IOException, InterruptedException {
        var command = new ArrayList<>(privileges.serverPrefix());
        command.addAll(List.of(programs.path("postgres"), "-D", folder.toString()));
        command.addAll(List.of("-p", String.valueOf(port)));
        var settings =
                new ArrayList<>(
                        List.of(
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "shared_buffers=256MB",
                                "max_connections=200",
                                "timezone=UTC",
                                "log_timezone=UTC",
                                // No statement and no detail: they would hold patients' data.
                                "log_min_error_statement=panic",
                                "log_error_verbosity=terse"));
        if (!options.durable()) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private boolean awaitAnswer(Process process, int port) throws InterruptedException {
        var end = Instant.now().plus(START_PATIENCE);
        while (process.isAlive()) {
            if (answers(port)) {
                return true;
            }
            if (Instant.now().isAfter(end)) {
                process.destroy();
                throw new PostgresStartException("PostgreSQL does not answer; see " + log());
            }
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** If it does not yet, or no longer: the caller's patience decides. */
    private boolean answers(int port) {
        return access(port).answers();
    }

    /** Whether a process of this cluster lives: each of them works in its folder. */
    private boolean isRunning() throws IOException {
        var here = folder.toRealPath();
        return ProcessHandle.allProcesses().anyMatch(process -> worksIn(process, here));
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            var link = Path.of("/proc", String.valueOf(process.pid()), "cwd");
            return Files.readSymbolicLink(link).equals(folder);
        } catch (IOException e) {
            return false; // Gone, or of another user, so not ours.
        }
    }

    private OptionalInt port() throws IOException {
        return port(folder);
    }

    private static OptionalInt port(Path folder) throws IOException {
        try {
            var lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            return lines.size() < 4
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(lines.get(3).strip()));
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(privileges.prefix());
        command.add(programs.path(program));
        command.addAll(List.of(arguments));
        var output = options.data().resolve(program + ".log");
        var process = builder(command).redirectOutput(output.toFile()).start();
        if (!process.waitFor(TOOL_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new PostgresStartException(program + " takes too long; see " + output);
        }
        if (process.exitValue() != 0) {
            throw new PostgresStartException(
                    "%s failed (%s): %s".formatted(program, output, end(output)));
        }
        Files.delete(output);
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.directory(options.data().toFile());
        return builder;
    }

    private Path log() {
        return options.data().resolve("postgresql.log");
    }

    private String logEnd() throws IOException {
        return end(log());
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
            Files.deleteIfExists(options.data().resolve("postgresql.log.1"));
            Files.move(log(), options.data().resolve("postgresql.log.1"));
        }
    }

    private static String end(Path file) throws IOException {
        var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
