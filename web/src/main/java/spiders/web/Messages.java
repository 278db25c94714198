// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user reads, in French and in English: {@code spiders/MODULE/messages_fr.properties} and
 * {@code messages_en.properties} of every module, in UTF-8; a key starts with its module's name.
 *
 * <p>{@code {0}} is the first argument, a number written as the language does; {@code
 * {0|image|images}} chooses by it. An apostrophe is an apostrophe.
 */
public final class Messages {

    /** The languages there are, the first one first. */
    public static final List<Locale> LOCALES = List.of(Locale.FRENCH, Locale.ENGLISH);

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(\\d)(?:\\|([^|}]*)\\|([^|}]*))?}");

    private final Map<Locale, Map<String, String>> texts = new HashMap<>();

    /** Reads the messages of these modules; a key that stands twice is refused. */
    public Messages(List<String> modules) {
        for (var locale : LOCALES) {
            var all = new HashMap<String, String>();
            modules.forEach(module -> read(module, locale, all));
            texts.put(locale, Map.copyOf(all));
        }
    }

    /** The text of a key; one that is missing shows as the key in brackets, and fails a test. */
    public String text(Locale locale, String key, Object... arguments) {
        var text = of(locale).get(key);
        return text == null ? "[" + key + "]" : fill(locale, text, List.of(arguments));
    }

    /** Whether there is such a message. */
    public boolean has(String key) {
        return of(Locale.FRENCH).containsKey(key);
    }

    /** Every key of a language. */
    public Set<String> keys(Locale locale) {
        return new TreeSet<>(of(locale).keySet());
    }

    private Map<String, String> of(Locale locale) {
        return texts.getOrDefault(locale, Map.of());
    }

    private static String fill(Locale locale, String text, List<Object> arguments) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(locale, match, arguments)));
    }

    private static String value(Locale locale, MatchResult match, List<Object> arguments) {
        int index = Integer.parseInt(match.group(1));
        if (index >= arguments.size()) {
            return match.group();
        }
        var argument = arguments.get(index);
        if (match.group(2) != null && argument instanceof Number number) {
            return match.group(isSingular(locale, number) ? 2 : 3);
        }
        return argument instanceof Number
                ? NumberFormat.getInstance(locale).format(argument)
                : argument.toString();
    }

    private static boolean isSingular(Locale locale, Number number) {
        double value = Math.abs(number.doubleValue());
        return locale.equals(Locale.FRENCH) ? value < 2 : value == 1;
    }

    private static void read(String module, Locale locale, Map<String, String> into) {
        var name = "/spiders/%s/messages_%s.properties".formatted(module, locale.getLanguage());
        var properties = new Properties();
        try (var in = Messages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no messages " + name);
            }
            properties.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var key : properties.stringPropertyNames()) {
            if (into.put(key, properties.getProperty(key)) != null) {
                throw new IllegalArgumentException("message %s stands twice".formatted(key));
            }
        }
    }
}
