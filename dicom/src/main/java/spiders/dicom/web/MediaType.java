// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters (RFC 9110 section 8.3.1).
 *
 * @param type in lower case, {@code multipart/related}
 * @param parameters by name in lower case, quotes removed, the first of a name
 */
public record MediaType(String type, Map<String, String> parameters) {

    public MediaType {
        type = type.toLowerCase(Locale.ROOT);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a header value. Lenient: a parameter without a value is skipped, and an unquoted value
     * may hold a slash, as Orthanc's {@code type=application/dicom} does.
     */
    public static MediaType parse(String text) {
        var pieces = new Splitter(text);
        var type = pieces.next().strip();
        var parameters = new LinkedHashMap<String, String>();
        while (pieces.hasNext()) {
            var piece = pieces.next();
            int equals = piece.indexOf('=');
            if (equals > 0) {
                var name = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                parameters.putIfAbsent(name, unquoted(piece.substring(equals + 1).strip()));
            }
        }
        return new MediaType(type, parameters);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** Cuts at semicolons that stand outside quotes. */
    private static final class Splitter {

        private final String text;
        private int position;

        Splitter(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return position < text.length();
        }

        String next() {
            int start = position;
            boolean quoted = false;
            while (position < text.length()) {
                char c = text.charAt(position);
                if (c == '\\' && quoted) {
                    position++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ';' && !quoted) {
                    break;
                }
                position++;
            }
            int end = Math.min(position, text.length());
            position++;
            return text.substring(start, end);
        }
    }
}
