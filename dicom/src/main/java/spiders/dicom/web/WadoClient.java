// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Retrieves objects as Part 10 files in the transfer syntax in which they are stored, and their
 * metadata, frames, bulk data and pictures (WADO-RS, PS3.18 section 10.4), each streamed to its
 * receiver.
 */
public final class WadoClient {

    private static final String STORED_OBJECTS =
            "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private static final String OCTETS =
            "multipart/related; type=\"application/octet-stream\", application/octet-stream;q=0.5";

    /** Alone: Orthanc's plugin 1.7 takes all behind the comma for a part of the type. */
    private static final String FRAMES = "multipart/related; type=\"application/octet-stream\"";

    private static final String MULTIPART = "multipart/related";

    private final WebClient client;

    public WadoClient(WebClient client) {
        this.client = client;
    }

    /** Takes each object as it comes. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * Reads a Part 10 file; what it leaves unread is skipped.
         *
         * @return whether to go on; false ends the retrieval and gives the connection up
         */
        boolean receive(InputStream part10) throws IOException;
    }

    /** Takes a part of an answer as it comes. */
    @FunctionalInterface
    public interface PartReceiver {

        /** Reads the bytes; what it leaves unread is skipped. */
        void receive(MediaType type, InputStream bytes) throws IOException;
    }

    /** Returns how many objects came. */
    public int study(UID study, Receiver receiver) throws InterruptedException {
        return retrieve(ResourcePath.study(study), receiver);
    }

    /** Returns how many objects came. */
    public int series(UID study, UID series, Receiver receiver) throws InterruptedException {
        return retrieve(ResourcePath.series(study, series), receiver);
    }

    /** Returns how many objects came: one, unless the service is odd. */
    public int instance(UID study, UID series, UID instance, Receiver receiver)
            throws InterruptedException {
        return retrieve(ResourcePath.instance(study, series, instance), receiver);
    }

    /** Everything of the instances but bulk data, which is named by its URI (section 10.4.1.2). */
    public List<DataSet> metadata(ResourcePath path) throws InterruptedException {
        return client.dataSets(path.text() + "/metadata");
    }

    /** An instance, or a frame of one, as a picture; a series or a study as several. */
    public int rendered(ResourcePath path, Rendering rendering, PartReceiver receiver)
            throws InterruptedException {
        return parts(path.text() + "/rendered" + rendering.query(), rendering, receiver);
    }

    /** One small picture of a study, a series, an instance or a frame (section 10.4.1.1.5). */
    public int thumbnail(ResourcePath path, Rendering rendering, PartReceiver receiver)
            throws InterruptedException {
        return parts(path.text() + "/thumbnail" + rendering.query(), rendering, receiver);
    }

    private int parts(String path, Rendering rendering, PartReceiver receiver)
            throws InterruptedException {
        return parts(client.get(path, rendering.mediaType()), receiver);
    }

    /** Frames of an instance, from 1, uncompressed, in the order asked for. */
    public int frames(ResourcePath instance, List<Integer> numbers, PartReceiver receiver)
            throws InterruptedException {
        var list = numbers.stream().map(number -> Integer.toString(number));
        var path = instance.text() + "/frames/" + list.collect(Collectors.joining("%2C"));
        return parts(client.get(path, FRAMES), receiver);
    }

    /**
     * A value that metadata names by its URI.
     *
     * @param uri absolute, or relative to the root; below the root, since it comes from outside
     */
    public int bulkData(String uri, PartReceiver receiver) throws InterruptedException {
        return parts(client.get(below(uri), OCTETS), receiver);
    }

    /**
     * Some bytes of a value; a service that has no ranges sends all, of which the others are
     * skipped.
     */
    public int bulkData(String uri, ByteRange range, PartReceiver receiver)
            throws InterruptedException {
        var response = client.get(below(uri), OCTETS, Map.of("Range", range.field()));
        var given = response.headers().firstValue("Content-Range").orElse("");
        long first =
                response.statusCode() == 206
                        ? ByteRange.ofContentRange(given).map(ByteRange::first).orElse(-1L)
                        : 0;
        if (first < 0 || first > range.first()) {
            throw client.failure(new MalformedBodyException(0, "not the bytes asked for"));
        }
        long skipped = range.first() - first;
        return parts(
                response,
                (type, bytes) -> {
                    bytes.skipNBytes(skipped);
                    receiver.receive(type, new LimitedStream(bytes, range.length()));
                });
    }

    /** A path under the root; another server, or another place of it, is not asked. */
    private String below(String uri) {
        var resolved = URI.create(client.root() + "/").resolve(uri).normalize();
        var root = client.root() + "/";
        if (!resolved.toString().startsWith(root)) {
            throw new IllegalArgumentException("Bulk data that is not of this service");
        }
        return resolved.toString().substring(root.length() - 1);
    }

    private int parts(HttpResponse<InputStream> response, PartReceiver receiver) {
        try (var body = response.body()) {
            var type = contentType(response);
            if (response.statusCode() == 204) {
                return 0;
            }
            if (!type.type().equals(MULTIPART)) {
                receiver.receive(type, body);
                return 1;
            }
            var parts = reader(type, body);
            int count = 0;
            for (var part = parts.next(); part.isPresent(); part = parts.next()) {
                count++;
                receiver.receive(part.get().header().contentType(), part.get().body());
            }
            return count;
        } catch (IOException e) {
            throw client.failure(e);
        }
    }

    private static MediaType contentType(HttpResponse<InputStream> response) {
        return MediaType.parse(response.headers().firstValue("Content-Type").orElse(""));
    }

    private MultipartRelatedReader reader(MediaType type, InputStream body) throws IOException {
        var boundary = type.parameter("boundary").orElse("");
        return new MultipartRelatedReader(body, boundary, client.options().multipart());
    }

    private int retrieve(ResourcePath path, Receiver receiver) throws InterruptedException {
        var response = client.get(path.text(), STORED_OBJECTS);
        try (var body = response.body()) {
            return response.statusCode() == 204
                    ? 0
                    : receive(contentType(response), body, receiver);
        } catch (IOException e) {
            throw client.failure(e);
        }
    }

    /** A service that has one object may send it bare (PS3.18 section 8.7.3.3.1). */
    private int receive(MediaType type, InputStream body, Receiver receiver) throws IOException {
        if (type.type().equals("application/dicom")) {
            receiver.receive(body);
            return 1;
        }
        if (!type.type().equals(MULTIPART)) {
            throw new MalformedBodyException(0, "the answer is " + type.type());
        }
        var parts = reader(type, body);
        int count = 0;
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            count++;
            if (!receiver.receive(part.get().body())) {
                return count;
            }
        }
        return count;
    }
}
