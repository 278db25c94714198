// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.store.ServedInstance;
import spiders.dicom.web.MultipartRelatedWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers with frames or bulk values: one of them as the body, or each as a part. */
final class PieceAnswer {

    private PieceAnswer() {}

    static ServerResponse of(
            ServerRequest request, ServedInstance instance, List<Piece> pieces, Representation how)
            throws IOException, InterruptedException {
        var tag =
                "%s-%08x%s-%s"
                        .formatted(
                                instance.stored().sha256(),
                                pieces.stream().map(Piece::fingerprint).toList().hashCode(),
                                how.isMultipart() ? "m" : "",
                                how.transferSyntax());
        if (Bodies.isKnown(request, tag)) {
            return Bodies.notModified(tag);
        }
        if (how.isMultipart()) {
            return parts(pieces, how, tag);
        }
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, how.contentType());
        headers.set(HttpHeaders.VARY, "Accept");
        var content = pieces.getFirst().content();
        return Bodies.ranged(request, headers, tag, content.length(), content.part());
    }

    /** The first is made before the answer begins, so that its failure has a status. */
    private static ServerResponse parts(List<Piece> pieces, Representation how, String tag)
            throws IOException, InterruptedException {
        var first = pieces.getFirst().content();
        var boundary = MultipartRelatedWriter.newBoundary();
        return ServerResponse.ok()
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        MultipartRelatedWriter.contentType(how.mediaType(), boundary))
                .header(HttpHeaders.VARY, "Accept")
                .header(HttpHeaders.CACHE_CONTROL, Bodies.CACHE_CONTROL)
                .eTag(tag)
                .build((_, response) -> {
                    if (pieces.size() == 1) {
                        long length = length(pieces.getFirst(), first.length(), how, boundary);
                        response.setContentLengthLong(length);
                    }
                    var to = new MultipartRelatedWriter(response.getOutputStream(), boundary);
                    write(pieces, first, how.contentType(), to);
                    return null;
                });
    }

    /**
     * How long a body of one piece is. A viewer that shows an image while it comes has to know how
     * much is to come.
     */
    private static long length(Piece piece, long length, Representation how, String boundary)
            throws IOException {
        var counted = new ByteArrayOutputStream();
        try (var to = new MultipartRelatedWriter(counted, boundary)) {
            to.part(headers(how.contentType(), length, piece));
        }
        return counted.size() + length;
    }

    private static void write(
            List<Piece> pieces, Piece.Content first, String contentType, MultipartRelatedWriter to)
            throws IOException, InterruptedException {
        try (to) {
            for (int i = 0; i < pieces.size(); i++) {
                var content = i == 0 ? first : pieces.get(i).content();
                var headers = headers(contentType, content.length(), pieces.get(i));
                content.part().copy(0, content.length(), to.part(headers));
            }
        }
    }

    private static Map<String, String> headers(String contentType, long length, Piece piece) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(HttpHeaders.CONTENT_TYPE, contentType);
        headers.put(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        headers.put(HttpHeaders.CONTENT_LOCATION, piece.location());
        return headers;
    }
}
