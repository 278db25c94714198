// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the messages of every module must keep: a module's test calls {@link #holds} with its name
 * and its folder.
 */
public final class MessagesContract {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");

    private MessagesContract() {}

    /**
     * Both languages have the same keys with the same placeholders, every key begins with the
     * module's name, none is empty, and every literal key in its sources exists.
     *
     * @param sources {@code src/main} of the module
     */
    public static void holds(String module, Path sources) throws IOException {
        var messages = new Messages(List.of(module));
        var french = messages.keys(Locale.FRENCH);

        assertThat(messages.keys(Locale.ENGLISH)).isEqualTo(french);
        assertThat(french).allMatch(key -> key.startsWith(module + "."));
        for (var key : french) {
            var fr = messages.text(Locale.FRENCH, key);
            var en = messages.text(Locale.ENGLISH, key);
            assertThat(fr).as(key).isNotBlank();
            assertThat(en).as(key).isNotBlank();
            assertThat(placeholders(en)).as(key).isEqualTo(placeholders(fr));
        }
        assertThat(keysIn(module, sources))
                .as("keys in sources")
                .allSatisfy(key ->
                        assertThat(french.contains(key) || french.contains(key + ".title"))
                                .as(key)
                                .isTrue());
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }

    /** Whole literals such as {@code "web.login.title"}; one that ends in a dot is a prefix. */
    private static Set<String> keysIn(String module, Path sources) throws IOException {
        var literal = Pattern.compile("\"(%s(\\.[A-Za-z0-9_]+)+)\"".formatted(module));
        var keys = new TreeSet<String>();
        try (var files = Files.walk(sources)) {
            for (var file : files.filter(MessagesContract::isSource).toList()) {
                literal.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(keys::add);
            }
        }
        return keys;
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") || file.toString().endsWith(".jte");
    }
}
