// SPDX-License-Identifier: Apache-2.0
package spiders.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the tools of others, and returns what they print; one that is missing fails the test. */
public final class Peer {

    private static final int PATIENCE_SECONDS = 60;

    /** What a tool said, and its exit code. */
    public record Answer(int exitCode, String output) {}

    private Peer() {}

    /** Runs a tool that must succeed. */
    public static String run(String... command) {
        var answer = ask(command);
        if (answer.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + answer.output());
        }
        return answer.output();
    }

    public static Answer ask(String... command) {
        try {
            var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command[0] + " does not end");
            }
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("Install dcmtk, libgdcm-tools and dicom3tools", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public static String path(Path file) {
        return file.toAbsolutePath().toString();
    }
}
