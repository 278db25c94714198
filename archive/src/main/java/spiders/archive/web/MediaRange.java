// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One range of an Accept header, with what DICOMweb puts into it (PS3.18 section 8.7).
 *
 * <p>Values need no quotes: OHIF sends {@code type=application/octet-stream} bare, against RFC
 * 9110.
 */
record MediaRange(String type, Map<String, String> parameters, double quality) {

    private static final int MOST = 64;

    MediaRange {
        parameters = Map.copyOf(parameters);
    }

    /** What a request accepts, best first: the {@code accept} parameter, else the header. */
    static List<MediaRange> of(ServerRequest request) {
        var header = String.join(",", request.headers().header("Accept"));
        var text = request.param("accept").orElse(header);
        return text.isBlank() ? parse("*/*") : parse(text);
    }

    static List<MediaRange> parse(String accept) {
        var ranges = new ArrayList<MediaRange>();
        for (var range : split(accept, ',')) {
            if (ranges.size() < MOST) {
                ranges.add(range(range));
            }
        }
        ranges.sort(Comparator.comparingDouble((MediaRange range) -> -range.quality()));
        return ranges;
    }

    private static MediaRange range(String text) {
        var pieces = split(text, ';');
        var parameters = new HashMap<String, String>();
        for (var piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        piece.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        piece.substring(equals + 1).strip().replace("\"", ""));
            }
        }
        return new MediaRange(
                pieces.getFirst().strip().toLowerCase(Locale.ROOT),
                parameters,
                quality(parameters.getOrDefault("q", "1")));
    }

    private static double quality(String text) {
        return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
    }

    private static List<String> split(String text, char separator) {
        var pieces = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                pieces.add(text.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    boolean isMultipart() {
        return type.equals("multipart/related");
    }

    /** The media type of a part, or of the whole where there are no parts. */
    String content() {
        return isMultipart()
                ? parameters.getOrDefault("type", "*/*").toLowerCase(Locale.ROOT)
                : type;
    }

    /** The transfer syntax asked for; empty where none is. */
    String transferSyntax() {
        return parameters.getOrDefault("transfer-syntax", "");
    }
}
