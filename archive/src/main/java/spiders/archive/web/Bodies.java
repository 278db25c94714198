// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** Bodies of known length that never change: cached by the browser alone, and served in ranges. */
final class Bodies {

    /** How long a browser may show again what it was allowed to see: a working day. */
    static final String CACHE_CONTROL = "private, max-age=28800, immutable";

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** Copies a part of the body. */
    interface Part {
        void copy(long from, long length, OutputStream out) throws IOException;
    }

    private Bodies() {}

    /** Whether the client has this content already. */
    static boolean isKnown(ServerRequest request, String tag) {
        return request.headers().header(HttpHeaders.IF_NONE_MATCH).contains("\"" + tag + "\"");
    }

    static ServerResponse notModified(String tag) {
        return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                .eTag(tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .build();
    }

    /**
     * The whole body, or the one range that is asked for (RFC 9110 section 14); a header that is
     * none, or names several ranges, is as good as absent.
     *
     * @param headers what the answer has besides
     */
    static ServerResponse ranged(
            ServerRequest request, HttpHeaders headers, String tag, long length, Part part) {
        if (isKnown(request, tag)) {
            return notModified(tag);
        }
        var match = RANGE.matcher(String.join(",", request.headers().header(HttpHeaders.RANGE)));
        long from = 0;
        long to = length - 1;
        var status = HttpStatus.OK;
        if (match.matches() && match.group().length() > "bytes=-".length()) {
            boolean isSuffix = match.group(1).isEmpty();
            from = isSuffix ? Math.max(0, length - number(match.group(2))) : number(match.group(1));
            to = isSuffix || match.group(2).isEmpty() ? to : Math.min(to, number(match.group(2)));
            if (from > to) {
                return ServerResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + length)
                        .build();
            }
            status = HttpStatus.PARTIAL_CONTENT;
            headers.set(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, to, length));
        }
        return written(status, headers, tag, from, to - from + 1, part);
    }

    private static ServerResponse written(
            HttpStatus status, HttpHeaders headers, String tag, long from, long length, Part part) {
        return ServerResponse.status(status)
                .headers(all -> all.putAll(headers))
                .eTag(tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .build((_, response) -> {
                    response.setContentLengthLong(length);
                    part.copy(from, length, response.getOutputStream());
                    return null;
                });
    }

    private static long number(String digits) {
        return Long.parseLong(digits);
    }
}
