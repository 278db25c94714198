// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;
import spiders.testkit.peer.PeerCommand;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

class PictureRoutesTest {

    private static final String STUDY = "/studies/" + Samples.STUDY.value();
    private static final String SERIES = STUDY + "/series/" + Samples.SERIES.value();
    private static final String CT = SERIES + "/instances/" + Samples.instance(1).value();
    private static final UID BROKEN = new UID("1.2.826.0.1.3680043.10.1.7.1");
    private static final UID REPORT = new UID("1.2.826.0.1.3680043.10.1.8.1");
    private static final String PNG = "image/png";

    @TempDir private static Path folder;
    private static WebArchive web;

    @BeforeAll
    static void open() throws Exception {
        web = new WebArchive(folder.resolve("objects"));
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(web.archive, Samples.ct(i));
        }
        store(broken(), TransferSyntax.JPEG_BASELINE);
        store(report(), Samples.EXPLICIT);
        web.grant("P1", Samples.STUDY, study(BROKEN), study(REPORT));
    }

    @AfterAll
    static void close() throws IOException {
        web.close();
    }

    @Test
    void a_rendered_frame_is_a_jpeg_of_its_size() throws IOException {
        for (var path : List.of(CT + "/rendered", CT + "/frames/1/rendered")) {
            var response = web.get(path);

            assertThat(type(response)).isEqualTo("image/jpeg");
            assertThat(picture(response).getWidth()).isEqualTo(Samples.SIDE);
            assertThat(picture(response).getHeight()).isEqualTo(Samples.SIDE);
        }
    }

    @Test
    void a_png_is_sent_to_who_asks_for_one() throws IOException {
        assertThat(type(web.get(CT + "/rendered", "Accept", PNG))).isEqualTo(PNG);
        assertThat(type(web.get(CT + "/rendered?accept=" + PNG))).isEqualTo(PNG);
        assertThat(web.get(CT + "/rendered", "Accept", "image/gif").statusCode()).isEqualTo(406);
    }

    @Test
    @Tag("peer")
    void a_window_gives_the_grey_that_dcmtk_gives() throws IOException {
        var file = folder.resolve("ct.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, Samples.ct(1), Samples.EXPLICIT);
        }
        var drawn = folder.resolve("ct.png");
        PeerCommand.run(folder, "dcmj2pnm", "+on", "+Ww", "2000", "1000", "" + file, "" + drawn);
        var theirs = ImageIO.read(drawn.toFile());

        var ours = picture(web.get(CT + "/rendered?window=2000,1000,linear", "Accept", PNG));

        for (int y = 0; y < Samples.SIDE; y++) {
            for (int x = 0; x < Samples.SIDE; x++) {
                assertThat(grey(ours, x, y))
                        .as("row %d, column %d", y, x)
                        .isCloseTo(grey(theirs, x, y), within(1));
            }
        }
    }

    @Test
    void a_viewport_is_fitted_and_each_pixel_is_the_mean_of_those_it_stands_for()
            throws IOException {
        var whole = picture(web.get(CT + "/rendered", "Accept", PNG));
        var small = picture(web.get(CT + "/rendered?viewport=100,16", "Accept", PNG));

        assertThat(small.getWidth()).isEqualTo(16);
        assertThat(small.getHeight()).isEqualTo(16);
        int sum = 0;
        for (int i = 0; i < 16; i++) {
            sum += grey(whole, 20 + i % 4, 8 + i / 4);
        }
        assertThat(grey(small, 5, 2)).isEqualTo((sum + 8) / 16);
        assertThat(picture(web.get(CT + "/rendered?viewport=999,999", "Accept", PNG)).getWidth())
                .as("nothing is made larger")
                .isEqualTo(Samples.SIDE);
    }

    @Test
    void study_series_and_instance_have_a_thumbnail() throws IOException {
        for (var path : List.of(STUDY, SERIES, CT, CT + "/frames/1")) {
            var response = web.get(path + "/thumbnail?viewport=32,32");

            assertThat(type(response)).as(path).isEqualTo("image/jpeg");
            assertThat(picture(response).getWidth()).isEqualTo(32);
        }
        assertThat(web.get(SERIES + "/thumbnail", "Accept", PNG).body())
                .as("the middle one of the series")
                .isEqualTo(
                        web.get(
                                        SERIES
                                                + "/instances/"
                                                + Samples.instance(2).value()
                                                + "/rendered?viewport=128,128",
                                        "Accept",
                                        PNG)
                                .body());
    }

    @Test
    void a_picture_is_not_drawn_again_for_who_has_it() {
        var tag = web.get(CT + "/rendered").headers().firstValue("ETag").orElseThrow();

        assertThat(web.get(CT + "/rendered", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(web.get(CT + "/rendered?window=1,2", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void who_asks_for_parts_gets_every_picture_of_a_series() {
        var response =
                web.get(SERIES + "/rendered", "Accept", "multipart/related; type=\"image/png\"");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type(response)).startsWith("multipart/related; type=\"image/png\"");
        var text = new String(response.body(), StandardCharsets.ISO_8859_1);
        assertThat(text.split("Content-Type: image/png", -1)).hasSize(4);
        assertThat(type(web.get(SERIES + "/rendered"))).isEqualTo("image/jpeg");
        assertThat(type(web.get(STUDY + "/rendered", "Accept", PNG)))
                .as("one picture stands for a study")
                .isEqualTo(PNG);
    }

    @Test
    void a_region_is_cut_out_and_turned() throws IOException {
        var whole = picture(web.get(CT + "/rendered", "Accept", PNG));
        var part = picture(web.get(CT + "/rendered?viewport=20,10,8,16,20,10", "Accept", PNG));
        var mirrored =
                picture(web.get(CT + "/rendered?viewport=20,10,8,16,-20,-10", "Accept", PNG));

        assertThat(part.getWidth()).isEqualTo(20);
        assertThat(part.getHeight()).isEqualTo(10);
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 20; x++) {
                assertThat(grey(part, x, y)).isEqualTo(grey(whole, 8 + x, 16 + y));
                assertThat(grey(mirrored, 19 - x, 9 - y)).isEqualTo(grey(part, x, y));
            }
        }
        var beside = web.get(CT + "/rendered?viewport=20,10,64,0,20,10");
        assertThat(beside.statusCode()).isEqualTo(400);
    }

    @Test
    void annotations_and_profiles_are_refused_openly() {
        var response = web.get(CT + "/rendered?annotation=patient,technique&iccprofile=srgb");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Warning"))
                .anyMatch(text -> text.contains("annotation values are not supported: patient,tec"))
                .anyMatch(text -> text.contains("iccprofile values are not supported: srgb"));
        assertThat(web.get(CT + "/rendered?iccprofile=no").headers().allValues("Warning"))
                .isEmpty();
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        for (var query :
                List.of(
                        "window=1",
                        "window=1,0",
                        "window=a,b",
                        "window=1,2,cubic",
                        "viewport=0,5",
                        "viewport=5",
                        "viewport=99999,5",
                        "quality=0",
                        "quality=x")) {
            assertThat(web.get(CT + "/rendered?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(web.get(CT + "/frames/2/rendered").statusCode()).isEqualTo(404);
        assertThat(web.get(CT + "/frames/0/rendered").statusCode()).isEqualTo(404);
        assertThat(web.get("/studies/1.2.3/thumbnail").statusCode()).isEqualTo(404);
    }

    @Test
    void a_damaged_frame_and_an_object_without_frames_are_told_apart() {
        var broken = web.get(path(BROKEN) + "/rendered");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(new String(broken.body(), StandardCharsets.UTF_8))
                .contains("\"status\":500")
                .doesNotContain("DEMO");
        assertThat(web.get(path(REPORT) + "/rendered").statusCode()).isEqualTo(406);
    }

    private static String path(UID instance) {
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        study(instance).value(), study(instance).value() + ".9", instance.value());
    }

    private static UID study(UID instance) {
        var uid = instance.value();
        return new UID(uid.substring(0, uid.lastIndexOf('.')));
    }

    private static void store(DataSet dataSet, TransferSyntax syntax) throws Exception {
        var outcome =
                web.archive.ingest(
                        Samples.ORIGIN,
                        dataSet.uid(Tags.SOPClassUID).orElseThrow(),
                        dataSet.uid(Tags.SOPInstanceUID).orElseThrow(),
                        syntax,
                        new ByteArrayInputStream(DataSetWriter.bytes(dataSet, syntax)));
        assertThat(outcome).isInstanceOf(Ingested.Stored.class);
    }

    private static DataSet broken() {
        var stream = new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 1, (byte) 0xFF, (byte) 0xD9};
        return Samples.ct(1).toBuilder()
                .set(Tags.SOPInstanceUID, BROKEN)
                .set(Tags.StudyInstanceUID, study(BROKEN))
                .set(Tags.SeriesInstanceUID, new UID(study(BROKEN).value() + ".9"))
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(
                        new EncapsulatedElement(
                                Tags.PixelData,
                                VR.OB,
                                Bytes.empty(),
                                List.of(new Fragment.Held(Bytes.of(stream)))))
                .build();
    }

    private static DataSet report() {
        return Samples.ct(1).toBuilder()
                .remove(Tags.PixelData)
                .set(Tags.SOPClassUID, UIDs.BasicTextSRStorage)
                .set(Tags.SOPInstanceUID, REPORT)
                .set(Tags.StudyInstanceUID, study(REPORT))
                .set(Tags.SeriesInstanceUID, new UID(study(REPORT).value() + ".9"))
                .build();
    }

    private static String type(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("Content-Type").orElseThrow();
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static int grey(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }
}
