// SPDX-License-Identifier: Apache-2.0
package spiders.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code docs/hardening.md} says is proved is proved by a test that is there. */
class HardeningTest {

    private static final Path PAGE = Path.of("..", "docs", "hardening.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what |"))
                .toList();
    }

    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var files = Files.walk(TESTS)) {
            for (var file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                sources.put(name, Files.readString(file));
            }
        }
        return sources;
    }

    @Test
    void every_limit_names_its_tests_and_each_is_there() throws IOException {
        var sources = sources();
        assertThat(rows()).hasSizeGreaterThan(50).allSatisfy(row -> assertNamed(row, sources));
    }

    private static void assertNamed(String row, Map<String, String> sources) {
        var tests = NAMED.matcher(row).results().toList();
        assertThat(tests).as(row).isNotEmpty();
        for (var test : tests) {
            assertThat(sources.getOrDefault(test.group(1), ""))
                    .as("the source of " + test.group())
                    .contains(" void " + test.group(2) + "(");
        }
    }
}
