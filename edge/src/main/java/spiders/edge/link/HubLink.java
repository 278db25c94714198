// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

import spiders.dicom.net.TLS;
import spiders.retrieval.edge.EdgeAnswer;
import spiders.retrieval.edge.EdgeJson;
import spiders.retrieval.edge.EdgePiece;
import spiders.retrieval.edge.EdgePoll;
import spiders.retrieval.edge.EdgeReceipt;
import spiders.retrieval.edge.EdgeTasks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The calls to the hub; threads share it. Every wait has an end. */
public final class HubLink implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration FOR_THE_BODY = Duration.ofSeconds(10);
    private static final long MOST_RECEIPT = 64 << 10;
    private static final long MOST_REPLY = 64 << 20;
    private static final Duration POLL = EdgeTasks.HOLD.plusSeconds(20);

    private final HttpClient client;
    private final String root;
    private final Packing packing;
    private final Waits waits;

    /** How long a call may take until its answer begins, and how long that may take. */
    record Waits(Duration call, Duration forTheBody) {}

    /** With our certificate, and the trust that the hub's is held against. */
    public HubLink(HubAddress hub, TLS tls) {
        this(hub, tls, new Waits(CALL, FOR_THE_BODY));
    }

    /** The same with other waits than usual. */
    HubLink(HubAddress hub, TLS tls, Waits waits) {
        this.waits = waits;
        var builder =
                tls.protecting(HttpClient.newBuilder())
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT);
        hub.proxy().forEach(proxy -> builder.proxy(ProxySelector.of(proxy)));
        this.client = builder.build();
        this.root = hub.root().toString().replaceAll("/$", "") + "/edge/v1/";
        this.packing = new Packing();
    }

    /** What is there to do? The answer comes as soon as there is something, or after a while. */
    public EdgePoll.Reply poll(EdgePoll poll) throws LinkDownException, InterruptedException {
        var request =
                request("poll", POLL).POST(BodyPublishers.ofString(EdgeJson.write(poll))).build();
        return read(sent(request, MOST_REPLY), EdgePoll.Reply.class)
                .orElseThrow(() -> new LinkDownException("the hub has no door for edges here"));
    }

    /** Answers a task; false where the hub knows it no more. */
    public boolean answer(UUID task, EdgeAnswer answer)
            throws LinkDownException, InterruptedException {
        var request =
                request("tasks/%s/answer".formatted(task), waits.call())
                        .POST(BodyPublishers.ofString(EdgeJson.write(answer)))
                        .build();
        int code = sent(request).statusCode();
        if (code != 200 && code != 204 && code != 404) {
            throw refused(code);
        }
        return code != 404;
    }

    /** How much of the object the hub has; empty where it knows the task no more. */
    public Optional<EdgeReceipt> look(UUID task, EdgePiece any)
            throws LinkDownException, InterruptedException {
        return read(sent(object(task, any).GET().build()), EdgeReceipt.class);
    }

    /** Sends a piece, packed where that pays; empty where the hub knows the task no more. */
    public Optional<EdgeReceipt> put(UUID task, EdgePiece piece, byte[] bytes)
            throws LinkDownException, InterruptedException {
        var packed = packing.pack(task + " " + piece.transferSyntax(), bytes);
        var request = object(task, piece);
        if (packed.isCompressed()) {
            request.header("Content-Encoding", "gzip");
        }
        int length = packed.bytes().limit();
        long start = System.nanoTime();
        var publisher = BodyPublishers.ofByteArray(packed.bytes().array(), 0, length);
        try {
            var receipt = read(sent(request.PUT(publisher).build()), EdgeReceipt.class);
            packing.sent(length, System.nanoTime() - start);
            return receipt;
        } catch (LinkDownException e) {
            if (e.code() == 0 && !(e.getCause() instanceof ConnectException)) {
                packing.failed();
            }
            throw e;
        }
    }

    /** How much is sent in one piece, so that a piece takes some seconds at most. */
    public int pieceLength() {
        return packing.pieceLength();
    }

    private HttpRequest.Builder object(UUID task, EdgePiece piece) {
        return request("tasks/%s/objects/%s".formatted(task, piece.sopInstanceUID()), waits.call())
                .header(EdgePiece.CLASS, piece.sopClassUID().value())
                .header(EdgePiece.SYNTAX, piece.transferSyntax().value())
                .header(EdgePiece.DIGEST, piece.sha256())
                .header("Content-Range", piece.contentRange());
    }

    private HttpRequest.Builder request(String path, Duration wait) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(wait);
    }

    private HttpResponse<String> sent(HttpRequest request)
            throws LinkDownException, InterruptedException {
        return sent(request, MOST_RECEIPT);
    }

    /** The request's own time ends with the headers of the response; here its body has an end. */
    private HttpResponse<String> sent(HttpRequest request, long most)
            throws LinkDownException, InterruptedException {
        long millis = request.timeout().orElse(waits.call()).plus(waits.forTheBody()).toMillis();
        var coming =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), most));
        try {
            return coming.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LinkDownException(e.getCause() instanceof IOException why ? why : e);
        } catch (TimeoutException e) {
            throw new LinkDownException(e);
        } finally {
            coming.cancel(true);
        }
    }

    private static <T> Optional<T> read(HttpResponse<String> response, Class<T> type)
            throws LinkDownException {
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw refused(response.statusCode());
        }
        try {
            return Optional.of(EdgeJson.read(response.body(), type));
        } catch (IllegalArgumentException e) {
            throw new LinkDownException(e);
        }
    }

    private static LinkDownException refused(int code) {
        return new LinkDownException(
                code,
                switch (code) {
                    case 403 -> "the hub knows no edge by this certificate";
                    case 409 -> "the hub speaks another protocol than " + EdgePoll.PROTOCOL;
                    default -> "the hub answered %d".formatted(code);
                });
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
