// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import spiders.archive.Archive;
import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.StoreResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A system that stores metadata and bulk data, and looks at what became of them. */
final class StowClientFixture implements AutoCloseable {

    private static final AtomicInteger STUDIES = new AtomicInteger(500);

    final WebArchive web;
    private final String token;

    StowClientFixture(Path folder) throws IOException {
        web = new WebArchive(folder);
        token = web.peerToken("pacs.angers");
    }

    Archive archive() {
        return web.archive;
    }

    String token() {
        return token;
    }

    /** A CT of a study of its own. */
    static DataSet object() {
        var study = new UID("1.2.826.0.1.3680043.10.1." + STUDIES.incrementAndGet());
        return Samples.ct(1)
                .with(Tags.StudyInstanceUID, study)
                .with(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                .with(Tags.SOPInstanceUID, new UID(study.value() + ".1.1"));
    }

    static UID uid(DataSet object, Tag tag) {
        return object.uid(tag).orElseThrow();
    }

    static byte[] pixels(DataSet object) {
        return object.bytes(Tags.PixelData).orElseThrow().toArray();
    }

    HttpResponse<byte[]> store(MetadataRequest request) {
        return store("/studies", request);
    }

    HttpResponse<byte[]> store(String path, MetadataRequest request) {
        return store(path, request.contentType(), request.body());
    }

    HttpResponse<byte[]> store(String path, String contentType, byte[] body) {
        return web.send(
                request(web.uri(path))
                        .header("Accept", "application/dicom+json")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build());
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    }

    static StoreResponse answer(HttpResponse<byte[]> response) {
        try {
            return StoreResponse.of(JsonModel.read(new ByteArrayInputStream(response.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of an object, as DICOMweb gives it. */
    byte[] file(DataSet object) {
        var path =
                "/studies/%s/series/%s/instances/%s"
                        .formatted(
                                uid(object, Tags.StudyInstanceUID).value(),
                                uid(object, Tags.SeriesInstanceUID).value(),
                                uid(object, Tags.SOPInstanceUID).value());
        var got =
                web.send(
                        request(web.uri(path))
                                .header("Accept", "application/dicom; transfer-syntax=*")
                                .build());
        assertThat(got.statusCode()).isEqualTo(200);
        return got.body();
    }

    Part10Object stored(DataSet object) {
        try {
            return Part10.read(new ByteArrayInputStream(file(object)), ReadOptions.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is stored of a request of one object, for this reason. */
    void assertFails(MetadataRequest request, DataSet object, int reason) {
        var response = store(request);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(answer(response).failed())
                .containsExactly(
                        new StoreResponse.Failed(
                                uid(object, Tags.SOPClassUID),
                                uid(object, Tags.SOPInstanceUID),
                                reason));
        assertThat(archive().has(uid(object, Tags.SOPInstanceUID))).isFalse();
    }

    /** No scratch file is open or has a name. */
    void assertNothingIsLeft(Path folder) throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(StowClientFixture::target))
                    .noneMatch(name -> name.contains(".scratch."));
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains(".scratch."));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // Closed meanwhile.
        }
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}
