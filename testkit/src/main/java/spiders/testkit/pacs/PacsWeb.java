// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** QIDO-RS and WADO-RS of a PACS (PS3.18 chapter 10). */
final class PacsWeb implements Closeable {

    static final String ROOT = "/dicom-web";

    private static final String JSON = "application/dicom+json";
    private static final int BUFFER = 128 * 1024;
    private static final List<String> COLLECTIONS = List.of("studies", "series", "instances");

    private final HttpServer server;
    private final PacsIndex index;
    private final Sending sending;
    private final AtomicInteger finds = new AtomicInteger();
    private final AtomicInteger retrievals = new AtomicInteger();

    PacsWeb(HttpServer server, PacsIndex index, Sending sending) {
        this.server = server;
        this.index = index;
        this.sending = sending;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(ROOT, this::answer);
        server.start();
    }

    /** A server on a free port that does not answer yet. */
    static HttpServer listen() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    }

    int finds() {
        return finds.get();
    }

    int retrievals() {
        return retrievals.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (sending.fault() instanceof Fault.Refuse) {
                fail(exchange, 403);
                return;
            }
            sending.think();
            var query = WebQuery.of(exchange.getRequestURI(), ROOT);
            var path = query.path();
            boolean isSearch = !path.isEmpty() && COLLECTIONS.contains(path.getLast());
            if (!"GET".equals(exchange.getRequestMethod())) {
                fail(exchange, 405);
            } else if (isSearch) {
                finds.incrementAndGet();
                search(exchange, query);
            } else {
                retrieve(exchange, path);
            }
        } catch (IllegalArgumentException e) {
            fail(exchange, 400);
        }
    }

    private static void fail(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private void search(HttpExchange exchange, WebQuery query) throws IOException {
        var level = level(query.path().getLast());
        if (level == Level.IMAGE && sending.fault() instanceof Fault.NoImageLevel) {
            fail(exchange, 501);
            return;
        }
        var keys = keys(query.path(), query.keys().toBuilder());
        var all = index.search(level, keys, Pacs.wrongCount(sending.fault()));
        var page = all.stream().skip(query.offset()).limit(query.limit()).toList();
        var answers = new ArrayList<DataSet>();
        page.forEach(match -> answers.add(summary(match, level)));
        json(exchange, answers);
    }

    private static Level level(String collection) {
        return switch (collection) {
            case "studies" -> Level.STUDY;
            case "series" -> Level.SERIES;
            default -> Level.IMAGE;
        };
    }

    /** Adds the UIDs of a path {@code studies/S/series/E/instances/I} to the keys. */
    private static DataSet keys(List<String> path, DataSetBuilder keys) {
        for (int i = 0; i + 1 < path.size(); i += 2) {
            keys.set(level(path.get(i)).key(), path.get(i + 1));
        }
        return keys.build();
    }

    private DataSet summary(DataSet match, Level level) {
        var builder = DataSet.builder();
        for (var tag : Summaries.of(level)) {
            match.element(tag).ifPresent(builder::set);
        }
        return builder.build();
    }

    private void retrieve(HttpExchange exchange, List<String> path) throws IOException {
        boolean metadata = !path.isEmpty() && "metadata".equals(path.getLast());
        var plain = metadata ? path.subList(0, path.size() - 1) : path;
        boolean known = plain.size() % 2 == 0 && !plain.isEmpty();
        for (int i = 0; known && i < plain.size(); i += 2) {
            known = plain.get(i).equals(COLLECTIONS.get(i / 2));
        }
        var objects = known ? index.named(keys(plain, DataSet.builder())) : List.<PacsObject>of();
        if (objects.isEmpty()) {
            fail(exchange, 404);
        } else if (metadata) {
            finds.incrementAndGet();
            metadata(exchange, objects);
        } else {
            retrievals.incrementAndGet();
            send(exchange, objects);
        }
    }

    private static void metadata(HttpExchange exchange, List<PacsObject> objects)
            throws IOException {
        var answers = new ArrayList<DataSet>();
        for (var object : objects) {
            var options = ReadOptions.withoutBulkData();
            answers.add(Part10.read(object.file(), options).dataSet().without(Tags.PixelData));
        }
        json(exchange, answers);
    }

    private static void json(HttpExchange exchange, List<DataSet> answers) throws IOException {
        var body = new ByteArrayOutputStream();
        JsonModel.write(answers, body, BulkDataURI.inline());
        exchange.getResponseHeaders().set("Content-Type", JSON);
        if (answers.isEmpty()) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        exchange.sendResponseHeaders(200, body.size());
        body.writeTo(exchange.getResponseBody());
    }

    private void send(HttpExchange exchange, List<PacsObject> objects) throws IOException {
        var boundary = "part-" + UUID.randomUUID();
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        "multipart/related; type=\"application/dicom\"; boundary=" + boundary);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < objects.size(); i++) {
            var syntax = objects.get(i).transferSyntax().uid().value();
            try (var file = sending.file(objects.get(i), i)) {
                write(
                        out,
                        "--%s\r\nContent-Type: application/dicom; transfer-syntax=%s\r\n\r\n"
                                .formatted(boundary, syntax));
                var buffer = new byte[BUFFER];
                for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                    out.write(buffer, 0, read);
                }
                write(out, "\r\n");
            } catch (IOException e) {
                if (!(sending.fault() instanceof Fault.FailedObjects)) {
                    throw e;
                }
            }
            out.flush();
        }
        write(out, "--%s--\r\n".formatted(boundary));
        out.close();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
