// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.MultipartRelatedWriter;
import spiders.dicom.web.StoreResponse;
import spiders.dicom.web.StowClient;
import spiders.dicom.web.WebClient;
import spiders.dicom.web.WebOptions;
import spiders.dicom.xml.XmlModel;
import spiders.testkit.peer.OrthancProcess;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class StoreRoutesTest {

    private static final AtomicInteger STUDIES = new AtomicInteger(100);

    @TempDir private static Path folder;
    private static WebArchive web;
    private static String token;

    @BeforeAll
    static void open() throws IOException {
        web = new WebArchive(folder.resolve("objects"));
        token = web.peerToken("pacs.angers");
    }

    @AfterAll
    static void close() throws IOException {
        web.close();
    }

    /** Objects of a study of its own, so that no test meets those of another. */
    private static List<DataSet> study(int count) {
        var study = new UID("1.2.826.0.1.3680043.10.1." + STUDIES.incrementAndGet());
        var series = new UID(study.value() + ".1");
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        Samples.ct(number)
                                .with(Tags.StudyInstanceUID, study)
                                .with(Tags.SeriesInstanceUID, series)
                                .with(Tags.SOPInstanceUID, new UID(series.value() + "." + number)))
                .toList();
    }

    private static UID uid(DataSet object, spiders.dicom.data.Tag tag) {
        return object.uid(tag).orElseThrow();
    }

    private static byte[] file(DataSet object) {
        var out = new ByteArrayOutputStream();
        try {
            Part10.write(out, object, Samples.EXPLICIT);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] body(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        try (var writer = new MultipartRelatedWriter(out, "edge")) {
            for (var part : parts) {
                writer.part(Map.of("Content-Type", "application/dicom")).write(part);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(web.uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/dicom+json");
    }

    private static HttpResponse<byte[]> store(String path, byte[] body) {
        return web.send(
                request(path)
                        .header(
                                "Content-Type",
                                MultipartRelatedWriter.contentType("application/dicom", "edge"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build());
    }

    private static StoreResponse answer(HttpResponse<byte[]> response) {
        try {
            return StoreResponse.of(JsonModel.read(new ByteArrayInputStream(response.body())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void our_own_client_stores_a_study_that_is_then_there_byte_for_byte() throws Exception {
        var objects = study(5);
        var study = uid(objects.getFirst(), Tags.StudyInstanceUID);
        var options = WebOptions.DEFAULT.with(Map.of("Authorization", "Bearer " + token));
        try (var client = new WebClient(web.uri(""), options)) {
            var sources =
                    objects.stream()
                            .<StowClient.Source>map(
                                    one -> () -> new ByteArrayInputStream(file(one)))
                            .toList();

            var response = new StowClient(client).store(study, sources);

            assertThat(response.failed()).isEmpty();
            assertThat(response.stored()).hasSize(5);
            assertThat(response.retrieveURL()).isEqualTo(web.uri("/studies/" + study.value()) + "");
        }
        assertThat(web.archive.instances(study))
                .extracting(stored -> stored.length())
                .containsExactlyElementsOf(
                        objects.stream().map(one -> (long) Samples.bytes(one).length).toList());
    }

    @Test
    void an_object_sent_again_is_a_success_and_held_once() {
        var object = study(1).getFirst();

        assertThat(store("/studies", body(file(object))).statusCode()).isEqualTo(200);
        var again = store("/studies", body(file(object)));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(answer(again).stored()).hasSize(1);
        assertThat(web.archive.instances(uid(object, Tags.StudyInstanceUID))).hasSize(1);
    }

    @Test
    void what_fails_is_named_with_its_reason_and_the_rest_is_kept() {
        var objects = study(3);
        var other = objects.get(1).with(Tags.StudyDescription, "Other content");
        store("/studies", body(file(objects.get(1))));
        byte[] whole = file(objects.get(2));
        byte[] cut = Arrays.copyOf(whole, whole.length - 100);

        var response =
                store(
                        "/studies",
                        body(
                                file(objects.get(0)),
                                file(other),
                                cut,
                                "no object".getBytes(StandardCharsets.US_ASCII)));

        assertThat(response.statusCode()).isEqualTo(202);
        var answer = answer(response);
        assertThat(answer.stored())
                .extracting(StoreResponse.Stored::sopInstanceUID)
                .containsExactly(uid(objects.get(0), Tags.SOPInstanceUID));
        assertThat(answer.failed())
                .extracting(StoreResponse.Failed::sopInstanceUID, StoreResponse.Failed::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                uid(other, Tags.SOPInstanceUID), 0xC001),
                        org.assertj.core.groups.Tuple.tuple(
                                uid(objects.get(2), Tags.SOPInstanceUID),
                                StoreResponse.CANNOT_UNDERSTAND));
        assertThat(answer.otherFailures()).containsExactly(StoreResponse.CANNOT_UNDERSTAND);
    }

    @Test
    void a_study_that_is_not_the_one_in_the_address_is_not_stored() {
        var object = study(1).getFirst();

        var response = store("/studies/1.2.3.4", body(file(object)));

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(answer(response).failed())
                .containsExactly(
                        new StoreResponse.Failed(
                                uid(object, Tags.SOPClassUID),
                                uid(object, Tags.SOPInstanceUID),
                                0xA900));
        assertThat(web.archive.has(uid(object, Tags.SOPInstanceUID))).isFalse();
    }

    @Test
    void xml_is_answered_where_it_is_asked_for() throws IOException {
        var object = study(1).getFirst();
        var response =
                web.send(
                        HttpRequest.newBuilder(web.uri("/studies"))
                                .header("Authorization", "Bearer " + token)
                                .header("Accept", "application/dicom+xml")
                                .header("Content-Type", "application/dicom")
                                .POST(BodyPublishers.ofByteArray(file(object)))
                                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        var answer = StoreResponse.of(XmlModel.read(new ByteArrayInputStream(response.body())));
        assertThat(answer.stored()).hasSize(1);
    }

    @Test
    void bodies_that_are_not_taken_are_refused_by_what_is_wrong_with_them() {
        var object = file(study(1).getFirst());
        assertThat(post("application/json", object)).isEqualTo(415);
        assertThat(post("multipart/related; type=\"image/jpeg\"; boundary=edge", object))
                .isEqualTo(415);
        assertThat(
                        post(
                                "multipart/related; type=\"application/dicom+json\"; boundary=edge",
                                object))
                .isEqualTo(400);
        assertThat(post("multipart/related; type=\"application/dicom\"", object)).isEqualTo(400);
        var cut = body(object);
        assertThat(store("/studies", Arrays.copyOf(cut, cut.length - 4)).statusCode())
                .isEqualTo(400);
        assertThat(store("/studies", body()).statusCode()).isEqualTo(400);
        assertThat(store("/studies/not-a-uid", body(object)).statusCode()).isEqualTo(400);
    }

    private static int post(String type, byte[] body) {
        return web.send(
                        request("/studies")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build())
                .statusCode();
    }

    @Test
    void more_than_the_limits_is_too_large_whether_or_not_the_length_is_said() {
        var parts = new byte[WebArchive.LIMITS.objects() + 1][];
        Arrays.fill(parts, new byte[] {1});
        assertThat(store("/studies", body(parts)).statusCode()).isEqualTo(413);
        byte[] long_ = body(new byte[(int) WebArchive.LIMITS.bytes()]);
        var chunked =
                request("/studies")
                        .header(
                                "Content-Type",
                                MultipartRelatedWriter.contentType("application/dicom", "edge"))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(long_)))
                        .build();
        assertThat(web.send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void people_store_nothing_and_visitors_less() {
        var body = body(file(study(1).getFirst()));
        var type = MultipartRelatedWriter.contentType("application/dicom", "edge");
        var person = web.server.services().tokens().issue(WebArchive.CLINICIAN).value();

        var byPerson =
                HttpRequest.newBuilder(web.uri("/studies"))
                        .header("Authorization", "Bearer " + person)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        var byStranger =
                HttpRequest.newBuilder(web.uri("/studies"))
                        .header("Authorization", "Bearer nobody")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();

        assertThat(web.send(byPerson).statusCode()).isEqualTo(403);
        assertThat(web.send(byStranger).statusCode()).isEqualTo(401);
    }

    @Test
    void a_study_is_recorded_once_however_many_objects_come_and_go() {
        var objects = study(3);
        var study = uid(objects.getFirst(), Tags.StudyInstanceUID).value();
        objects.forEach(one -> store("/studies", body(file(one))));
        for (int i = 0; i < 3; i++) {
            var fetched = web.send(request("/studies/" + study + "/metadata").GET().build());
            assertThat(fetched.statusCode()).isEqualTo(200);
        }

        assertThat(actions(study)).containsExactlyInAnyOrder("RECEIVE_OBJECTS", "SEND_OBJECTS");
    }

    private static List<String> actions(String study) {
        return org.springframework.jdbc.core.simple.JdbcClient.create(web.database)
                .sql("select action from security.audit_event where ? = any (objects)")
                .param(study)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    @Tag("peer")
    void orthanc_stores_with_a_bearer_token() throws IOException {
        var objects = study(4);
        var study = uid(objects.getFirst(), Tags.StudyInstanceUID);
        try (var orthanc =
                OrthancProcess.start(Files.createDirectories(folder.resolve("o")), List.of())) {
            for (var object : objects) {
                var name = uid(object, Tags.SOPInstanceUID).value() + ".dcm";
                orthanc.upload(Files.write(folder.resolve(name), file(object)));
            }
            orthanc.know("hub", web.uri("/"), token);
            var id = orthanc.get("studies").replaceAll("[^0-9a-f-]", "");

            orthanc.post(
                    "dicom-web/servers/hub/stow",
                    "{\"Resources\": [\"%s\"], \"Synchronous\": true}".formatted(id));

            assertThat(web.archive.instances(study))
                    .extracting(stored -> stored.length())
                    .containsExactlyElementsOf(
                            objects.stream().map(one -> (long) Samples.bytes(one).length).toList());
        }
    }
}
