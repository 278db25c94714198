// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.io.InputStream;

/**
 * Retrieves objects as Part 10 files in the transfer syntax in which they are stored (WADO-RS,
 * PS3.18 section 10.4), each streamed to its receiver.
 */
public final class WadoClient {

    private static final String STORED_OBJECTS =
            "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

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

    /** Returns how many objects came. */
    public int study(UID study, Receiver receiver) throws InterruptedException {
        return retrieve("/studies/" + study.value(), receiver);
    }

    /** Returns how many objects came. */
    public int series(UID study, UID series, Receiver receiver) throws InterruptedException {
        return retrieve("/studies/%s/series/%s".formatted(study.value(), series.value()), receiver);
    }

    /** Returns how many objects came: one, unless the service is odd. */
    public int instance(UID study, UID series, UID instance, Receiver receiver)
            throws InterruptedException {
        var path =
                "/studies/%s/series/%s/instances/%s"
                        .formatted(study.value(), series.value(), instance.value());
        return retrieve(path, receiver);
    }

    private int retrieve(String path, Receiver receiver) throws InterruptedException {
        var response = client.get(path, STORED_OBJECTS);
        try (var body = response.body()) {
            if (response.statusCode() == 204) {
                return 0;
            }
            var type = MediaType.parse(response.headers().firstValue("Content-Type").orElse(""));
            return receive(type, body, receiver);
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
        if (!type.type().equals("multipart/related")) {
            throw new MalformedBodyException(0, "the answer is " + type.type());
        }
        var boundary = type.parameter("boundary").orElse("");
        var parts = new MultipartRelatedReader(body, boundary, client.options().multipart());
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
