// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The demonstration from nothing, as often as there are rounds; says what it prints of its job. */
final class MainJobBenchmark {

    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) objects verified, (\\d+) MB in ([0-9.]+) s from registration");
    private static final Pattern READY = Pattern.compile("The hub is ready after ([0-9.]+) s");

    private final Workload workload;
    private final Path folder;

    MainJobBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var rows = new ArrayList<List<String>>();
        for (int round = 1; round <= workload.rounds(); round++) {
            var load = Markdown.load();
            var printed = demo(folder.resolve("demo" + round));
            var summary = SUMMARY.matcher(printed);
            var ready = READY.matcher(printed);
            if (!summary.find() || !ready.find()) {
                throw new IOException("The demonstration says nothing of its job:\n" + printed);
            }
            double seconds = Double.parseDouble(summary.group(3));
            double rate = Double.parseDouble(summary.group(2)) / seconds;
            rows.add(
                    List.of(
                            Integer.toString(round),
                            load,
                            ready.group(1),
                            summary.group(1),
                            summary.group(2),
                            summary.group(3),
                            String.format(Locale.ROOT, "%.1f", rate)));
            Markdown.say("- " + String.join(", ", rows.getLast()));
        }
        Markdown.table(
                List.of(
                        "round",
                        "load before",
                        "s to a ready hub",
                        "objects verified",
                        "MB",
                        "s from registration to the last verified object",
                        "MB/s"),
                rows);
    }

    private static String demo(Path data) throws IOException, InterruptedException {
        var classPath = System.getProperty("java.class.path");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process =
                new ProcessBuilder(
                                java.toString(),
                                "-XX:+UseCompactObjectHeaders",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dspiders.hub.classpath=" + classPath,
                                "-cp",
                                classPath,
                                "spiders.demo.Demo",
                                "--once",
                                "--data",
                                data.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("The demonstration failed:\n" + printed);
            }
            return printed;
        } finally {
            process.destroy();
        }
    }
}
