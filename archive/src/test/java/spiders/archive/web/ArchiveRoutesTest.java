// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Samples;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.ContentCodings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

class ArchiveRoutesTest {

    private static final UID CINE_STUDY = new UID("1.2.826.0.1.3680043.10.1.2");
    private static final UID CINE_SERIES = new UID("1.2.826.0.1.3680043.10.1.2.1");
    private static final UID CINE = new UID("1.2.826.0.1.3680043.10.1.2.1.1");
    private static final UID HIDDEN = new UID("1.2.826.0.1.3680043.10.1.3");
    private static final byte[][] FRAMES = {
        {(byte) 0xFF, (byte) 0xD8, 1, 1, (byte) 0xFF, (byte) 0xD9},
        {(byte) 0xFF, (byte) 0xD8, 2, 2, 2, 2, (byte) 0xFF, (byte) 0xD9},
        {(byte) 0xFF, (byte) 0xD8, 3, (byte) 0xFF, (byte) 0xD9, 0}
    };
    private static final String CT_SERIES =
            "/studies/" + Samples.STUDY.value() + "/series/" + Samples.SERIES.value();
    private static final String CT = CT_SERIES + "/instances/" + Samples.instance(1).value();
    private static final String US =
            "/studies/%s/series/%s/instances/%s"
                    .formatted(CINE_STUDY.value(), CINE_SERIES.value(), CINE.value());

    @TempDir private static Path folder;
    private static WebArchive web;

