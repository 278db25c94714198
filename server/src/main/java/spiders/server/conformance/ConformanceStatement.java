// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The DICOM conformance statement (PS3.2) as a page of Markdown: prose from a template, and every
 * fact that is a table or a constant of the program from there.
 */
public final class ConformanceStatement {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private ConformanceStatement() {}

    /** As printed by {@code conformance}. */
    public static String text() {
        return filled(template(), tables());
    }

    /** What stands at the places of the template, by name. */
    private static Map<String, String> tables() {
        var tables = new HashMap<String, String>();
        tables.putAll(NetworkTables.all());
        tables.putAll(QueryTables.all());
        tables.putAll(EncodingTables.all());
        tables.putAll(WebTables.all());
        return tables;
    }

    /** Refuses a place without a table, and a table without a place. */
    static String filled(String template, Map<String, String> tables) {
        var unused = new HashSet<>(tables.keySet());
        var text =
                PLACE.matcher(template)
                        .replaceAll(place -> {
                            unused.remove(place.group(1));
                            return Matcher.quoteReplacement(table(tables, place.group(1)));
                        });
        if (!unused.isEmpty()) {
            throw new IllegalStateException("No place in the template for " + unused);
        }
        return text;
    }

    private static String table(Map<String, String> tables, String name) {
        return Optional.ofNullable(tables.get(name))
                .orElseThrow(() -> new IllegalStateException("No table named " + name));
    }

    private static String template() {
        try (var in = ConformanceStatement.class.getResourceAsStream("statement.txt")) {
            var bytes = Optional.ofNullable(in).orElseThrow().readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
