// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Answers DICOM JSON, as it is written, compressed where the client takes that. */
final class JsonAnswer {

    static final String MEDIA_TYPE = "application/dicom+json";

    private static final Set<String> ACCEPTED =
            Set.of("*/*", "application/*", MEDIA_TYPE, "application/json");
    private static final int BUFFER = 1 << 16;

    /** Writes the body; the stream is closed for it. */
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    private JsonAnswer() {}

    /** Throws where the request wants something else, XML for one. */
    static void requireAccepted(ServerRequest request) {
        if (MediaRange.of(request).stream()
                .noneMatch(range -> range.quality() > 0 && ACCEPTED.contains(range.content()))) {
            throw new NotAcceptableException();
        }
    }

    static ServerResponse of(ServerResponse.BodyBuilder answer, Body body) {
        return answer.header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .build((request, response) -> {
                    boolean zip = takesGzip(request);
                    if (zip) {
                        response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
                    }
                    write(body, zip, response.getOutputStream());
                    return null;
                });
    }

    private static boolean takesGzip(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip");
    }

    private static void write(Body body, boolean zip, OutputStream to) throws IOException {
        try (var out = zip ? new FastGzip(to) : new BufferedOutputStream(to, BUFFER)) {
            body.write(out);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
