// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.FirstImageBenchmark.Measured;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a viewer needs before its first image, as requests alone: metadata, then a frame. */
final class FirstBytes {

    private static final String STREAM = "image/jphc; transfer-syntax=1.2.840.10008.1.2.4.202";
    private static final String STORED =
            "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*";
    private static final int FIRST = 32 << 10;

    private final URI root;
    private final String token;
    private final Volume volume;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FirstBytes(URI root, String token, Volume volume) {
        this.root = root;
        this.token = token;
        this.volume = volume;
    }

    /** The first piece of the frame shows it small, the rest of it whole. */
    Measured streamed() throws IOException, InterruptedException {
        long start = System.nanoTime();
        var metadata = metadata();
        var frame = frame(metadata);
        var first = get(frame, "Accept", STREAM, "Range", "bytes=0-" + (FIRST - 1));
        double firstMillis = (System.nanoTime() - start) / 1e6;
        var rest = get(frame, "Accept", STREAM, "Range", "bytes=" + FIRST + "-");
        double fullMillis = (System.nanoTime() - start) / 1e6;
        return new Measured(firstMillis, fullMillis, metadata.length + first.length + rest.length);
    }

    Measured plain() throws IOException, InterruptedException {
        long start = System.nanoTime();
        var metadata = metadata();
        var frame = get(frame(metadata), "Accept", STORED);
        double millis = (System.nanoTime() - start) / 1e6;
        return new Measured(millis, millis, (long) metadata.length + frame.length);
    }

    private String series() {
        return "studies/%s/series/%s".formatted(volume.study().value(), volume.series().value());
    }

    /** As it comes over the link, packed where the server packs it. */
    private byte[] metadata() throws IOException, InterruptedException {
        return get(
                series() + "/metadata",
                "Accept",
                "application/dicom+json",
                "Accept-Encoding",
                "gzip, deflate, br, zstd");
    }

    private String frame(byte[] metadata) throws IOException {
        if (metadata.length == 0) {
            throw new IOException("No metadata");
        }
        return series() + "/instances/" + volume.first().value() + "/frames/1";
    }

    private byte[] get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path)).headers(headers);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}
