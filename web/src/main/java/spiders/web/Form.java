// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import gg.jte.Content;
import gg.jte.html.escape.Escape;

import org.springframework.web.servlet.function.ServerRequest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A form as it was sent: what was typed, and what is wrong with it, so that it can be shown again
 * with its errors beside the fields. One thread, one request.
 */
public final class Form {

    private static final DateTimeFormatter FRENCH_DATE =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private final Map<String, List<String>> typed;
    private final Map<String, String> errors = new HashMap<>();

    private Form(Map<String, List<String>> typed) {
        this.typed = Map.copyOf(typed);
    }

    /** What was sent. */
    public static Form of(ServerRequest request) {
        return new Form(request.params());
    }

    /** Before anything is typed; the values are what the fields show at first. */
    public static Form with(Map<String, String> values) {
        var lists = new HashMap<String, List<String>>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Form(lists);
    }

    /** The same for fields that may have several values, such as ticked boxes. */
    static Form ofAll(Map<String, List<String>> values) {
        return new Form(values);
    }

    /** What was typed, as it was; empty when nothing was. */
    public String value(String name) {
        return values(name).isEmpty() ? "" : values(name).getFirst();
    }

    /** Every value of a name, as of ticked boxes. */
    public List<String> values(String name) {
        return typed.getOrDefault(name, List.of());
    }

    /** Whether a box was ticked with this value. */
    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    /** A text that must be there, of at most so many characters, without spaces around it. */
    public String required(String name, int maxLength) {
        var text = optional(name, maxLength);
        if (text.isEmpty()) {
            reject(name, "web.form.required");
        }
        return text;
    }

    /** A text that may be empty. */
    public String optional(String name, int maxLength) {
        var text = value(name).strip();
        if (text.length() > maxLength) {
            reject(name, "web.form.tooLong");
            return "";
        }
        return text;
    }

    /** A date as JJ/MM/AAAA, or as a date field of the browser sends it. */
    public Optional<LocalDate> date(String name) {
        return parse(name, Form::parseDate, "web.form.date");
    }

    /** What the parser makes of the text; a refused one is an error with this message. */
    public <T> Optional<T> parse(String name, Function<String, T> parser, String messageKey) {
        var text = value(name).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException | DateTimeException refused) {
            reject(name, messageKey);
            return Optional.empty();
        }
    }

    /** Something is wrong with a field; the first word about it stays. */
    public void reject(String name, String messageKey) {
        errors.putIfAbsent(name, messageKey);
    }

    /** Whether nothing is wrong. */
    public boolean isAccepted() {
        return errors.isEmpty();
    }

    /** Whether something is wrong with a field: for {@code aria-invalid}. */
    public boolean isRefused(String name) {
        return errors.containsKey(name);
    }

    /** What is wrong with a field, for below it; nothing when nothing is. */
    public Content error(Page page, String name) {
        var key = errors.get(name);
        return output -> {
            if (key != null) {
                output.writeContent("<span class=\"error\">");
                page.icon("alert").writeTo(output);
                Escape.htmlContent(page.text(key), output);
                output.writeContent("</span>");
            }
        };
    }

    private static LocalDate parseDate(String text) {
        return text.contains("/") ? LocalDate.parse(text, FRENCH_DATE) : LocalDate.parse(text);
    }
}
