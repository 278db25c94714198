// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A part of the file of boards that has keys, and where it stands. */
final class FilePart {

    private final String place;
    private final Map<?, ?> values;

    private FilePart(String place, Map<?, ?> values) {
        this.place = place;
        this.values = values;
    }

    static FilePart root(@Nullable Object content) {
        return of("file", content);
    }

    private static FilePart of(String place, @Nullable Object content) {
        if (content instanceof Map<?, ?> map) {
            return new FilePart(place, map);
        }
        throw new BoardFileException(place, "keys and values are expected");
    }

    void allow(Set<String> keys) {
        for (var key : values.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw failure(String.valueOf(key), "unknown key");
            }
        }
    }

    /** Makes a value; what it refuses is said with this place. */
    <T> T made(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | DateTimeException refused) {
            throw new BoardFileException(place, String.valueOf(refused.getMessage()));
        }
    }

    String text(String key) {
        return value(key).map(String::valueOf).orElseThrow(() -> failure(key, "missing"));
    }

    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    boolean flag(String key) {
        return switch (text(key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw failure(key, "true or false is expected");
        };
    }

    int number(String key, int usual) {
        try {
            return Integer.parseInt(text(key, Integer.toString(usual)));
        } catch (NumberFormatException _) {
            throw failure(key, "a number is expected");
        }
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E usual) {
        return constant(key, type, text(key, usual.name()));
    }

    /** A list of constants, each once. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        var chosen = EnumSet.noneOf(type);
        texts(key).forEach(text -> chosen.add(constant(key, type, text)));
        return chosen;
    }

    private <E extends Enum<E>> E constant(String key, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        failure(
                                key,
                                "one of %s is expected"
                                        .formatted(Arrays.toString(type.getEnumConstants()))));
    }

    /** The part of a key, where it is written. */
    Optional<FilePart> part(String key) {
        return value(key).map(content -> of(place + "." + key, content));
    }

    /** {@code "14:00"}; quoted or not, for YAML reads 14:00 as a number of minutes. */
    LocalTime time(String key) {
        Object written = value(key).orElseThrow(() -> failure(key, "missing"));
        return written instanceof Integer minutes
                ? LocalTime.of(minutes / 60, minutes % 60)
                : LocalTime.parse(String.valueOf(written));
    }

    /** {@code 90m}, {@code 2h} or {@code 1d}. */
    Duration duration(String key) {
        var text = text(key, "0m");
        if (!text.matches("\\d{1,5}[mhd]")) {
            throw failure(key, "a duration such as 90m, 2h or 1d is expected");
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    List<FilePart> parts(String key, int limit) {
        var parts = new ArrayList<FilePart>();
        for (Object one : list(key)) {
            parts.add(of("%s.%s[%d]".formatted(place, key, parts.size()), one));
        }
        if (parts.size() > limit) {
            throw failure(key, "more than " + limit);
        }
        return parts;
    }

    private List<?> list(String key) {
        return switch (value(key).orElse(List.of())) {
            case List<?> list -> list;
            default -> throw failure(key, "a list is expected");
        };
    }

    /** A text, or the usual one where there is none. */
    String text(String key, String usual) {
        return value(key).map(String::valueOf).orElse(usual);
    }

    private Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private BoardFileException failure(String key, String message) {
        return new BoardFileException(place + "." + key, message);
    }
}
