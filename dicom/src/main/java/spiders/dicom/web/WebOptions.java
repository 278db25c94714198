// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.time.Duration;
import java.util.Map;

/**
 * How a DICOMweb service is spoken to.
 *
 * @param connectTimeout for the connection and its TLS handshake
 * @param answerTimeout from the request to the first byte of the answer
 * @param idleTimeout for every 4 KB of the answer, so that dripping bytes do not renew it
 * @param headers sent with every request, {@code Authorization} among them
 * @param maxJsonBytes of one answer in DICOM JSON, unpacked, all its pages together
 * @param multipart limits of one answer in parts
 * @param codings asked for, and taken, where an answer is JSON, which shrinks to a tenth and less
 */
public record WebOptions(
        Duration connectTimeout,
        Duration answerTimeout,
        Duration idleTimeout,
        Map<String, String> headers,
        long maxJsonBytes,
        MultipartLimits multipart,
        ContentCodings codings) {

    /** Ten seconds to connect, sixty for an answer and between its bytes, 256 MiB of JSON. */
    public static final WebOptions DEFAULT =
            new WebOptions(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Map.of(),
                    256L << 20,
                    MultipartLimits.DEFAULT,
                    ContentCodings.STANDARD);

    public WebOptions {
        headers = Map.copyOf(headers);
    }

    /** The same, with each wait at most this long. */
    public WebOptions within(Duration longest) {
        return new WebOptions(
                least(connectTimeout, longest),
                least(answerTimeout, longest),
                least(idleTimeout, longest),
                headers,
                maxJsonBytes,
                multipart,
                codings);
    }

    /** The same, with at most this long for the connection. */
    public WebOptions connecting(Duration longest) {
        return new WebOptions(
                least(connectTimeout, longest),
                answerTimeout,
                idleTimeout,
                headers,
                maxJsonBytes,
                multipart,
                codings);
    }

    public WebOptions with(Map<String, String> requestHeaders) {
        return new WebOptions(
                connectTimeout,
                answerTimeout,
                idleTimeout,
                requestHeaders,
                maxJsonBytes,
                multipart,
                codings);
    }

    public WebOptions with(ContentCodings contentCodings) {
        return new WebOptions(
                connectTimeout,
                answerTimeout,
                idleTimeout,
                headers,
                maxJsonBytes,
                multipart,
                contentCodings);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Without the headers, which may hold a secret. */
    @Override
    public String toString() {
        return "WebOptions[answer %s, idle %s]".formatted(answerTimeout, idleTimeout);
    }
}
