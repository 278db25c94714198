// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.net.TLS;
import spiders.dicom.net.TLSFailedException;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/**
 * Sends requests to one DICOMweb root, and says in a {@link WebFailureException} what went wrong.
 * Any number of threads may use it; it keeps connections open between requests.
 */
public final class WebClient implements AutoCloseable {

    private static final int ERROR_TEXT = 2_000;

    private final HttpClient http;
    private final URI root;
    private final WebOptions options;

    /**
     * Makes a client that trusts what the JDK trusts.
     *
     * @param root of the services, {@code https://pacs.example/dicom-web}
     */
    public WebClient(URI root, WebOptions options) {
        this(root, options, builder(options).build());
    }

    /**
     * Makes a client with its own keys and trust, which count where the root is {@code https}.
     *
     * @throws TLSFailedException if it is, and there are none
     */
    public WebClient(URI root, WebOptions options, TLS tls) {
        this(root, options, protectedBy(tls, root, builder(options)).build());
    }

    private static HttpClient.Builder protectedBy(TLS tls, URI root, HttpClient.Builder builder) {
        return isProtected(root) ? tls.protecting(builder) : builder;
    }

    private static boolean isProtected(URI root) {
        return "https".equalsIgnoreCase(root.getScheme());
    }

    private WebClient(URI root, WebOptions options, HttpClient http) {
        this.http = http;
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
        this.options = options;
    }

    private static HttpClient.Builder builder(WebOptions options) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout());
    }

    public URI root() {
        return root;
    }

    WebOptions options() {
        return options;
    }

    /**
     * Gets a path under the root; the status is 2xx, and the caller closes the body.
     *
     * @param path with its query, percent-encoded, starting with a slash
     */
    HttpResponse<InputStream> get(String path, String accept) throws InterruptedException {
        return accepted(send(request(path, accept).GET()));
    }

    /** The same with further header fields. */
    HttpResponse<InputStream> get(String path, String accept, Map<String, String> headers)
            throws InterruptedException {
        var request = request(path, accept).GET();
        headers.forEach(request::header);
        return accepted(send(request));
    }

    /**
     * Posts a body to a path under the root; the status may be any, and the caller looks at it.
     *
     * <p>The time allowed for the answer begins again whenever the service takes more of the body:
     * a request of its own timeout would be given up in the midst of a long upload.
     */
    HttpResponse<InputStream> post(String path, String accept, String contentType, Upload body)
            throws InterruptedException {
        var request = request(path, accept).header("Content-Type", contentType);
        var answer = http.sendAsync(request.POST(body.publisher()).build(), this::streamed);
        try {
            return await(answer, body);
        } catch (ExecutionException e) {
            throw body.failure().map(this::unreadable).orElseGet(() -> unsent(e));
        } finally {
            answer.cancel(true);
            body.close();
        }
    }

    private HttpResponse<InputStream> await(
            CompletableFuture<HttpResponse<InputStream>> answer, Upload body)
            throws InterruptedException, ExecutionException {
        long allowed = options.answerTimeout().toNanos();
        long left = allowed;
        while (left > 0) {
            try {
                return answer.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                left = allowed - body.nanosSinceProgress();
            }
        }
        throw failure(new HttpTimeoutException("neither taken nor answered in time"));
    }

    private WebFailureException unreadable(IOException source) {
        return failure(
                WebFailureException.Kind.BROKEN,
                where(),
                "what was to be sent cannot be read: " + source.getMessage(),
                source);
    }

    private WebFailureException unsent(ExecutionException e) {
        return failure(e.getCause() instanceof IOException io ? io : new IOException(e));
    }

    private HttpRequest.Builder request(String path, String accept) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept);
        options.headers().forEach(request::header);
        return request;
    }

    private StreamedBody streamed(HttpResponse.ResponseInfo head) {
        return new StreamedBody(options.idleTimeout());
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request)
            throws InterruptedException {
        try {
            return http.send(request.timeout(options.answerTimeout()).build(), this::streamed);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static HttpResponse<InputStream> accepted(HttpResponse<InputStream> response) {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        return response;
    }

    /** Gets data sets in DICOM JSON; none where the answer is 204. */
    List<DataSet> dataSets(String path) throws InterruptedException {
        return dataSets(path, new JsonAllowance(options.maxJsonBytes()));
    }

    /** The same for one page of an answer, whose pages share an allowance. */
    List<DataSet> dataSets(String path, JsonAllowance allowance) throws InterruptedException {
        var codings = Map.of("Accept-Encoding", options.codings().accepted());
        var response = get(path, JsonAnswer.MEDIA_TYPE, codings);
        try (var body = response.body()) {
            return response.statusCode() == 204
                    ? List.of()
                    : JsonAnswer.read(response, body, options, allowance);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static WebFailureException refusal(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        return new WebFailureException(
                WebFailureException.kindOf(status),
                status,
                "HTTP %d from %s".formatted(status, where(response)),
                text(response));
    }

    /** Without path and query, which may name a patient. */
    private static String where(HttpResponse<InputStream> response) {
        return response.uri().getScheme() + "://" + response.uri().getAuthority();
    }

    private static String text(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            var bytes = body.readNBytes(ERROR_TEXT);
            return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
        } catch (IOException e) {
            return "no readable text (" + e.getMessage() + ")";
        }
    }

    private String where() {
        return root.getScheme() + "://" + root.getAuthority();
    }

    /** What a failure of the transport means. */
    WebFailureException failure(IOException e) {
        var where = where();
        var said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case HttpConnectTimeoutException silent ->
                    failure(WebFailureException.Kind.UNREACHABLE, where, said, silent);
            case HttpTimeoutException late ->
                    failure(WebFailureException.Kind.TIMEOUT, where, said, late);
            case SSLException tls -> failure(TLSFailedException.of(where, tls));
            case ConnectException off -> {
                boolean unknown = off.getCause() instanceof UnresolvedAddressException;
                var reason = unknown ? "no such host" : "connection refused or no route";
                yield failure(WebFailureException.Kind.UNREACHABLE, where, reason, off);
            }
            case MalformedBodyException bad ->
                    failure(WebFailureException.Kind.MALFORMED, where, said, bad);
            default -> failure(WebFailureException.Kind.BROKEN, where, said + advice(), e);
        };
    }

    /** A server that expects TLS and gets plain HTTP closes, or answers bytes of its own. */
    private String advice() {
        return isProtected(root) ? "" : " (if that port speaks TLS, write https://)";
    }

    private static WebFailureException failure(TLSFailedException tls) {
        return new WebFailureException(
                WebFailureException.Kind.TLS, String.valueOf(tls.getMessage()), tls);
    }

    private static WebFailureException failure(
            WebFailureException.Kind kind, String where, String said, IOException cause) {
        return new WebFailureException(kind, "%s: %s".formatted(where, said), cause);
    }

    /** Gives up the idle connections; requests under way end with a failure. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
