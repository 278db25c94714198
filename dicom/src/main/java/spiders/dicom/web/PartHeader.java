// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of one part.
 *
 * @param fields by name in lower case, the last of a name
 */
public record PartHeader(Map<String, String> fields) {

    public PartHeader {
        fields = Map.copyOf(fields);
    }

    /** Lenient: a line without a colon says nothing, as RFC 2046 lets a reader ignore it. */
    static PartHeader parse(String lines) {
        var fields = new HashMap<String, String>();
        for (var line : lines.split("\r\n(?![ \t])", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                var value = line.substring(colon + 1).replaceAll("\r\n[ \t]+", " ").strip();
                fields.put(name, value);
            }
        }
        return new PartHeader(fields);
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Content-Type, {@code text/plain} where the part has none (RFC 2046 section 5.1). */
    public MediaType contentType() {
        return MediaType.parse(field("content-type").orElse("text/plain"));
    }
}
