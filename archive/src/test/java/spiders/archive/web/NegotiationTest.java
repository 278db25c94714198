// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.archive.Ingested;
import spiders.archive.Samples;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.Transcoder;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.PeerCommand;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class NegotiationTest {

    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String RPCL = "1.2.840.10008.1.2.4.202";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String BASELINE = "1.2.840.10008.1.2.4.50";

    /** In what the first samples are stored, in the order of their numbers. */
    private static final List<TransferSyntax> STORED =
            List.of(
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                    TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.RLE_LOSSLESS,
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    TransferSyntax.HTJ2K_LOSSLESS);

    private static final int LOSSY = 8;
    private static final int VIDEO = 9;
    private static final UID SECOND = new UID("1.2.826.0.1.3680043.10.1.9");
    private static final String SERIES =
            "/studies/" + Samples.STUDY.value() + "/series/" + Samples.SERIES.value();

    @TempDir private static Path folder;
    private static WebArchive web;
    private static UID lossy;

    @BeforeAll
    static void open() throws Exception {
        web = new WebArchive(folder.resolve("objects"));
        for (int i = 1; i <= STORED.size(); i++) {
            store(slice(i), STORED.get(i - 1));
        }
        lossy = store(elsewhere(photograph(), LOSSY), TransferSyntax.JPEG_BASELINE);
        var video = TransferSyntax.MPEG4_HIGH_PROFILE;
        var film = new byte[] {0, 0, 0, 1, 9, 16};
        var held = new Fragment.Held(bytes(film));
        var pixels =
                new EncapsulatedElement(Tags.PixelData, VR.OB, bytes(new byte[0]), List.of(held));
        var object = elsewhere(photograph(), VIDEO).toBuilder().set(pixels).build();
        ingest(object, video, DataSetWriter.bytes(object, video));
        web.grant("P1", Samples.STUDY, SECOND);
    }

    @AfterAll
    static void close() throws IOException {
        web.close();
    }

    private static Bytes bytes(byte[] bytes) {
        return Bytes.of(bytes);
    }

    /** A slice of two frames whose cells hold nothing but their twelve bits. */
    private static DataSet slice(int number) {
        var one = Samples.ct(number).bytes(Tags.PixelData).orElseThrow().toArray();
        for (int i = 1; i < one.length; i += 2) {
            one[i] &= 0x0F;
        }
        var two = Arrays.copyOf(one, 2 * one.length);
        for (int i = 0; i < one.length; i++) {
            two[one.length + i] = one[one.length - 1 - (i ^ 1)];
        }
        return Samples.ct(number).toBuilder()
                .set(Tags.SOPClassUID, UIDs.MultiFrameGrayscaleWordSecondaryCaptureImageStorage)
                .set(Tags.NumberOfFrames, "2")
                .set(Tags.PixelData, VR.OW, two)
                .build();
    }

    private static byte[] cells(int number, int frame) {
        var all = slice(number).bytes(Tags.PixelData).orElseThrow().toArray();
        int half = all.length / 2;
        return Arrays.copyOfRange(all, (frame - 1) * half, frame * half);
    }

    private static DataSet photograph() {
        var grey = new byte[Samples.SIDE * Samples.SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i / Samples.SIDE + i % Samples.SIDE);
        }
        return Samples.ct(1).toBuilder()
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelData, VR.OB, grey)
                .build();
    }

    private static DataSet elsewhere(DataSet dataSet, int number) {
        return dataSet.toBuilder()
                .set(Tags.StudyInstanceUID, SECOND)
                .set(Tags.SeriesInstanceUID, new UID(SECOND.value() + ".1"))
                .set(Tags.SOPInstanceUID, new UID(SECOND.value() + ".1." + number))
                .build();
    }

    /** Its UID, which is another where the syntax is one with a loss. */
    private static UID store(DataSet dataSet, TransferSyntax syntax) throws Exception {
        var written = new ByteArrayOutputStream();
        var meta =
                FileMeta.of(
                        dataSet.uid(Tags.SOPClassUID).orElseThrow(),
                        dataSet.uid(Tags.SOPInstanceUID).orElseThrow(),
                        Samples.EXPLICIT);
        Transcoder.standard()
                .write(new Part10Object(meta, dataSet, 0), BulkDataSource.none(), syntax, written);
        var part10 = new ByteArrayInputStream(written.toByteArray());
        var outcome = web.archive.ingestPart10(Samples.ORIGIN, part10);
        assertThat(outcome).isInstanceOf(Ingested.Stored.class);
        return ((Ingested.Stored) outcome).instance().sopInstanceUID();
    }

    private static void ingest(DataSet dataSet, TransferSyntax syntax, byte[] bytes)
            throws Exception {
        web.archive.ingest(
                Samples.ORIGIN,
                dataSet.uid(Tags.SOPClassUID).orElseThrow(),
                dataSet.uid(Tags.SOPInstanceUID).orElseThrow(),
                syntax,
                new ByteArrayInputStream(bytes));
    }

    private static String slicePath(int number) {
        return SERIES + "/instances/" + Samples.instance(number).value();
    }

    private static String second(UID instance) {
        return "/studies/%1$s/series/%1$s.1/instances/%2$s"
                .formatted(SECOND.value(), instance.value());
    }

    private static Part10Object object(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Part10.read(new ByteArrayInputStream(response.body()), ReadOptions.defaults());
    }

    private static byte[] pixels(Part10Object object) {
        return object.dataSet().bytes(Tags.PixelData).orElseThrow().toArray();
    }

    @Test
    void who_names_no_syntax_gets_explicit_little_endian_whatever_is_stored() throws IOException {
        for (int number = 1; number <= STORED.size(); number++) {
            for (var accept : List.of("application/dicom", "application/dicom; q=0.3")) {
                var response = web.get(slicePath(number), "Accept", accept);

                var object = object(response);
                assertThat(object.meta().transferSyntax().uid().value()).isEqualTo(EXPLICIT);
                assertThat(pixels(object))
                        .as("stored in %s", STORED.get(number - 1))
                        .isEqualTo(slice(number).bytes(Tags.PixelData).orElseThrow().toArray());
                assertThat(response.headers().firstValue("Content-Type"))
                        .contains("application/dicom; transfer-syntax=" + EXPLICIT);
            }
        }
    }

    @Test
    void who_takes_any_syntax_gets_what_is_stored() throws IOException {
        for (int number = 1; number <= STORED.size(); number++) {
            var response =
                    web.get(
                            slicePath(number),
                            "Accept",
                            "application/dicom; transfer-syntax=*, application/dicom;"
                                    + " transfer-syntax="
                                    + RLE
                                    + "; q=0.5");

            assertThat(object(response).meta().transferSyntax()).isEqualTo(STORED.get(number - 1));
        }
    }

    @Test
    void the_first_of_several_syntaxes_that_can_be_had_is_made() throws IOException {
        var accept =
                ("application/dicom; transfer-syntax=1.2.840.10008.1.2.4.90,"
                                + " application/dicom; transfer-syntax=%s; q=0.4,"
                                + " application/dicom; transfer-syntax=%s; q=0.9")
                        .formatted(RLE, JPEG_LS);

        var object = object(web.get(slicePath(1), "Accept", accept));

        assertThat(object.meta().transferSyntax()).isEqualTo(TransferSyntax.JPEG_LS_LOSSLESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {JPEG_LS, RLE})
    @Tag("peer")
    void dcmtk_decodes_what_is_made_of_every_stored_syntax(String target) throws IOException {
        var program = target.equals(RLE) ? "dcmdrle" : "dcmdjpls";
        for (int number = 1; number <= STORED.size(); number++) {
            var accept = "application/dicom; transfer-syntax=" + target;
            var made = folder.resolve("made.dcm");
            var decoded = folder.resolve("decoded.dcm");
            Files.write(made, web.get(slicePath(number), "Accept", accept).body());

            var result = PeerCommand.run(folder, program, "" + made, "" + decoded);

            assertThat(result.exitCode()).as(result.output()).isZero();
            var theirs = Part10.read(decoded, ReadOptions.defaults());
            assertThat(pixels(theirs))
                    .as("stored in %s", STORED.get(number - 1))
                    .isEqualTo(slice(number).bytes(Tags.PixelData).orElseThrow().toArray());
        }
    }

    @Test
    @Tag("peer")
    void openjpeg_decodes_the_frames_that_are_streamed() throws IOException {
        for (int number = 1; number <= STORED.size(); number++) {
            for (int frame = 1; frame <= 2; frame++) {
                var response =
                        web.get(
                                slicePath(number) + "/frames/" + frame,
                                "Accept",
                                "image/jphc; transfer-syntax=" + RPCL);
                assertThat(response.headers().firstValue("Content-Type"))
                        .contains("image/jphc; transfer-syntax=" + RPCL);
                var stream = folder.resolve("frame.j2k");
                Files.write(stream, response.body());

                var result =
                        PeerCommand.run(
                                folder, "opj_decompress", "-i", "frame.j2k", "-o", "frame.rawl");

                assertThat(result.exitCode()).as(result.output()).isZero();
                assertThat(Files.readAllBytes(folder.resolve("frame.rawl")))
                        .as("stored in %s", STORED.get(number - 1))
                        .isEqualTo(cells(number, frame));
            }
        }
    }

    @Test
    void a_streamed_frame_can_be_had_in_ranges_and_is_the_same_each_time() {
        var accept = "image/jphc; transfer-syntax=" + RPCL;
        var whole = web.get(slicePath(1) + "/frames/1", "Accept", accept).body();

        var range =
                web.get(
                        slicePath(1) + "/frames/1?accept=" + accept.replace(" ", "%20"),
                        "Range",
                        "bytes=0-1023");

        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("Content-Range"))
                .contains("bytes 0-1023/" + whole.length);
        assertThat(range.body()).isEqualTo(Arrays.copyOf(whole, 1024));
    }

    @Test
    void frames_are_had_as_plain_cells_by_who_names_no_syntax() {
        for (int number = 1; number <= STORED.size(); number++) {
            var response =
                    web.get(slicePath(number) + "/frames/2", "Accept", "application/octet-stream");

            assertThat(response.body())
                    .as("stored in %s", STORED.get(number - 1))
                    .isEqualTo(cells(number, 2));
        }
    }

    @Test
    void what_the_viewer_asks_streams_volumes_and_leaves_what_is_compressed() {
        var viewer =
                "multipart/related; type=image/jphc; transfer-syntax=%s,".formatted(RPCL)
                        + "multipart/related; type=application/octet-stream; transfer-syntax=*;"
                        + " q=0.5";

        var alone = web.get(slicePath(1) + "/frames/1", "Accept", viewer);
        assertThat(alone.headers().firstValueAsLong("Content-Length"))
                .as("the viewer has to know how much is to come")
                .hasValue(alone.body().length);
        assertThat(syntaxes(web.get(slicePath(1) + "/frames/1,2", "Accept", viewer)))
                .as("not compressed")
                .isEqualTo("image/jphc; transfer-syntax=" + RPCL);
        assertThat(syntaxes(web.get(slicePath(6) + "/frames/1", "Accept", viewer)))
                .as("a cine in JPEG-LS")
                .isEqualTo("application/octet-stream; transfer-syntax=" + JPEG_LS);
        assertThat(syntaxes(web.get(second(lossy) + "/frames/1", "Accept", viewer)))
                .as("a photograph")
                .isEqualTo("application/octet-stream; transfer-syntax=" + BASELINE);
    }

    /** The content type of the first part. */
    private static String syntaxes(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        var text = new String(response.body(), StandardCharsets.ISO_8859_1);
        var from = text.indexOf("Content-Type: ") + "Content-Type: ".length();
        return text.substring(from, text.indexOf("\r\n", from));
    }

    @Test
    void nothing_is_made_with_a_loss() {
        for (var lossy : List.of(BASELINE, "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91")) {
            var accept = "application/dicom; transfer-syntax=" + lossy;
            assertThat(web.get(slicePath(1), "Accept", accept).statusCode()).isEqualTo(406);
        }
        assertThat(web.get(slicePath(1) + "/frames/1", "Accept", "image/jpeg").statusCode())
                .isEqualTo(406);
    }

    @Test
    void a_refusal_says_what_can_be_had() {
        var response = web.get(slicePath(1) + "/frames/1", "Accept", "image/jpeg");

        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("image/jphc; transfer-syntax=" + RPCL)
                .contains("image/jls; transfer-syntax=" + JPEG_LS)
                .contains("application/octet-stream; transfer-syntax=" + EXPLICIT);
    }

    @Test
    void a_video_goes_as_it_is_or_not_at_all() throws IOException {
        assertThat(
                        object(
                                        web.get(
                                                second(new UID(SECOND.value() + ".1." + VIDEO)),
                                                "Accept",
                                                "application/dicom"))
                                .meta())
                .extracting(FileMeta::transferSyntax)
                .isEqualTo(TransferSyntax.MPEG4_HIGH_PROFILE);
        var explicit = "application/dicom; transfer-syntax=" + EXPLICIT;
        assertThat(
                        web.get(second(new UID(SECOND.value() + ".1." + VIDEO)), "Accept", explicit)
                                .statusCode())
                .isEqualTo(406);
    }

    @Test
    @Tag("peer")
    void orthanc_fetches_a_study_of_every_syntax() throws Exception {
        var home = Files.createDirectories(folder.resolve("orthanc"));
        try (var orthanc = OrthancProcess.start(home, List.of());
                var client = HttpClient.newHttpClient()) {
            var server =
                    "{\"Url\": \"%s\", \"HttpHeaders\": {\"Authorization\": \"Bearer %s\"}}"
                            .formatted(web.uri("/"), web.token());
            put(client, orthanc.http().resolve("dicom-web/servers/hub"), server);

            orthanc.post(
                    "dicom-web/servers/hub/retrieve",
                    "{\"Resources\": [{\"Study\": \"%s\"}], \"Synchronous\": true}"
                            .formatted(Samples.STUDY.value()));

            assertThat(orthanc.get("statistics")).contains("\"CountInstances\" : " + STORED.size());
        }
    }

    private static void put(HttpClient client, URI uri, String body) throws Exception {
        var request = HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body)).build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
}
