// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Stores objects (STOW-RS, PS3.18 section 10.5): all of a call in one request, whose body is read
 * from its sources as it is sent, so that no object is ever in memory.
 */
public final class StowClient {

    private final WebClient client;

    public StowClient(WebClient client) {
        this.client = client;
    }

    /** Opens a Part 10 file to be sent; more than once if the request must be sent again. */
    @FunctionalInterface
    public interface Source {

        InputStream open() throws IOException;

        /** A file on disk. */
        static Source file(Path file) {
            return () -> Files.newInputStream(file);
        }
    }

    /** Stores objects of any studies. */
    public StoreResponse store(List<Source> objects) throws InterruptedException {
        return store("/studies", objects);
    }

    /** Stores objects of one study; the service refuses those of another. */
    public StoreResponse store(UID study, List<Source> objects) throws InterruptedException {
        return store("/studies/" + study.value(), objects);
    }

    private StoreResponse store(String path, List<Source> objects) throws InterruptedException {
        var sources = List.copyOf(objects);
        var boundary = MultipartRelatedWriter.newBoundary();
        var response =
                client.post(
                        path,
                        JsonAnswer.MEDIA_TYPE,
                        MultipartRelatedWriter.contentType("application/dicom", boundary),
                        new Upload(() -> new StoreBody(boundary, sources)));
        try (var body = response.body()) {
            return answer(response, body);
        } catch (IOException e) {
            throw client.failure(e);
        }
    }

    /** 200, 202 and 409 say what became of each instance; anything else is a refusal. */
    private StoreResponse answer(HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        int status = response.statusCode();
        boolean says = status / 100 == 2 || (status == 409 && JsonAnswer.mayBeJson(response));
        if (!says) {
            throw WebClient.refusal(response);
        }
        var allowance = new JsonAllowance(client.options().maxJsonBytes());
        var found = JsonAnswer.read(response, body, client.options(), allowance);
        if (found.size() != 1) {
            throw new MalformedBodyException(
                    0, "an answer of %d data sets".formatted(found.size()));
        }
        return StoreResponse.of(found.getFirst());
    }
}
