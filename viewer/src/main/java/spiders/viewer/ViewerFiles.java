// SPDX-License-Identifier: Apache-2.0
package spiders.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The packed OHIF on the class path: most files are there compressed only. */
final class ViewerFiles {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._/-]*");
    private static final Pattern HASHED =
            Pattern.compile(".*[.][0-9a-f]{16}[.]js|[0-9a-f]{16}[.].*");
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html;charset=utf-8",
                    "js", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "wasm", "application/wasm",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2",
                    "json", "application/json");

    /**
     * A file as it is sent.
     *
     * @param isForEver whether its name changes with its content
     */
    record ViewerFile(
            String resource, String contentType, boolean isCompressed, boolean isForEver) {

        InputStream open() {
            var in = ViewerFiles.class.getResourceAsStream(resource);
            if (in == null) {
                throw new UncheckedIOException(new IOException(resource + " is gone"));
            }
            return in;
        }
    }

    /** The scripts of workers that decode images. */
    Set<String> decoders() {
        return find("decoders.txt").map(ViewerFiles::lines).orElse(Set.of());
    }

    /** All files that the viewer may ask for. */
    Set<String> all() {
        return find("files.txt").map(ViewerFiles::lines).orElse(Set.of());
    }

    private static Set<String> lines(ViewerFile file) {
        try (var in = file.open()) {
            return Set.copyOf(
                    new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this build has a viewer at all. */
    boolean arePacked() {
        return find("index.html").isPresent();
    }

    /** A file by its name below {@code /viewer/}; a name with a step upwards is no file. */
    Optional<ViewerFile> find(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            return Optional.empty();
        }
        return resource(name, ".gz", true).or(() -> resource(name, "", false));
    }

    private static Optional<ViewerFile> resource(String name, String suffix, boolean compressed) {
        var resource = "ohif/" + name + suffix;
        if (ViewerFiles.class.getResource(resource) == null || name.endsWith("/")) {
            return Optional.empty();
        }
        var extension = name.substring(name.lastIndexOf('.') + 1);
        var type = TYPES.getOrDefault(extension, "application/octet-stream");
        return Optional.of(
                new ViewerFile(resource, type, compressed, HASHED.matcher(name).matches()));
    }
}
