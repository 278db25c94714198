// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of this repository, as the tests over all modules read them. */
final class Repository {

    static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("docs/architecture.md")))
                .findFirst()
                .orElseThrow();
    }

    /** The tracked files whose names end in one of these, as paths below the root. */
    static List<String> files(String... endings) throws IOException, InterruptedException {
        var git =
                new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard")
                        .directory(ROOT.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String listed;
        try (InputStream out = git.getInputStream()) {
            listed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (git.waitFor() != 0) {
            throw new IOException("git lists no files");
        }
        return listed.lines()
                .filter(file -> Arrays.stream(endings).anyMatch(file::endsWith))
                .filter(file -> Files.exists(ROOT.resolve(file)))
                .toList();
    }

    static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file));
    }

    static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
