// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.dicom.web.ContentCoding;
import spiders.dicom.web.ContentCodings;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/** Answers DICOM JSON, as it is written, compressed where the client takes that. */
final class JsonAnswer {

    static final String MEDIA_TYPE = "application/dicom+json";

    private static final Set<String> ACCEPTED =
            Set.of("*/*", "application/*", MEDIA_TYPE, "application/json");
    private static final ContentCodings CODINGS =
            ContentCodings.STANDARD.preferring(new ZstdCoding());
    private static final int BUFFER = 1 << 16;

    /** Writes the body; the stream is closed for it. */
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /** Writes the elements of an array, from several sources. */
    interface Arrays {
        void write(JsonArrays arrays) throws IOException;
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
                    try (var out = new BufferedOutputStream(packing(request, response), BUFFER)) {
                        body.write(out);
                    }
                    return null;
                });
    }

    /** Answers one array whose elements come from several sources, as packed as they have them. */
    static ServerResponse ofArrays(ServerResponse.BodyBuilder answer, Arrays body) {
        return answer.header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .build((request, response) -> {
                    var coding = coding(request, response).orElse(JsonArrays.IDENTITY);
                    try (var arrays = new JsonArrays(response.getOutputStream(), coding)) {
                        body.write(arrays);
                        arrays.end();
                    }
                    return null;
                });
    }

    /** The body of the answer, packed by what the request takes. */
    private static OutputStream packing(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var coding = coding(request, response);
        return coding.isEmpty()
                ? response.getOutputStream()
                : coding.get().pack(response.getOutputStream());
    }

    private static Optional<ContentCoding> coding(
            HttpServletRequest request, HttpServletResponse response) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        var coding = CODINGS.forAnswer(accepted == null ? "" : accepted);
        coding.ifPresent(one -> response.setHeader(HttpHeaders.CONTENT_ENCODING, one.name()));
        return coding;
    }
}
