// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an image is to be rendered (PS3.18 section 8.3.5).
 *
 * @param mediaType {@code image/jpeg}, {@code image/png}
 * @param parameters of the query, by name
 */
public record Rendering(String mediaType, Map<String, String> parameters) {

    public Rendering {
        parameters = Map.copyOf(parameters);
    }

    /** As the service would by itself. */
    public static Rendering as(String mediaType) {
        return new Rendering(mediaType, Map.of());
    }

    /** From 1, much compressed, to 100. */
    public Rendering quality(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("Quality is 1 to 100, not " + percent);
        }
        return with("quality", Integer.toString(percent));
    }

    /** Scaled to fit so many pixels. */
    public Rendering viewport(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("%d x %d".formatted(width, height));
        }
        return with("viewport", "%d,%d".formatted(width, height));
    }

    /** Through a linear window, in the units of the modality. */
    public Rendering window(double center, double width) {
        return with("window", String.format(Locale.ROOT, "%s,%s,linear", center, width));
    }

    private Rendering with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Rendering(mediaType, more);
    }

    /** The query with its question mark; nothing if there are no parameters. */
    String query() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&", "?", ""));
    }
}
