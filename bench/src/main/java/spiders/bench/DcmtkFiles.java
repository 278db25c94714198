// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** DCMTK reading and writing files: its dcmconv, a process a file, and its library in a loop. */
final class DcmtkFiles {

    private static final String SOURCE = "dcmtk_loop.cc";
    private static final Path HEADERS = Path.of("/usr/include/dcmtk/dcmdata/dctk.h");

    private final Path folder;

    DcmtkFiles(Path folder) {
        this.folder = folder;
    }

    /** What a run took, in seconds; CPU is less than nothing where it is not known. */
    record Taken(double wall, double cpu) {}

    /** Rewrites each file by a process of its own; empty without dcmconv. */
    Optional<Taken> processes(List<Path> files) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/dcmconv"))) {
            return Optional.empty();
        }
        var out = folder.resolve("dcmconv.out").toString();
        long start = System.nanoTime();
        for (var file : files) {
            run("dcmconv", "-q", file.toString(), out);
        }
        return Optional.of(new Taken((System.nanoTime() - start) / 1e9, -1));
    }

    /** Rewrites all files in one process; empty without DCMTK's headers and a compiler. */
    Optional<Taken> loop(List<Path> files) throws IOException, InterruptedException {
        if (!Files.exists(HEADERS) || !Files.isExecutable(Path.of("/usr/bin/g++"))) {
            return Optional.empty();
        }
        var program = program();
        var list = folder.resolve("files.txt");
        Files.write(list, files.stream().map(Path::toString).toList());
        var printed =
                run(program.toString(), list.toString(), folder.resolve("loop.out").toString())
                        .strip()
                        .split(" ", -1);
        return Optional.of(
                new Taken(Double.parseDouble(printed[0]), Double.parseDouble(printed[1])));
    }

    private Path program() throws IOException, InterruptedException {
        var program = folder.resolve("dcmtk_loop");
        if (Files.exists(program)) {
            return program;
        }
        var source = folder.resolve(SOURCE);
        try (var in = DcmtkFiles.class.getResourceAsStream(SOURCE)) {
            Files.copy(Objects.requireNonNull(in, SOURCE), source);
        }
        run(
                "g++",
                "-O2",
                "-o",
                program.toString(),
                source.toString(),
                "-ldcmdata",
                "-loflog",
                "-lofstd",
                "-lz",
                "-lpthread");
        return program;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
