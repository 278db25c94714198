// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A peer's program that runs while a test talks to it, its output in a file. */
final class Program implements AutoCloseable {

    private static final int TRIES = 400;
    private static final int POLL_MILLIS = 50;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Program start(Path log, String... command) {
        try {
            var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
            builder.environment().put("TCP_NODELAY", "1");
            return new Program(builder.redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " does not start: is it installed?", e);
        }
    }

    /** A script beside the tests. */
    static String script(String name) {
        try {
            var script = Objects.requireNonNull(Program.class.getResource(name));
            return Path.of(script.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Free to all, on every address: some peers share no port with a connection that has ended. */
    static int freePort() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something listens there, which a first connection does not disturb. */
    void awaitPort(int port) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        throw new AssertionError("Nothing listens on " + port + ": " + output());
    }

    /** Waits until this is in the output. */
    void await(String text) throws InterruptedException {
        for (int i = 0; i < TRIES && !output().contains(text); i++) {
            Thread.sleep(POLL_MILLIS);
        }
    }

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
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
