// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * A short run of what the profile {@code soak} does for ten minutes a parser: a thousand inputs or
 * more by a seed, and every finding there ever was, each in bounded memory.
 */
class SeededFuzzTest {

    /** No input of 64 KiB may make a parser allocate more than this. */
    private static final long ALLOCATION_LIMIT = 256L << 20;

    private static final Path FINDINGS =
            Path.of("src", "test", "resources", "spiders", "dicom", "fuzz");

    static List<Parser> parsers() {
        return Parser.all();
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void hostile_input_ends_in_the_parser_s_own_exception(Parser parser) {
        long seed = Long.getLong("spiders.fuzz.seed", 20_261_126);
        var mutator = new Mutator(seed, parser.inputs());
        for (int round = 0; round < parser.rounds(); round++) {
            run(parser, mutator.next(), "seed %d, round %d".formatted(seed, round));
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void well_formed_input_is_read(Parser parser) {
        for (var seed : parser.inputs()) {
            run(parser, seed, "a seed");
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void what_was_found_once_stays_mended(Parser parser) throws IOException {
        var folder = FINDINGS.resolve(parser.folder());
        if (!Files.isDirectory(folder)) {
            return; // Nothing was ever found.
        }
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                run(parser, Files.readAllBytes(file), file.getFileName().toString());
            }
        }
    }

    private static void run(Parser parser, byte[] input, String what) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            parser.run(input);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            var bytes = Base64.getEncoder().encodeToString(input);
            throw new AssertionError("%s %s: %s".formatted(parser, what, bytes), e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("%s %s", parser, what)
                .isLessThan(ALLOCATION_LIMIT);
    }
}
