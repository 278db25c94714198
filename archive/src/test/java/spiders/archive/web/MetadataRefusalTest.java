// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.archive.web.MetadataRequest.named;
import static spiders.archive.web.StowClientFixture.answer;
import static spiders.archive.web.StowClientFixture.object;
import static spiders.archive.web.StowClientFixture.pixels;
import static spiders.archive.web.StowClientFixture.uid;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.web.StoreResponse;
import spiders.web.Bystander;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** STOW-RS of metadata apart from their bulk data: what becomes none, and why. */
class MetadataRefusalTest {

    private static final String PIXELS = "bulk/pixels";

    @TempDir private static Path folder;
    private static StowClientFixture stow;

    @BeforeAll
    static void open() throws IOException {
        stow = new StowClientFixture(folder.resolve("objects"));
    }

    @AfterAll
    static void close() throws IOException {
        stow.close();
    }

    /** Whatever a test sent, nothing of it is left on the disk but what was stored. */
    @AfterEach
    void nothing_is_left() throws IOException {
        stow.assertNothingIsLeft(folder);
    }

    private static DataSet metadata(DataSet object) {
        return named(object, Tags.PixelData, VR.OW, PIXELS);
    }

    @Test
    void a_uri_without_a_part_is_not_fetched_whatever_it_is() throws IOException {
        var asked = new AtomicInteger();
        var elsewhere =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> asked.incrementAndGet());
        elsewhere.start();
        try {
            var address = "http://127.0.0.1:%d/pixels".formatted(elsewhere.getAddress().getPort());
            for (var uri : new String[] {address, "file:///etc/passwd", "../../x", "nowhere"}) {
                var object = object();
                stow.assertFails(
                        MetadataRequest.json(named(object, Tags.PixelData, VR.OW, uri)),
                        object,
                        0xC010);
            }
            assertThat(asked).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a SYSTEM 'HERE'>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'HERE'>]>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'HERE'> %p;]>"
            })
    void what_a_document_type_names_is_not_fetched(String documentType) throws IOException {
        try (var bystander = new Bystander()) {
            var xml =
                    documentType.replace("HERE", bystander.address("/a.dtd").toString())
                            + "<NativeDicomModel><DicomAttribute tag='00100020' vr='LO'>"
                            + "<Value number='1'>&e;</Value></DicomAttribute></NativeDicomModel>";
            var request =
                    new MetadataRequest(MetadataRequest.XML).part(MetadataRequest.XML, "", xml);

            assertThat(stow.store(request).statusCode()).isEqualTo(400);
            assertThat(bystander.wasDisturbed()).isFalse();
        }
    }

    @Test
    void parts_of_one_name_and_parts_without_a_use_are_told() {
        var object = object();
        stow.assertFails(
                MetadataRequest.json(metadata(object))
                        .bytes(PIXELS, pixels(object))
                        .bytes(PIXELS, pixels(object)),
                object,
                0xC011);

        var response =
                stow.store(
                        MetadataRequest.json(metadata(object))
                                .bytes(PIXELS, pixels(object))
                                .bytes("unused", new byte[3])
                                .bytes("", new byte[3]));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(answer(response).stored()).hasSize(1);
        assertThat(answer(response).otherFailures()).containsExactly(0xC013, 0xC013);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 1, 2, 100_000})
    void pixels_of_another_length_than_the_metadata_say_are_refused(int more) {
        var object = object();
        byte[] pixels = Arrays.copyOf(pixels(object), Samples.SIDE * Samples.SIDE * 2 + more);

        stow.assertFails(
                MetadataRequest.json(metadata(object)).bytes(PIXELS, pixels), object, 0xC012);
    }

    @Test
    void pixels_that_the_metadata_hold_themselves_are_held_against_them_too() {
        var object = object();
        assertThat(stow.store(MetadataRequest.json(object)).statusCode()).isEqualTo(200);
        assertThat(stow.stored(object).dataSet()).isEqualTo(object);

        var other = object();
        stow.assertFails(MetadataRequest.json(other.with(Tags.Rows, 3)), other, 0xC012);
        stow.assertFails(MetadataRequest.json(other.without(Tags.Columns)), other, 0xA900);
    }

    @Test
    void an_object_without_its_uids_or_of_another_study_is_refused() {
        var object = object();
        var request =
                MetadataRequest.json(metadata(object.without(Tags.StudyInstanceUID)))
                        .bytes(PIXELS, pixels(object));
        stow.assertFails(request, object, 0xA900);

        var other = object();
        var response =
                stow.store(
                        "/studies/1.2.3.4",
                        MetadataRequest.json(metadata(other)).bytes(PIXELS, pixels(other)));
        assertThat(answer(response).failed())
                .extracting(StoreResponse.Failed::reason)
                .containsExactly(0xA900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[",
                "[{]",
                "nothing",
                "[{\"00100020\":{\"vr\":\"OB\",\"InlineBinary\":\"!\"}}]"
            })
    void what_is_no_array_of_metadata_is_a_bad_request(String json) {
        var request =
                new MetadataRequest(MetadataRequest.JSON).part(MetadataRequest.JSON, "", json);
        assertThat(stow.store(request).statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_that_is_malformed_anywhere_stores_nothing() {
        var object = object();
        var good = MetadataRequest.jsonOf(metadata(object));
        var cut = MetadataRequest.json(metadata(object)).bytes(PIXELS, pixels(object));
        byte[] body = cut.body();
        byte[] half = Arrays.copyOf(body, body.length - 3);
        assertThat(stow.store("/studies", cut.contentType(), half).statusCode()).isEqualTo(400);
        var twice =
                new MetadataRequest(MetadataRequest.JSON)
                        .part(MetadataRequest.JSON, "", good)
                        .part(MetadataRequest.JSON, "", good)
                        .bytes(PIXELS, pixels(object));
        assertThat(stow.store(twice).statusCode()).isEqualTo(400);
        var broken =
                MetadataRequest.xml(metadata(object))
                        .part(MetadataRequest.XML, "", "<NativeDicomModel>")
                        .bytes(PIXELS, pixels(object));
        assertThat(stow.store(broken).statusCode()).isEqualTo(400);
        assertThat(stow.store(new MetadataRequest(MetadataRequest.XML)).statusCode())
                .isEqualTo(400);

        assertThat(stow.archive().has(uid(object, Tags.SOPInstanceUID))).isFalse();
    }

    @Test
    void more_than_is_taken_is_too_large() {
        var object = object();
        var inline =
                "[{\"00420011\":{\"vr\":\"OB\",\"InlineBinary\":\"%s\"}}]"
                        .formatted("A".repeat(17 << 20));
        var deep = "[" + "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[".repeat(150);
        var many = new DataSet[WebArchive.LIMITS.objects() + 1];
        Arrays.fill(many, metadata(object));

        for (var json : new String[] {inline, deep}) {
            var request =
                    new MetadataRequest(MetadataRequest.JSON).part(MetadataRequest.JSON, "", json);
            assertThat(stow.store(request).statusCode()).isEqualTo(413);
        }
        assertThat(stow.store(MetadataRequest.json(many)).statusCode()).isEqualTo(413);
        assertThat(stow.store(MetadataRequest.xml(many)).statusCode()).isEqualTo(413);
        var bytes = new byte[Math.toIntExact(WebArchive.LIMITS.bytes())];
        assertThat(
                        stow.store(MetadataRequest.json(metadata(object)).bytes(PIXELS, bytes))
                                .statusCode())
                .isEqualTo(413);
        assertThat(stow.archive().has(uid(object, Tags.SOPInstanceUID))).isFalse();
    }

    @Test
    void people_store_nothing_this_way_either() {
        var object = object();
        var body = MetadataRequest.json(metadata(object)).bytes(PIXELS, pixels(object));
        var byPerson =
                HttpRequest.newBuilder(stow.web.uri("/studies"))
                        .header("Authorization", "Bearer " + stow.web.token())
                        .header("Content-Type", body.contentType())
                        .POST(BodyPublishers.ofByteArray(body.body()))
                        .build();
        assertThat(stow.web.send(byPerson).statusCode()).isEqualTo(403);
    }
}
