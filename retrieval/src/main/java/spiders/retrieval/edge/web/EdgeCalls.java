// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge.web;

import com.sun.net.httpserver.HttpExchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.data.UID;
import spiders.retrieval.edge.EdgeAnswer;
import spiders.retrieval.edge.EdgeJson;
import spiders.retrieval.edge.EdgePiece;
import spiders.retrieval.edge.EdgePoll;
import spiders.retrieval.edge.EdgeTasks;
import spiders.retrieval.edge.store.EdgeTaskTable.Fetching;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The calls of edges, each by the edge that made it: what is another's is not there.
 *
 * <pre>
 * POST /edge/v1/poll                            what is there to do?
 * POST /edge/v1/tasks/{task}/answer             it is done, or failed
 * GET  /edge/v1/tasks/{task}/objects/{sop}      how much of the object is here?
 * PUT  /edge/v1/tasks/{task}/objects/{sop}      a piece of it
 * </pre>
 */
final class EdgeCalls {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeCalls.class);
    private static final int MOST_ANSWER = 64 << 20;
    private static final int MOST_POLL = 1 << 20;

    /** As many as an edge has senders at most, and half as many again for those of a cut link. */
    private static final int MOST_PIECES_AT_ONCE = 48;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final EdgeDoor.Parts parts;

    /** By edges, so that one whose requests stand still holds up itself alone. */
    private final Map<String, Semaphore> pieces = new ConcurrentHashMap<>();

    EdgeCalls(EdgeDoor.Parts parts) {
        this.parts = parts;
    }

    /**
     * Does what is asked.
     *
     * @throws IllegalArgumentException if it is not understood
     */
    Answer answer(String edge, HttpExchange exchange) throws IOException, InterruptedException {
        var path = List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
        var call = exchange.getRequestMethod();
        if (call.equals("POST") && path.equals(List.of("edge", "v1", "poll"))) {
            return poll(edge, exchange);
        }
        if (path.size() < 5 || !path.get(2).equals("tasks")) {
            return Answer.NOT_THERE;
        }
        var task = UUID.fromString(path.get(3));
        if (call.equals("POST") && path.size() == 5 && path.get(4).equals("answer")) {
            return answered(edge, task, exchange);
        }
        if (path.size() != 6 || !path.get(4).equals("objects")) {
            return Answer.NOT_THERE;
        }
        var fetching = parts.tasks().fetching(edge, task);
        if (fetching.isEmpty()) {
            return Answer.NOT_THERE;
        }
        var piece = piece(new UID(path.get(5)), exchange);
        parts.tasks().heardOf(edge);
        return switch (call) {
            case "GET" -> json(parts.arrivals().look(edge, fetching.get(), piece));
            case "PUT" -> take(edge, fetching.get(), piece, exchange);
            default -> new Answer(405, "GET or PUT");
        };
    }

    private Answer poll(String edge, HttpExchange exchange)
            throws IOException, InterruptedException {
        var poll = EdgeJson.read(text(exchange, MOST_POLL), EdgePoll.class);
        if (poll.protocol() != EdgePoll.PROTOCOL) {
            LOG.warn("edge {} speaks protocol {}", edge, poll.protocol());
            return new Answer(409, "protocol %d is spoken here".formatted(EdgePoll.PROTOCOL));
        }
        var newest = parts.register().get().settings(edge);
        return json(parts.tasks().poll(edge, poll, newest, EdgeTasks.HOLD));
    }

    private Answer answered(String edge, UUID task, HttpExchange exchange) throws IOException {
        if (!parts.tasks().isOpen(edge, task)) {
            return Answer.NOT_THERE;
        }
        var fetching = parts.tasks().fetching(edge, task);
        var answer = EdgeJson.read(text(exchange, MOST_ANSWER), EdgeAnswer.class);
        if (!parts.tasks().answered(edge, task, answer)) {
            return Answer.NOT_THERE;
        }
        fetching.ifPresent(ended -> parts.audit().record(ended(edge, task, ended, answer)));
        return new Answer(204, "");
    }

    /** A transfer's own line says for whom and why; this one says by whom it came. */
    private static AuditEvent ended(String edge, UUID task, Fetching fetching, EdgeAnswer answer) {
        var event =
                AuditEvent.of(new UserName("edge." + edge), Action.RECEIVE_OBJECTS)
                        .objects(fetching.source(), fetching.study().value())
                        .purpose(new Purpose.SystemTask());
        return switch (answer) {
            case EdgeAnswer.Failed(var failure, _) ->
                    event.failed("task %s: %s".formatted(task, failure.reason()));
            case EdgeAnswer.Fetched _,
                    EdgeAnswer.Found _,
                    EdgeAnswer.Listed _,
                    EdgeAnswer.Echoed _ ->
                    event.detail("task " + task);
        };
    }

    private Answer take(String edge, Fetching task, EdgePiece piece, HttpExchange exchange)
            throws IOException, InterruptedException {
        var permits = pieces.computeIfAbsent(edge, _ -> new Semaphore(MOST_PIECES_AT_ONCE, true));
        if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Answer(503, "too many pieces at once");
        }
        try {
            var bytes = bytes(exchange, piece.size());
            if (bytes.isEmpty()) {
                return new Answer(400, "another length than was announced");
            }
            return json(parts.arrivals().take(edge, task, piece, bytes.get()));
        } finally {
            permits.release();
        }
    }

    private static EdgePiece piece(UID sop, HttpExchange exchange) {
        return EdgePiece.of(
                new UID(header(exchange, EdgePiece.CLASS)),
                sop,
                new UID(header(exchange, EdgePiece.SYNTAX)),
                header(exchange, EdgePiece.DIGEST),
                header(exchange, "Content-Range"));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    /** The body, decompressed; empty where it is not just as long as announced. */
    private static Optional<byte[]> bytes(HttpExchange exchange, int size) throws IOException {
        var coding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        try (var body = exchange.getRequestBody();
                InputStream in = "gzip".equals(coding) ? new GZIPInputStream(body) : body) {
            var bytes = in.readNBytes(size);
            return bytes.length == size && in.read() == -1 ? Optional.of(bytes) : Optional.empty();
        }
    }

    private static String text(HttpExchange exchange, int most) throws IOException {
        try (var body = exchange.getRequestBody()) {
            var bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IllegalArgumentException("more than %d bytes".formatted(most));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Answer json(Object value) {
        return new Answer(200, EdgeJson.write(value));
    }
}