    @BeforeAll
    static void open() throws Exception {
        web = new WebArchive(folder);
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(web.archive, Samples.ct(i));
        }
        Samples.ingest(web.archive, hidden());
        web.archive.ingest(
                Samples.ORIGIN,
                UIDs.UltrasoundMultiFrameImageStorage,
                CINE,
                TransferSyntax.JPEG_BASELINE,
                new ByteArrayInputStream(
                        DataSetWriter.bytes(cine(), TransferSyntax.JPEG_BASELINE)));
        web.grant("P1", Samples.STUDY, CINE_STUDY);
    }

    @AfterAll
    static void close() throws IOException {
        web.close();
    }

    private static DataSet hidden() {
        return Samples.ct(9).toBuilder()
                .set(Tags.StudyInstanceUID, HIDDEN)
                .set(Tags.SeriesInstanceUID, new UID(HIDDEN.value() + ".1"))
                .build();
    }

    private static DataSet cine() {
        var fragments = new ArrayList<Fragment>();
        for (var frame : FRAMES) {
            fragments.add(new Fragment.Held(Bytes.of(frame)));
        }
        return Samples.ct(1).toBuilder()
                .set(Tags.SOPClassUID, UIDs.UltrasoundMultiFrameImageStorage)
                .set(Tags.SOPInstanceUID, CINE)
                .set(Tags.StudyInstanceUID, CINE_STUDY)
                .set(Tags.SeriesInstanceUID, CINE_SERIES)
                .set(Tags.Modality, "US")
                .set(Tags.StudyDate, "20260401")
                .set(Tags.NumberOfFrames, "3")
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(new EncapsulatedElement(Tags.PixelData, VR.OB, Bytes.empty(), fragments))
                .build();
    }

    private static List<DataSet> found(String path) throws IOException {
        var response = web.get(path, "Accept", "application/dicom+json");
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return JsonModel.readAll(new ByteArrayInputStream(response.body()));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void only_granted_studies_are_found() throws IOException {
        assertThat(found("/studies"))
                .extracting(study -> study.uid(Tags.StudyInstanceUID).orElseThrow())
                .containsExactly(CINE_STUDY, Samples.STUDY);
    }

    @Test
    void a_study_is_answered_with_what_lists_show() throws IOException {
        var study = found("/studies?StudyInstanceUID=" + Samples.STUDY.value()).getFirst();

        assertThat(study.string(Tags.PatientName)).contains("DEMO^\u00c9lodie");
        assertThat(study.strings(Tags.ModalitiesInStudy)).containsExactly("CT");
        assertThat(study.integer(Tags.NumberOfStudyRelatedSeries)).hasValue(1);
        assertThat(study.integer(Tags.NumberOfStudyRelatedInstances)).hasValue(3);
        assertThat(study.string(Tags.RetrieveURL))
                .contains(web.uri("/studies/" + Samples.STUDY.value()).toString());
    }

    @Test
    void studies_are_found_by_every_criterion_that_ohif_sends() throws IOException {
        for (var query :
                List.of(
                        "PatientName=demo*",
                        "00100010=*%C3%89LODIE*",
                        "PatientID=P1&limit=101&offset=0&fuzzymatching=false",
                        "StudyDate=20260301-20260331&includefield=00081030,00080060",
                        "ModalitiesInStudy=CT,MR",
                        "AccessionNumber=A42&StudyDate=20260315",
                        "StudyDescription=T%3FP")) {
            assertThat(found("/studies?" + query))
                    .as(query)
                    .extracting(study -> study.uid(Tags.StudyInstanceUID).orElseThrow())
                    .contains(Samples.STUDY);
        }
        for (var query :
                List.of(
                        "PatientName=other*",
                        "PatientID=P%25",
                        "StudyDate=-20200101",
                        "ModalitiesInStudy=MR",
                        "StudyInstanceUID=" + HIDDEN.value())) {
            assertThat(found("/studies?" + query)).as(query).isEmpty();
        }
        assertThat(found("/studies?limit=1&offset=1"))
                .extracting(study -> study.uid(Tags.StudyInstanceUID).orElseThrow())
                .containsExactly(Samples.STUDY);
    }

    @Test
    void what_is_not_matched_is_said_in_a_warning() throws IOException {
        var response = web.get("/studies?SliceThickness=5&includefield=WindowCenter");

        assertThat(response.headers().allValues("Warning"))
                .hasSize(2)
                .allMatch(warning -> warning.startsWith("299 "));
        assertThat(JsonModel.readAll(new ByteArrayInputStream(response.body()))).hasSize(2);
    }

    @Test
    void a_name_is_found_as_it_sounds_where_that_is_asked_for() throws IOException {
        assertThat(found("/studies?PatientName=D%C3%A9maux%20Helodi&fuzzymatching=true"))
                .isNotEmpty();
        assertThat(found("/studies?PatientName=D%C3%A9maux%20Helodi")).isEmpty();
    }

    @Test
    void whatever_an_object_has_is_returned_at_its_level_where_it_is_asked_for()
            throws IOException {
        var instance = found(CT_SERIES + "/instances?includefield=PixelRepresentation").getFirst();
        assertThat(instance.integer(Tags.PixelRepresentation)).hasValue(0);
        assertThat(instance.has(Tags.HighBit)).isFalse();
        var all = found(CT_SERIES + "/instances?includefield=all").getFirst();
        assertThat(all.integer(Tags.HighBit)).hasValue(11);
        assertThat(all.has(Tags.PixelData)).isFalse();
        assertThat(found("/studies?includefield=all").getFirst().has(Tags.HighBit)).isFalse();
    }

    @Test
    void a_value_that_is_none_of_its_attribute_is_refused() {
        assertThat(web.get("/series?SeriesNumber=two").statusCode()).isEqualTo(400);
        assertThat(web.get("/studies?PatientNam=X").statusCode()).isEqualTo(400);
        assertThat(web.get("/studies?PatientID.PatientID=X").statusCode()).isEqualTo(400);
    }

    @Test
    void series_and_instances_of_a_study_are_found() throws IOException {
        var series = found("/studies/" + Samples.STUDY.value() + "/series");
        assertThat(series).hasSize(1);
        assertThat(series.getFirst().string(Tags.Modality)).contains("CT");
        assertThat(series.getFirst().integer(Tags.NumberOfSeriesRelatedInstances)).hasValue(3);

        var instances = found(CT_SERIES + "/instances");
        assertThat(instances)
                .extracting(instance -> instance.uid(Tags.SOPInstanceUID).orElseThrow())
                .containsExactly(Samples.instance(1), Samples.instance(2), Samples.instance(3));
        assertThat(instances.getFirst().integer(Tags.Rows)).hasValue(Samples.SIDE);
    }

    @Test
    void metadata_is_all_but_the_pixels_and_says_where_they_are() throws IOException {
        var response = web.get(CT_SERIES + "/metadata", "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        List<DataSet> all;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            all = JsonModel.readAll(in);
        }

        assertThat(all).hasSize(3);
        assertThat(all.getFirst().without(Tags.PixelData, Tags.SpecificCharacterSet))
                .isEqualTo(Samples.ct(1).without(Tags.PixelData, Tags.SpecificCharacterSet));
        var uri = ((ReferencedElement) all.getFirst().element(Tags.PixelData).orElseThrow()).uri();
        assertThat(uri).isEqualTo(web.uri(CT + "/bulkdata/7FE00010").toString());
        var tag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(web.get(CT_SERIES + "/metadata", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void json_is_packed_by_what_the_request_takes() throws IOException {
        var plain = web.get(CT_SERIES + "/metadata");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        var codings = ContentCodings.STANDARD.preferring(new ZstdCoding());
        var chosen =
                Map.of(
                        "gzip, deflate, br, zstd", "zstd",
                        "gzip, deflate, br", "gzip",
                        "gzip;q=0, deflate", "deflate");
        for (var accepted : chosen.keySet()) {
            var response = web.get(CT_SERIES + "/metadata", "Accept-Encoding", accepted);
            var coding = response.headers().firstValue("Content-Encoding").orElse("");
            assertThat(coding).isEqualTo(chosen.get(accepted));
            assertThat(response.headers().firstValue("Vary").orElse(""))
                    .contains("Accept-Encoding");
            assertThat(response.body()).hasSizeLessThan(plain.body().length);
            try (var in = codings.unpack(coding, new ByteArrayInputStream(response.body()))) {
                assertThat(in.readAllBytes()).isEqualTo(plain.body());
            }
        }
    }

    @Test
    void an_instance_is_served_as_it_was_sent() throws IOException {
        var response = web.get(CT, "Accept", "application/dicom; transfer-syntax=*");

        assertThat(response.statusCode()).isEqualTo(200);
        var sent = Samples.bytes(Samples.ct(1));
        var body = response.body();
        assertThat(Arrays.copyOfRange(body, body.length - sent.length, body.length))
                .isEqualTo(sent);
        var read = Part10.read(new ByteArrayInputStream(body), ReadOptions.defaults());
        assertThat(read.dataSet()).isEqualTo(Samples.ct(1));
        assertThat(read.meta().elements().has(Tags.PrivateInformation))
                .as("where it came from is not told")
                .isFalse();
        var range =
                web.get(
                        CT,
                        "Accept",
                        "application/dicom; transfer-syntax=*",
                        "Range",
                        "bytes=300-999");
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(body, 300, 1000));
    }

    @Test
    void a_study_is_served_in_parts() {
        var response =
                web.get(
                        "/studies/" + Samples.STUDY.value(),
                        "Accept",
                        "multipart/related; type=\"application/dicom\"; transfer-syntax=*");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("multipart/related; type=\"application/dicom\"; boundary=");
        assertThat(parts(response)).hasSize(3);
    }

    @Test
    void a_transfer_syntax_that_is_not_stored_is_not_acceptable() {
        var response =
                web.get(CT, "Accept", "application/dicom; transfer-syntax=1.2.840.10008.1.2.4.90");

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
    }

    @Test
    void a_frame_is_its_bytes() {
        var pixels = Samples.ct(1).bytes(Tags.PixelData).orElseThrow().toArray();

        var alone = web.get(CT + "/frames/1", "Accept", "application/octet-stream");
        assertThat(alone.body()).isEqualTo(pixels);
        assertThat(alone.headers().firstValue("Cache-Control").orElseThrow()).startsWith("private");

        var part =
                web.get(
                        CT + "/frames/1",
                        "Accept",
                        "multipart/related; type=application/octet-stream; transfer-syntax=*");
        assertThat(parts(part)).containsExactly(pixels);
        assertThat(part.body())
                .asString(StandardCharsets.ISO_8859_1)
                .contains("transfer-syntax=1.2.840.10008.1.2.1\r\n");
    }

    @Test
    void compressed_frames_keep_their_syntax() {
        var two = web.get(US + "/frames/1,3", "Accept", "multipart/related; type=\"image/jpeg\"");
        assertThat(parts(two)).containsExactly(FRAMES[0], FRAMES[2]);
        assertThat(two.body())
                .asString(StandardCharsets.ISO_8859_1)
                .contains("image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.50\r\n");

        var any =
                web.get(
                        US + "/frames/2",
                        "Accept",
                        "multipart/related; type=application/octet-stream; transfer-syntax=*");
        assertThat(parts(any)).containsExactly(FRAMES[1]);

        assertThat(web.get(US + "/frames/1", "Accept", "application/octet-stream").statusCode())
                .as("these are no frames, so that their cells cannot be had")
                .isEqualTo(500);
    }

    @Test
    void a_part_of_a_bulk_value_is_served() {
        var pixels = Samples.ct(1).bytes(Tags.PixelData).orElseThrow().toArray();

        var response =
                web.get(
                        CT + "/bulkdata/7FE00010",
                        "Accept",
                        "application/octet-stream",
                        "Range",
                        "bytes=100-199");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes 100-199/8192");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(pixels, 100, 200));
    }

    @Test
    void without_a_grant_a_study_is_not_there() {
        for (var path :
                List.of(
                        "/studies/" + HIDDEN.value(),
                        "/studies/" + HIDDEN.value() + "/metadata",
                        "/studies/" + HIDDEN.value() + "/series",
                        "/studies/1.2.3/metadata")) {
            assertThat(web.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void nobody_sees_anything_without_signing_in() {
        var request = HttpRequest.newBuilder(web.uri("/studies")).build();

        assertThat(web.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void what_is_wrong_is_said_with_the_right_status() {
        assertThat(web.get("/studies?limit=x").statusCode()).isEqualTo(400);
        assertThat(web.get("/studies?Nonsense=1").statusCode()).isEqualTo(400);
        assertThat(web.get("/studies/..%2f..%2fx/metadata").statusCode()).isIn(400, 404);
        assertThat(web.get("/studies/abc/metadata").statusCode()).isEqualTo(400);
        assertThat(web.get(CT + "/frames/2").statusCode()).isEqualTo(404);
        assertThat(web.get(CT + "/frames/x").statusCode()).isEqualTo(400);
        assertThat(web.get(CT + "/bulkdata/00100010").statusCode()).isEqualTo(404);
        assertThat(web.get("/studies", "Accept", "application/dicom+xml").statusCode())
                .isEqualTo(406);
    }

    /** The bodies of the parts, found by their Content-Length. */
    private static List<byte[]> parts(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        var all = new String(response.body(), StandardCharsets.ISO_8859_1);
        var parts = new ArrayList<byte[]>();
        for (int at = all.indexOf("Content-Length: "); at >= 0; ) {
            int line = all.indexOf("\r\n", at);
            int length = Integer.parseInt(all.substring(at + 16, line));
            int body = all.indexOf("\r\n\r\n", at) + 4;
            parts.add(Arrays.copyOfRange(response.body(), body, body + length));
            at = all.indexOf("Content-Length: ", body + length);
        }
        return parts;
    }
}
