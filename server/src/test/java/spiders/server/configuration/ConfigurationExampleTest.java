// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The reader, the printed example and the operators' table know the same keys. */
class ConfigurationExampleTest {

    private static final Path DOCUMENT = Path.of("../docs/operating.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @TempDir private Path folder;

    @Test
    void the_example_is_a_configuration_with_the_defaults() throws Exception {
        var example = Files.writeString(folder.resolve("a.yaml"), ConfigurationExample.text());
        var bare = Files.writeString(folder.resolve("b.yaml"), "data: spiders-data\n");
        assertThat(ConfigurationReader.read(example, Map.of()))
                .isEqualTo(ConfigurationReader.read(bare, Map.of()));
    }

    @Test
    void the_example_has_every_key_that_the_reader_asks_for() throws Exception {
        assertThat(keysOfExample()).isEqualTo(asked());
    }

    @Test
    void the_document_has_every_key_that_the_reader_asks_for() throws Exception {
        assertThat(keysOfDocument()).isEqualTo(asked());
    }

    /** What the reader asks for when every section is written. */
    private Set<String> asked() throws Exception {
        var whole =
                Files.writeString(
                        folder.resolve("whole.yaml"), ConfigurationExample.withEveryChoice());
        return new TreeSet<>(ConfigurationReader.keys(whole));
    }

    private static Set<String> keysOfExample() {
        var keys = new TreeSet<String>();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        collect("", yaml.load(ConfigurationExample.withEveryChoice()), keys);
        return keys;
    }

    private static void collect(String path, Object node, Set<String> keys) {
        switch (node) {
            case Map<?, ?> map ->
                    map.forEach((key, value) ->
                            collect(path.isEmpty() ? "" + key : path + "." + key, value, keys));
            case List<?> list when !list.isEmpty() && list.getFirst() instanceof Map ->
                    list.forEach(item -> collect(path + "[]", item, keys));
            default -> keys.add(path);
        }
    }

    private static Set<String> keysOfDocument() throws Exception {
        var keys = new TreeSet<String>();
        var prefix = "";
        boolean isTable = false;
        for (var line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("A source:")) {
                prefix = "sources[].";
            }
            isTable = line.startsWith("| key |") || (isTable && line.startsWith("|"));
            if (isTable && line.startsWith("| `")) {
                add(line.substring(0, line.indexOf('|', 1)), prefix, keys);
            }
        }
        keys.remove("sources[]");
        return keys;
    }

    /** {@code `a.b.c`, `.d`} are a.b.c and a.b.d. */
    private static void add(String cell, String prefix, Set<String> keys) {
        var before = "";
        var quoted = QUOTED.matcher(cell);
        while (quoted.find()) {
            var key = quoted.group(1);
            var whole =
                    key.startsWith(".") ? before.substring(0, before.lastIndexOf('.')) + key : key;
            keys.add(prefix + whole);
            before = whole;
        }
    }
}
