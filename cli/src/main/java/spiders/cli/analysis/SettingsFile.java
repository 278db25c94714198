// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options by their names in a file: one JSON object, or YAML of one {@code name: value} a line.
 *
 * <p>Values are plain, or lists of plain ones, which are joined by commas; nothing is nested.
 */
final class SettingsFile {

    private static final int MOST_BYTES = 64 * 1024;

    private static final String PLAIN = "[^\\s\"'\\[\\]{},#:][^\"\\[\\]{},#]*";
    private static final String QUOTED = "\"[^\"\\\\\\r\\n]*\"|'[^'\\r\\n]*'";
    private static final String SCALAR = "(?:" + QUOTED + "|" + PLAIN + ")";
    private static final String LIST = "\\[\\s*" + SCALAR + "(?:\\s*,\\s*" + SCALAR + ")*\\s*\\]";
    private static final Pattern YAML_LINE =
            Pattern.compile(
                    "(?<name>[a-z][a-z-]*)\\s*:\\s+(?<value>"
                            + LIST
                            + "|"
                            + QUOTED
                            + "|[^\\s\"'\\[\\]{}#][^\"\\[\\]{}#]*)\\s*(?:#.*)?");
    private static final Pattern JSON_PAIR =
            Pattern.compile(
                    "\\s*\"(?<name>[a-z][a-z-]*)\"\\s*:\\s*(?<value>"
                            + LIST
                            + "|"
                            + SCALAR
                            + ")\\s*(?<end>,|\\}\\s*$)");
    private static final Pattern ITEM = Pattern.compile(SCALAR);

    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * The values by name, in their order.
     *
     * @throws IllegalArgumentException if it is neither, by the place
     */
    static Map<String, String> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "%s: settings of more than %d bytes".formatted(file, MOST_BYTES));
        }
        var text = Files.readString(file);
        var settings = new SettingsFile(file);
        if (text.stripLeading().startsWith("{")) {
            settings.json(text.stripLeading());
        } else {
            settings.yaml(text);
        }
        return settings.values;
    }

    private void yaml(String text) {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var shown = line.strip();
            if (shown.isEmpty() || shown.startsWith("#") || shown.equals("---")) {
                continue;
            }
            var match = YAML_LINE.matcher(shown);
            // What is further in than the margin would be part of something nested.
            if (!match.matches() || Character.isWhitespace(line.charAt(0))) {
                throw refused("line %d is not \"name: value\"".formatted(number));
            }
            put(match);
        }
    }

    private void json(String text) {
        var match = JSON_PAIR.matcher(text);
        int at = 1;
        if (text.substring(at).strip().equals("}")) {
            return;
        }
        while (match.find(at) && match.start() == at) {
            put(match);
            at = match.end();
            if (!match.group("end").equals(",")) {
                return;
            }
        }
        throw refused("not one flat JSON object, at character %d".formatted(at + 1));
    }

    private void put(Matcher match) {
        var value = match.group("value").strip();
        if (value.startsWith("[")) {
            var items = ITEM.matcher(value.substring(1, value.length() - 1));
            value = String.join(",", items.results().map(item -> unquoted(item.group())).toList());
        }
        if (values.put(match.group("name"), unquoted(value)) != null) {
            throw refused("%s stands there twice".formatted(match.group("name")));
        }
    }

    private static String unquoted(String text) {
        var bare = text.strip();
        boolean isQuoted = bare.length() > 1 && (bare.startsWith("\"") || bare.startsWith("'"));
        return isQuoted ? bare.substring(1, bare.length() - 1) : bare;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(file + ": " + why);
    }
}
