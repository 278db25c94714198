// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Prints what a document can take as it is. */
final class Markdown {

    private static final PrintStream OUT = System.out;

    private Markdown() {}

    static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }

    static void table(List<String> heading, List<List<String>> rows) {
        say("");
        say("| " + String.join(" | ", heading) + " |");
        say("|" + "---|".repeat(heading.size()));
        rows.forEach(row -> say("| " + String.join(" | ", row) + " |"));
        say("");
    }

    /** The load of the last minute, as the machine tells it. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    }

    /** Names the machine, and the load that others put on it. */
    static void machine() throws IOException {
        say(
                "%d cores, %s, Java %s, load %s before the start"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                Objects.requireNonNullElse(System.getProperty("os.name"), "?"),
                                Runtime.version(),
                                load()));
    }
}
