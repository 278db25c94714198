// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A complete, commented configuration that a hub would start with as it is. */
public final class ConfigurationExample {

    private static final Pattern CHOICE = Pattern.compile("(?m)^( *)#(- )?([a-z][a-z0-9-]*:)");

    private ConfigurationExample() {}

    /** As printed by {@code config example}. */
    public static String text() {
        try (var in = ConfigurationExample.class.getResourceAsStream("example.yaml")) {
            var bytes = Optional.ofNullable(in).orElseThrow().readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with every choice made, which no hub would start with. */
    static String withEveryChoice() {
        return CHOICE.matcher(text())
                .replaceAll(match ->
                        match.group(1)
                                + Optional.ofNullable(match.group(2)).orElse("")
                                + match.group(3));
    }
}
