// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The static files of every module, {@code META-INF/resources/assets/} on the class path, at {@code
 * /assets/}.
 *
 * <p>An address carries the digest of the content, and so may be kept by the browser for ever;
 * without it, or with an old one, the browser asks again.
 */
public final class Assets {

    private static final String ROOT = "/META-INF/resources/";
    private static final Map<String, String> ELSEWHERE =
            Map.of("htmx.js", ROOT + "webjars/htmx.org/2.0.10/dist/htmx.min.js");
    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "css", new MediaType("text", "css", UTF_8),
                    "js", new MediaType("text", "javascript", UTF_8),
                    "svg", new MediaType("image", "svg+xml", UTF_8),
                    "png", MediaType.IMAGE_PNG,
                    "woff2", new MediaType("font", "woff2"));
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.[a-z0-9]+");
    private static final int DIGITS = 12;
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /** Open to all: the login page needs them, and they say nothing. */
    public void register(SecuredRoutes routes) {
        routes.open(HttpMethod.GET, "/assets/{*name}", this::asset);
        routes.open(
                HttpMethod.GET,
                "/favicon.ico",
                request -> ServerResponse.seeOther(URI.create(address("mark.svg"))).build());
    }

    /** The address of a file, with the digest of its content. */
    public String address(String name) {
        return "/assets/%s?v=%s".formatted(name, digests.computeIfAbsent(name, Assets::digest));
    }

    private ServerResponse asset(ServerRequest request) {
        var name = request.pathVariable("name").substring(1);
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            throw new NotFoundException(name);
        }
        var content = content(name);
        var digest = digests.computeIfAbsent(name, Assets::digest);
        boolean isCurrent = request.param("v").map(digest::equals).orElse(false);
        return request.checkNotModified("\"" + digest + "\"")
                .orElseGet(() ->
                        ServerResponse.ok()
                                .headers(headers -> worker(name, headers))
                                .contentType(type)
                                .eTag(digest)
                                .cacheControl(
                                        isCurrent
                                                ? CacheControl.maxAge(FOR_EVER)
                                                        .cachePublic()
                                                        .immutable()
                                                : CacheControl.noCache())
                                .body(content));
    }

    /** A service worker of the whole address stands here, and not at its root. */
    private static void worker(String name, HttpHeaders headers) {
        if (name.endsWith("-worker.js")) {
            headers.set("Service-Worker-Allowed", "/");
        }
    }

    private static byte[] content(String name) {
        var resource = ELSEWHERE.getOrDefault(name, ROOT + "assets/" + name);
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content(name));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
