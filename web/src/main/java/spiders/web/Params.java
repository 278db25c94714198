// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.web.servlet.function.ServerRequest;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/** Reads the parameters of a request; what is missing or refused becomes a 400 that names it. */
public final class Params {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private Params() {}

    /** A variable of the path. */
    public static <T> T path(ServerRequest request, String name, Function<String, T> parser) {
        return parse(name, request.pathVariable(name), parser);
    }

    /** A query or form parameter that must be there. */
    public static <T> T required(ServerRequest request, String name, Function<String, T> parser) {
        return optional(request, name, parser).orElseThrow(() -> new InvalidParamException(name));
    }

    /** A query or form parameter; absent and empty are alike. */
    public static <T> Optional<T> optional(
            ServerRequest request, String name, Function<String, T> parser) {
        return request.param(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> parse(name, text, parser));
    }

    /** The JSON body, of 1 MiB at most; no text in it may hold the character 0. */
    public static <T> T body(ServerRequest request, Class<T> type) {
        return JsonBody.read(request, type);
    }

    /** The body as text of a limited length in bytes. */
    static String text(ServerRequest request, int most) {
        try {
            var bytes = request.servletRequest().getInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw new TooLargeException("body");
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new InvalidParamException("body");
        }
    }

    /** Parses a day of which days before can be told, and which a database can hold. */
    static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("a day of the years 1970 to 9999");
        }
        return day;
    }

    private static <T> T parse(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException refused) {
            throw new InvalidParamException(name);
        }
    }
}
