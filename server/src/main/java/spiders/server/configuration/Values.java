// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.viewing.Streaming;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what is written in the configuration into values; each refusal says what is allowed. */
final class Values {

    private Values() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("something is expected here");
        }
        return text.strip();
    }

    /** A port to listen on; zero lets the system choose, which tests do. */
    static int port(String text) {
        return number(text, 0, 65_535);
    }

    static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, in the same words.
        }
        throw new IllegalArgumentException(
                "a number from %d to %d is expected".formatted(least, most));
    }

    static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is expected");
        };
    }

    /** A modality whose images are made ready for viewers. */
    static Streaming.Kind kind(String text) {
        for (var kind : Streaming.Kind.values()) {
            if (kind.name().equals(text.strip())) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "one of %s is expected".formatted(List.of(Streaming.Kind.values())));
    }

    /** {@code 500ms}, {@code 5s} or {@code 2m}. */
    static Duration duration(String text) {
        var word = text.strip();
        if (!word.matches("\\d{1,9}(ms|s|m)")) {
            throw new IllegalArgumentException("a duration such as 500ms, 5s or 2m is expected");
        }
        long amount = Long.parseLong(word.replaceAll("\\D", ""));
        return switch (word.replaceAll("\\d", "")) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** {@code 12h} or {@code 30d}. */
    static Duration longDuration(String text) {
        var word = text.strip();
        if (!word.matches("\\d{1,6}[hd]")) {
            throw new IllegalArgumentException("a time such as 12h or 30d is expected");
        }
        long amount = Long.parseLong(word.substring(0, word.length() - 1));
        return word.endsWith("h") ? Duration.ofHours(amount) : Duration.ofDays(amount);
    }

    /** {@code 500GB} or {@code 2TB}: of a thousand each, as disks are sold. */
    static long bytes(String text) {
        var word = text.strip();
        if (!word.matches("\\d{1,6}(MB|GB|TB|PB)")) {
            throw new IllegalArgumentException("an amount such as 500GB or 2TB is expected");
        }
        long amount = Long.parseLong(word.substring(0, word.length() - 2));
        long unit =
                switch (word.charAt(word.length() - 2)) {
                    case 'M' -> 1_000_000L;
                    case 'G' -> 1_000_000_000L;
                    case 'T' -> 1_000_000_000_000L;
                    default -> 1_000_000_000_000_000L;
                };
        try {
            return Math.multiplyExact(amount, unit);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("less than nine million TB is expected", e);
        }
    }

    /** One of the constants, in small letters with hyphens. */
    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text ->
                Arrays.stream(type.getEnumConstants())
                        .filter(constant -> written(constant).equals(text.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(choices(type)));
    }

    private static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Values::written)
                .collect(Collectors.joining(", ", "one of ", " is expected"));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
