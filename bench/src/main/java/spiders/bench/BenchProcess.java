// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A program that listens on a port, in a process that ends with this one at latest. */
record BenchProcess(Process process, int port) implements AutoCloseable {

    private static final int TRIES = 500;
    private static final int POLL_MILLIS = 20;

    /** A program of this class path, with 256 MB of heap. */
    static BenchProcess java(Class<?> program, int port, Path folder, Path log)
            throws IOException, InterruptedException {
        return java(program, port, List.of("-Xmx256m"), List.of(folder.toString()), log);
    }

    /**
     * The same.
     *
     * @param options of the JVM
     * @param arguments of the program, after the port
     */
    static BenchProcess java(
            Class<?> program, int port, List<String> options, List<String> arguments, Path log)
            throws IOException, InterruptedException {
        var home = Objects.requireNonNull(System.getProperty("java.home"));
        var command = new ArrayList<String>();
        command.add(Path.of(home, "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(Objects.requireNonNull(System.getProperty("java.class.path")));
        command.add(program.getName());
        command.add(Integer.toString(port));
        command.addAll(arguments);
        return start(command, port, log);
    }

    /** Starts it without Nagle's algorithm, and waits until it listens. */
    static BenchProcess start(List<String> command, int port, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TCP_NODELAY", "1");
        var process = builder.redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        for (int i = 0; i < TRIES; i++) {
            if (isListening(port)) {
                return new BenchProcess(process, port);
            }
            Thread.sleep(POLL_MILLIS);
        }
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " does not listen: see " + log);
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
