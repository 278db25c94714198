// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The hub, as a process of its own that ends with this one. */
public final class HubProcess implements AutoCloseable {

    private static final Path PARENT_DEATH = Path.of("/usr/bin/setpriv");
    private static final Duration STOP = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LAST_LINES = 25;
    private static final int OK = 200;

    private final Process process;
    private final Path log;

    private HubProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a hub.
     *
     * @param classPath of the hub's program
     * @param log what it prints, written anew
     */
    public static HubProcess start(String classPath, Path configuration, Path log)
            throws IOException, InterruptedException {
        return start(classPath, configuration, log, List.of());
    }

    /** The same with further options for its JVM, such as {@code -Xmx512m}. */
    public static HubProcess start(
            String classPath, Path configuration, Path log, List<String> options)
            throws IOException, InterruptedException {
        var command = command(classPath, configuration, options);
        var started = new CompletableFuture<Process>();
        // The signal at a parent's death is that of the thread which made the child: it must live.
        Thread.ofPlatform().daemon(true).name("hub").start(() -> run(command, log, started));
        try {
            return new HubProcess(started.get(), log);
        } catch (ExecutionException e) {
            throw new IOException("The hub cannot be started: " + e.getCause(), e);
        }
    }

    private static List<String> command(
            String classPath, Path configuration, List<String> options) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(PARENT_DEATH)) {
            command.addAll(List.of(PARENT_DEATH.toString(), "--pdeathsig", "TERM"));
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        command.add(java.toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        "spiders.server.Server",
                        "serve",
                        "--config",
                        configuration.toString()));
        return command;
    }

    private static void run(List<String> command, Path log, CompletableFuture<Process> started) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it says that it is ready; throws when it ends before or takes too long. */
    public void awaitReady(URI base, Duration patience) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve("/health/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        long end = System.nanoTime() + patience.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end) {
                requireAlive();
                if (isReady(client, request)) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        }
        throw new IOException(
                "The hub was not ready within %d s; the end of %s:%n%s"
                        .formatted(patience.toSeconds(), log, lastLines()));
    }

    private static boolean isReady(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == OK;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    /** Throws with the end of its log when it has ended. */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "The hub ended with code %d; the end of %s:%n%s"
                            .formatted(process.exitValue(), log, lastLines()));
        }
    }

    /** Completes when it ends. */
    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    public long pid() {
        return process.pid();
    }

    /** The last lines of its log. */
    String lastLines() throws IOException {
        var lines = Files.readAllLines(log);
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return String.join(System.lineSeparator(), last);
    }

    /** Ends it at once, as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, and makes it after 25 seconds. */
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
    }
}
