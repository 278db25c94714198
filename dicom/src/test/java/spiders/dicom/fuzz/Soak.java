// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs Jazzer on one parser after the other; a finding is left as a file beside its corpus. Not a
 * test: the profile {@code soak} starts it.
 */
public final class Soak {

    private static final int TIMEOUT_SECONDS = 10;

    private final Path folder;
    private final int seconds;

    private Soak(Path folder, int seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    /**
     * Takes a folder for corpora and findings, seconds for each parser, and names of parsers: none,
     * or an empty one, means all.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var soak = new Soak(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        var wanted = Stream.of(arguments).skip(2).filter(name -> !name.isEmpty()).toList();
        var found = new ArrayList<Parser>();
        for (var parser : wanted.isEmpty() ? Parser.all() : named(wanted)) {
            if (soak.finds(parser)) {
                found.add(parser);
            }
        }
        System.out.println(found.isEmpty() ? "Nothing was found" : "Findings: " + found);
        System.exit(found.isEmpty() ? 0 : 1);
    }

    private static List<Parser> named(List<String> names) {
        var parsers = new ArrayList<Parser>();
        for (var name : names) {
            parsers.add(
                    Parser.all().stream()
                            .filter(parser -> parser.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "No parser \"%s\", but %s"
                                                    .formatted(name, Parser.all()))));
        }
        return parsers;
    }

    private boolean finds(Parser parser) throws IOException, InterruptedException {
        var corpus = Files.createDirectories(folder.resolve(parser.folder()));
        int number = 0;
        for (var seed : parser.inputs()) {
            Files.write(corpus.resolve("seed" + number++), seed);
        }
        var log = folder.resolve(parser.folder() + ".log").toFile();
        System.out.printf("%s for %d s, told in %s%n", parser, seconds, log);
        return new ProcessBuilder(command(parser, corpus))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start()
                        .waitFor()
                != 0;
    }

    private List<String> command(Parser parser, Path corpus) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerTarget.class.getName(),
                "--target_args=" + parser.folder(),
                "--instrumentation_includes=spiders.dicom.**",
                // Classes of constants, whose one method is too long to be instrumented.
                "--instrumentation_excludes=spiders.dicom.dictionary.*",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator + parser.folder() + "-",
                "-max_total_time=" + seconds,
                "-timeout=" + TIMEOUT_SECONDS,
                "-max_len=65536",
                "-rss_limit_mb=4096",
                corpus.toString());
    }
}
