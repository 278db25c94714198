// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One started program, its output in a file beside its data; dies with this process at latest. */
final class PeerProcess implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int POLL_MILLIS = 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread lastResort;

    private PeerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts a program and waits until it listens on a port. */
    static PeerProcess start(
            Path directory, int port, List<String> command, Map<String, String> environment) {
        var name = Path.of(command.getFirst()).getFileName().toString();
        var log = directory.resolve(name + ".log");
        try {
            var builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            var started = new PeerProcess(name, builder.start(), log);
            started.awaitPort(port);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    name + " does not start: is its Debian package installed?", e);
        }
    }

    private void awaitPort(int port) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!isListening(port)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IOException(
                        "%s does not listen on port %d:%n%s"
                                .formatted(name, port, Files.readString(log)));
            }
            pause();
        }
    }

    static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a peer starts", e);
        }
    }

    /** A port that was free a moment ago: these programs cannot choose one themselves. */
    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Everything it has printed so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // Already shutting down.
        }
    }
}
