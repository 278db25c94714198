// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Jazzer on one parser after the other; a finding is left as a file beside its corpus. Not a
 * test: the profile {@code soak} starts it.
 */
public final class Soak {

    private Soak() {}

    /** Takes a folder for corpora and findings, and seconds for each parser. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        var found = new ArrayList<Parser>();
        for (var parser : Parser.all()) {
            System.out.printf("%s for %d s%n", parser, seconds);
            if (run(parser, folder, seconds) != 0) {
                found.add(parser);
            }
        }
        System.out.println(found.isEmpty() ? "Nothing was found" : "Findings: " + found);
        System.exit(found.isEmpty() ? 0 : 1);
    }

    private static int run(Parser parser, Path folder, int seconds)
            throws IOException, InterruptedException {
        var corpus = Files.createDirectories(folder.resolve(parser.folder()));
        int number = 0;
        for (var seed : parser.inputs()) {
            Files.write(corpus.resolve("seed" + number++), seed);
        }
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + parser.targetClass(),
                        "--instrumentation_includes=spiders.dicom.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder.resolve(parser.folder()) + "-",
                        "-max_total_time=" + seconds,
                        "-max_len=65536",
                        "-rss_limit_mb=4096",
                        corpus.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
