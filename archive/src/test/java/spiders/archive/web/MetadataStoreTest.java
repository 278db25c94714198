// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.archive.web.MetadataRequest.named;
import static spiders.archive.web.StowClientFixture.answer;
import static spiders.archive.web.StowClientFixture.object;
import static spiders.archive.web.StowClientFixture.pixels;
import static spiders.archive.web.StowClientFixture.uid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.web.StoreResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** STOW-RS of metadata apart from their bulk data: what becomes an object. */
class MetadataStoreTest {

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
    void json_and_its_pixels_make_the_object_that_they_are_of() {
        var object = object();

        var response =
                stow.store(MetadataRequest.json(metadata(object)).bytes(PIXELS, pixels(object)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer(response).stored())
                .extracting(StoreResponse.Stored::sopInstanceUID)
                .containsExactly(uid(object, Tags.SOPInstanceUID));
        assertThat(stow.stored(object).dataSet()).isEqualTo(object);
    }

    @Test
    void xml_has_a_part_for_each_object_and_parts_come_in_any_order() {
        var first = object();
        var second = object();
        var request =
                new MetadataRequest(MetadataRequest.XML)
                        .bytes("second", pixels(second))
                        .xmlPart(named(first, Tags.PixelData, VR.OW, "first"))
                        .bytes("first", pixels(first))
                        .xmlPart(named(second, Tags.PixelData, VR.OW, "second"));

        var response = stow.store(request);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(stow.stored(first).dataSet()).isEqualTo(first);
        assertThat(stow.stored(second).dataSet()).isEqualTo(second);
    }

    @Test
    void bytes_of_a_plain_socket_are_taken_in_gzip_and_in_pieces() throws IOException {
        var object = object();
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(MetadataRequest.json(metadata(object)).bytes(PIXELS, pixels(object)).body());
        }
        byte[] body = packed.toByteArray();
        var uri = stow.web.uri("/studies");
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var out = socket.getOutputStream();
            out.write(
                    """
                    POST %s HTTP/1.1
                    Host: %s
                    Authorization: Bearer %s
                    Accept: application/dicom+json
                    Content-Type: multipart/related; type=application/dicom+json; boundary=edge
                    Content-Encoding: gzip
                    Transfer-Encoding: chunked
                    Connection: close

                    """
                            .formatted(uri.getPath(), uri.getHost(), stow.token())
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (int from = 0; from < body.length; from += 700) {
                int length = Math.min(700, body.length - from);
                out.write(
                        (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body, from, length);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
        assertThat(stow.stored(object).dataSet()).isEqualTo(object);
    }

    @Test
    void values_within_items_and_text_come_in_parts_too() {
        var object = object();
        var chart =
                DataSet.builder()
                        .set(Tags.WaveformBitsAllocated, 16)
                        .set(new ReferencedElement(Tags.WaveformData, VR.OW, "w"))
                        .build();
        var text = "É".repeat(40_000);
        var whole =
                named(object, Tags.TextValue, VR.UT, "text")
                        .without(Tags.SpecificCharacterSet)
                        .with(Tags.PatientName, "DEMO^ELODIE")
                        .toBuilder()
                        .sequence(Tags.WaveformSequence, chart)
                        .set(new Tag(0x00091001), VR.UN, new byte[] {1, 2, 3, 4})
                        .build();

        var response =
                stow.store(
                        MetadataRequest.json(whole)
                                .bytes("w", new byte[] {9, 8, 7})
                                .bytes("text", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(response.statusCode()).isEqualTo(200);
        var found = stow.stored(object).dataSet();
        assertThat(found.string(Tags.TextValue)).contains(text);
        assertThat(found.items(Tags.WaveformSequence).getFirst().bytes(Tags.WaveformData))
                .contains(Bytes.of((byte) 9, (byte) 8, (byte) 7, (byte) 0));
        assertThat(found.bytes(new Tag(0x00091001)))
                .contains(Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4));
    }

    @Test
    void what_is_of_files_and_fragments_is_left_out() {
        var object = object();
        var whole =
                metadata(object).with(new Tag(0x00020010), "1.2.840.10008.1.2.4.50").toBuilder()
                        .set(Tags.ExtendedOffsetTable, VR.OV, new byte[8])
                        .build();

        assertThat(
                        stow.store(MetadataRequest.json(whole).bytes(PIXELS, pixels(object)))
                                .statusCode())
                .isEqualTo(200);
        assertThat(stow.stored(object).dataSet()).isEqualTo(object);
    }

    @Test
    void what_fails_is_named_and_the_rest_is_kept() {
        var first = object();
        var second = object();
        var third = object();

        var response =
                stow.store(
                        MetadataRequest.json(
                                        named(first, Tags.PixelData, VR.OW, "first"),
                                        named(second, Tags.PixelData, VR.OW, "second"),
                                        third.without(Tags.SOPInstanceUID))
                                .bytes("second", pixels(second)));

        assertThat(response.statusCode()).isEqualTo(202);
        var answer = answer(response);
        assertThat(answer.stored())
                .extracting(StoreResponse.Stored::sopInstanceUID)
                .containsExactly(uid(second, Tags.SOPInstanceUID));
        assertThat(answer.failed())
                .extracting(StoreResponse.Failed::reason)
                .containsExactly(0xC010);
        assertThat(answer.otherFailures()).containsExactly(0xA900);
    }

    @Test
    void pixels_of_single_bits_and_of_odd_lengths_fit() {
        var bits =
                object().with(Tags.BitsAllocated, 1)
                        .with(Tags.BitsStored, 1)
                        .with(Tags.HighBit, 0)
                        .with(Tags.Rows, 3)
                        .with(Tags.Columns, 5)
                        .with(Tags.NumberOfFrames, "3");
        byte[] six = {1, 2, 3, 4, 5, 6}; // 45 bits
        assertThat(stow.store(MetadataRequest.json(metadata(bits)).bytes(PIXELS, six)).statusCode())
                .isEqualTo(200);
        assertThat(pixels(stow.stored(bits).dataSet())).isEqualTo(six);

        var bytes =
                object().with(Tags.BitsAllocated, 8)
                        .with(Tags.BitsStored, 8)
                        .with(Tags.HighBit, 7)
                        .with(Tags.Rows, 3)
                        .with(Tags.Columns, 3);
        var odd = named(bytes, Tags.PixelData, VR.OB, PIXELS);
        assertThat(stow.store(MetadataRequest.json(odd).bytes(PIXELS, new byte[9])).statusCode())
                .isEqualTo(200);
        assertThat(pixels(stow.stored(bytes).dataSet())).hasSize(10);
    }

    @Test
    void a_length_that_a_part_claims_is_not_believed() {
        var object = object();
        var headers =
                Map.of(
                        "Content-Type", "application/octet-stream",
                        "Content-Location", PIXELS,
                        "Content-Length", "9000000000000000000");
        var request = MetadataRequest.json(metadata(object)).part(headers, pixels(object));

        assertThat(stow.store(request).statusCode()).isEqualTo(200);
        assertThat(stow.stored(object).dataSet()).isEqualTo(object);
    }

    @Test
    void an_object_sent_again_is_held_once_and_another_content_is_refused() {
        var object = object();
        for (int i = 0; i < 2; i++) {
            var request = MetadataRequest.json(metadata(object)).bytes(PIXELS, pixels(object));
            assertThat(stow.store(request).statusCode()).isEqualTo(200);
        }
        assertThat(stow.archive().instances(uid(object, Tags.StudyInstanceUID))).hasSize(1);

        byte[] other = pixels(object);
        other[0]++;
        var response = stow.store(MetadataRequest.json(metadata(object)).bytes(PIXELS, other));
        assertThat(answer(response).failed())
                .extracting(StoreResponse.Failed::reason)
                .containsExactly(0xC001);
    }
}
