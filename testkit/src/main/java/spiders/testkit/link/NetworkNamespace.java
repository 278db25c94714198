// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network of Linux with nothing in it but its loopback: what runs there reaches nothing else. It
 * lives as long as the process that holds it, which ends with this one.
 */
public final class NetworkNamespace implements AutoCloseable {

    private static final String UP = "up";

    private final List<Process> holder;

    /** Makes one. */
    public static NetworkNamespace create() throws IOException {
        var process =
                new ProcessBuilder(
                                "unshare",
                                "--net",
                                "sh",
                                "-c",
                                "ip link set lo up && echo " + UP + " && exec cat")
                        .redirectErrorStream(true)
                        .start();
        var said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))
                        .readLine();
        if (!UP.equals(said)) {
            process.destroyForcibly();
            throw new IOException(
                    "no network namespace, for which this must be root: "
                            + Optional.ofNullable(said).orElse(""));
        }
        return new NetworkNamespace(List.of(process));
    }

    /** That in which this process runs, which is to be one that was made for it. */
    public static NetworkNamespace ofThisProcess() {
        return new NetworkNamespace(List.of());
    }

    public boolean isOfThisProcess() {
        return holder.isEmpty();
    }

    private NetworkNamespace(List<Process> holder) {
        this.holder = holder;
    }

    /** The command line that runs another in it. */
    public List<String> command(List<String> words) {
        var command = new ArrayList<String>();
        if (!holder.isEmpty()) {
            command.addAll(List.of("nsenter", "--net=" + path()));
        }
        command.addAll(words);
        return command;
    }

    private String path() {
        return holder.isEmpty()
                ? "/proc/self/ns/net"
                : "/proc/%d/ns/net".formatted(holder.getFirst().pid());
    }

    /** Runs a command in it to its end. */
    public void run(String... words) throws IOException {
        var process = new ProcessBuilder(command(List.of(words))).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("%s: %s".formatted(String.join(" ", words), said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Does something in a thread of that network: a socket that it opens, and what this one
     * accepts, stays there, whoever uses it later.
     */
    public <T> T call(Callable<T> action) throws IOException, InterruptedException {
        var task = new FutureTask<T>(() -> entered(action));
        Thread.ofPlatform().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private <T> T entered(Callable<T> action) throws Exception {
        if (!holder.isEmpty()) {
            Syscalls.enter(path());
        }
        return action.call();
    }

    @Override
    public void close() {
        holder.forEach(Process::destroyForcibly);
    }
}
