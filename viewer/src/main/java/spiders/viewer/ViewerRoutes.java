// SPDX-License-Identifier: Apache-2.0
package spiders.viewer;

import static java.util.stream.Collectors.joining;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Permission;
import spiders.viewer.ViewerFiles.ViewerFile;
import spiders.web.NotFoundException;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * {@code /viewer/**}: OHIF, a single page with its own addresses.
 *
 * <p>It is opened on studies by {@code /viewer/viewer?StudyInstanceUIDs=…}; what it may show of
 * them is decided by DICOMweb.
 */
public final class ViewerRoutes {

    private static final String PAGE = "index.html";
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    /** What the page loads as its configuration, in the order in which it must run. */
    private static final List<String> CONFIGURATION =
            List.of("language.js", "fusion.js", "identity.js", "room.js", "app-config.js");

    /** How frames are asked for. */
    private static final List<String> ACCEPTED =
            List.of(
                    "multipart/related; type=image/jphc;"
                            + " transfer-syntax=1.2.840.10008.1.2.4.202",
                    "multipart/related; type=application/octet-stream;"
                            + " transfer-syntax=*; q=0.5");

    /**
     * What the workers that decode images may do, and no page: make functions of text, as the glue
     * of their WebAssembly does. A worker does not reach into the page.
     */
    private static final String DECODING =
            "default-src 'none'; connect-src 'self';"
                    + " script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'";

    private final ViewerFiles files = new ViewerFiles();
    private final Set<String> decoders = files.decoders();
    private final String configuration =
            CONFIGURATION.stream()
                    .map(ViewerRoutes::text)
                    .collect(joining("\n"))
                    .replace("${accept}", json(ACCEPTED));

    /** Whether this build has a viewer; one made without npm has none. */
    public boolean isPacked() {
        return files.arePacked();
    }

    public void register(SecuredRoutes routes) {
        // The program alone: each study that it asks for is recorded where it is given.
        routes.recordedByService(
                all -> all.get("/viewer/{*name}", Permission.VIEW_IMAGES, this::file));
    }

    private ServerResponse file(ServerRequest request) {
        var name = request.pathVariable("name").substring(1);
        if (!isPacked()) {
            throw new NotFoundException("this build has no viewer: npm was missing");
        }
        if (name.equals("app-config.js")) {
            return configuration(request);
        }
        if (name.equals("program.json")) {
            return program();
        }
        return found(name)
                .map(file -> send(request, file, decoders.contains(name)))
                .orElseThrow(() -> new NotFoundException(name));
    }

    /** What is no file is an address inside the single page. */
    private Optional<ViewerFile> found(String name) {
        return name.contains(".") ? files.find(name) : files.find(PAGE);
    }

    private ServerResponse configuration(ServerRequest request) {
        var language = Session.locale(request).getLanguage();
        return ServerResponse.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .body(
                        configuration
                                .replace("${language}", language)
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** All that a browser needs to open images without this hub, but the images. */
    private ServerResponse program() {
        var addresses = new TreeSet<String>(List.of("/viewer/app-config.js", "/viewer/"));
        files.all().stream()
                .filter(name -> !name.equals(PAGE))
                .forEach(name -> addresses.add("/viewer/" + name));
        var accept = String.join(",", ACCEPTED);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .body("{\"accept\":\"%s\",\"addresses\":%s}".formatted(accept, json(addresses)));
    }

    /** Texts without quotation marks, as JSON. */
    private static String json(Collection<String> texts) {
        return texts.stream().map("\"%s\""::formatted).collect(joining(",", "[", "]"));
    }

    private static ServerResponse send(ServerRequest request, ViewerFile file, boolean isDecoder) {
        boolean unpacked = file.isCompressed() && !acceptsGzip(request);
        var response =
                ServerResponse.ok()
                        .header(HttpHeaders.CONTENT_TYPE, file.contentType())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .header(
                                HttpHeaders.CACHE_CONTROL,
                                file.isForEver() ? FOR_EVER : "private, no-cache");
        if (isDecoder) {
            response.header("Content-Security-Policy", DECODING);
        }
        if (file.isCompressed() && !unpacked) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.build((servletRequest, servletResponse) -> {
            try (var in = unpacked ? new GZIPInputStream(file.open()) : file.open()) {
                in.transferTo(servletResponse.getOutputStream());
            }
            return null;
        });
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
    }

    private static String text(String name) {
        try (InputStream in =
                Objects.requireNonNull(ViewerRoutes.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
