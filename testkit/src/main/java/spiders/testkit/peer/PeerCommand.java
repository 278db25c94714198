// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end, such as storescu, within a minute. */
public final class PeerCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How it ended, and all it printed. */
    public record Result(int exitCode, String output) {}

    private PeerCommand() {}

    /** Runs it in a directory, with TCP_NODELAY=1 for DCMTK's sake. */
    public static Result run(Path directory, String... command) {
        return run(directory, Map.of("TCP_NODELAY", "1"), List.of(command));
    }

    /** The same with an environment of one's own. */
    public static Result run(
            Path directory, Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close(); // Nothing is typed: some would wait for it.
            Thread.ofVirtual().start(() -> stopLate(process));
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.getFirst() + " does not run: is its Debian package installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.getFirst() + " runs", e);
        }
    }

    private static void stopLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
