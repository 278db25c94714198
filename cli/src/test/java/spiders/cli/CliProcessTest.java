// SPDX-License-Identifier: Apache-2.0
package spiders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.testkit.peer.SampleFiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What only a process of its own can show. */
@Timeout(120)
class CliProcessTest {

    @TempDir private Path folder;

    /** 0.1 went on to the end, and said that all was well. */
    @Test
    void a_reader_that_wants_no_more_ends_the_command() throws Exception {
        var file = SampleFiles.write(folder.resolve("ct"), 1, 16).getFirst().toString();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var command =
                new ArrayList<>(
                        List.of(java, "-cp", classes, Cli.class.getName(), "dicom", "dump"));
        for (int i = 0; i < 500; i++) {
            command.add(file);
        }
        var errors = folder.resolve("err");
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("# ");
        }

        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Cli.NOT_DONE);
        assertThat(errors).isEmptyFile();
    }
}
