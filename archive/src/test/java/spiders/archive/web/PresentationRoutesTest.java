// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.archive.Ingested;
import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.testkit.peer.PeerCommand;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import javax.imageio.ImageIO;

class PresentationRoutesTest {

    private static final UID OPEN = Samples.STUDY;
    private static final UID ALSO_OPEN = new UID("1.2.826.0.1.3680043.10.1.2");
    private static final UID CLOSED = new UID("1.2.826.0.1.3680043.10.1.3");
    private static final String PNG = "image/png";
    private static final String PARTS = "multipart/related; type=\"image/png\"";

    private static final DataSet TURNED =
            state(OPEN, 1, Samples.instance(1)).set(Tags.ImageRotation, 90).build();
    private static final DataSet OF_TWO =
            state(OPEN, 2, Samples.instance(1), Samples.instance(2)).build();
    private static final DataSet INCOMPLETE =
            state(OPEN, 3, Samples.instance(1), Samples.instance(9)).build();
    private static final DataSet BROKEN =
            state(OPEN, 4, Samples.instance(1)).set(Tags.ImageRotation, 45).build();
    private static final DataSet MASKED =
            state(OPEN, 5, Samples.instance(1))
                    .sequence(Tags.MaskSubtractionSequence, DataSet.empty())
                    .build();
    private static final DataSet ELSEWHERE = image(CLOSED, 1).build();
    private static final DataSet REACHING =
            state(OPEN, 6, uid(ELSEWHERE, Tags.SOPInstanceUID)).build();
    private static final DataSet CLOSED_STATE =
            state(CLOSED, 7, uid(ELSEWHERE, Tags.SOPInstanceUID)).build();
    private static final DataSet OTHER = image(ALSO_OPEN, 2).build();
    private static final DataSet OTHER_STATE =
            state(ALSO_OPEN, 8, uid(OTHER, Tags.SOPInstanceUID)).build();
    private static final DataSet COLOUR = colour();
    private static final DataSet OF_COLOUR =
            state(OPEN, 9, uid(COLOUR, Tags.SOPInstanceUID)).build();
    private static final DataSet CINE = cine();
    private static final DataSet OF_FRAMES =
            state(
                            OPEN,
                            10,
                            reference(uid(CINE, Tags.SOPInstanceUID)).toBuilder()
                                    .set(Tags.ReferencedFrameNumber, 1, 3)
                                    .build())
                    .build();

    private static final ResourceBundle MESSAGES =
            ResourceBundle.getBundle("spiders.archive.messages", Locale.FRENCH);

    @TempDir private static Path folder;
    private static WebArchive web;

    @BeforeAll
    static void open() throws Exception {
        web = new WebArchive(folder.resolve("objects"));
        for (var object :
                List.of(
                        Samples.ct(1),
                        Samples.ct(2),
                        TURNED,
                        OF_TWO,
                        INCOMPLETE,
                        BROKEN,
                        MASKED,
                        ELSEWHERE,
                        REACHING,
                        CLOSED_STATE,
                        OTHER,
                        OTHER_STATE,
                        COLOUR,
                        OF_COLOUR,
                        CINE,
                        OF_FRAMES)) {
            assertThat(Samples.ingest(web.archive, object)).isInstanceOf(Ingested.Stored.class);
        }
        web.grant("P1", OPEN, ALSO_OPEN);
    }

    @AfterAll
    static void close() throws IOException {
        web.close();
    }

    @Test
    void the_picture_of_a_state_is_that_of_its_image_as_it_has_it() throws IOException {
        var plain = picture(web.get(rendered(Samples.ct(1)) + "?window=2048,4096", "Accept", PNG));

        for (var address :
                List.of(
                        rendered(TURNED),
                        rendered(Samples.ct(1)) + "?presentation=" + instance(TURNED),
                        path(Samples.ct(1))
                                + "/frames/1/rendered?presentation="
                                + instance(TURNED))) {
            var turned = picture(web.get(address, "Accept", PNG));
            for (int y = 0; y < Samples.SIDE; y++) {
                for (int x = 0; x < Samples.SIDE; x++) {
                    assertThat(grey(turned, Samples.SIDE - 1 - y, x)).isEqualTo(grey(plain, x, y));
                }
            }
        }
        assertThat(type(web.get(rendered(TURNED)))).isEqualTo("image/jpeg");
    }

    @Test
    @Tag("peer")
    void dcmtk_draws_the_same_and_dciodvfy_finds_the_state_sound() throws IOException {
        write("image.dcm", Samples.ct(1));
        write("state.dcm", TURNED);
        assertThat(PeerCommand.run(folder, "dciodvfy", "-new", "state.dcm").output())
                .doesNotContain("Error");
        PeerCommand.run(folder, "dcmp2pgm", "-p", "state.dcm", "image.dcm", "theirs.pgm");
        byte[] pgm = Files.readAllBytes(folder.resolve("theirs.pgm"));
        var ours = picture(web.get(rendered(TURNED), "Accept", PNG));

        int header = pgm.length - Samples.SIDE * Samples.SIDE;
        for (int i = header; i < pgm.length; i++) {
            int at = i - header;
            assertThat(grey(ours, at % Samples.SIDE, at / Samples.SIDE))
                    .as("DCMTK cuts off what comes after the point")
                    .isCloseTo(pgm[i] & 0xFF, within(1));
        }
    }

    private static void write(String name, DataSet dataSet) throws IOException {
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            Part10.write(out, dataSet, Samples.EXPLICIT);
        }
    }

    @Test
    void who_asks_for_parts_gets_every_picture_of_a_state() {
        var response = web.get(rendered(OF_TWO), "Accept", PARTS);

        assertThat(type(response)).startsWith("multipart/related; type=\"image/png\"");
        assertThat(parts(response)).isEqualTo(2);
        assertThat(type(web.get(rendered(OF_TWO), "Accept", PNG))).isEqualTo(PNG);
        assertThat(parts(web.get(rendered(OF_FRAMES), "Accept", PARTS)))
                .as("of three frames, the state is for two")
                .isEqualTo(2);
        assertThat(
                        parts(
                                web.get(
                                        rendered(CINE) + "?presentation=" + instance(OF_FRAMES),
                                        "Accept",
                                        PARTS)))
                .isEqualTo(2);
    }

    private static int parts(HttpResponse<byte[]> response) {
        var text = new String(response.body(), StandardCharsets.ISO_8859_1);
        return text.split("Content-Type: image/png", -1).length - 1;
    }

    @Test
    void a_state_has_a_thumbnail_and_fits_a_viewport() throws IOException {
        var thumbnail = picture(web.get(path(TURNED) + "/thumbnail?viewport=32,32"));
        var large = picture(web.get(rendered(TURNED) + "?viewport=128,200", "Accept", PNG));

        assertThat(thumbnail.getWidth()).isEqualTo(32);
        assertThat(large.getWidth()).as("as PS3.18 has it of SCALE TO FIT").isEqualTo(128);
        assertThat(large.getHeight()).isEqualTo(128);
    }

    @Test
    void a_picture_is_known_again_by_its_state() {
        var address = rendered(Samples.ct(1));
        var tag = web.get(rendered(TURNED)).headers().firstValue("ETag").orElseThrow();
        var by = address + "?presentation=" + instance(TURNED);
        var byOther = address + "?presentation=" + instance(OF_TWO);

        assertThat(web.get(by, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(web.get(byOther, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(web.get(address, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void no_state_shows_an_image_of_another_study() {
        require(404, rendered(REACHING), "archive.problem.missingImage");
        require(404, rendered(CLOSED_STATE), "archive.problem.404");
        require(404, rendered(ELSEWHERE), "archive.problem.404");
        var image = rendered(Samples.ct(1)) + "?presentation=";
        require(404, image + instance(CLOSED_STATE), "archive.problem.404");
        // Both studies are open, but the state is not one of the image's study.
        require(404, image + instance(OTHER_STATE), "archive.problem.404");
        assertThat(web.get(rendered(OTHER_STATE)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_state_without_all_of_its_images_shows_none() {
        require(404, rendered(INCOMPLETE), "archive.problem.missingImage");
        assertThat(
                        web.get(rendered(Samples.ct(1)) + "?presentation=" + instance(INCOMPLETE))
                                .statusCode())
                .as("of the image that is there, it does")
                .isEqualTo(200);
    }

    @Test
    void what_cannot_be_shown_is_refused_by_its_reason() {
        require(500, rendered(BROKEN), "archive.problem.brokenPresentation");
        require(406, rendered(MASKED), "archive.problem.presentation.MASK");
        require(406, rendered(OF_COLOUR), "archive.problem.presentation.NO_GREY_IMAGE");
        var second = rendered(Samples.ct(2)) + "?presentation=";
        require(400, second + instance(TURNED), "archive.problem.notPresented");
        require(400, second + instance(Samples.ct(1)), "archive.problem.notPresented");
        require(404, path(TURNED) + "/frames/1/rendered", "archive.problem.404");
        var frames = path(CINE) + "/frames/2/rendered?presentation=" + instance(OF_FRAMES);
        require(400, frames, "archive.problem.notPresented");
    }

    @ParameterizedTest
    @CsvSource({"?window=1|2", "?viewport=9|9|1|1|5|5", "?presentation=x"})
    void what_a_state_decides_cannot_be_asked_besides(String query) {
        var address = rendered(TURNED) + query.replace('|', ',');

        assertThat(web.get(address).statusCode()).isEqualTo(400);
    }

    @Test
    void a_state_is_for_images_and_not_for_a_series() {
        var series = path(TURNED).replaceAll("/instances/.*", "");
        var address = series + "/rendered?presentation=" + instance(TURNED);

        assertThat(web.get(address).statusCode()).isEqualTo(400);
    }

    /** That a request is refused, in the words of a message. */
    private static void require(int status, String address, String key) {
        var response = web.get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(status);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains(MESSAGES.getString(key + ".detail"))
                .doesNotContain("DEMO");
    }

    private static String rendered(DataSet instance) {
        return path(instance) + "/rendered";
    }

    private static String path(DataSet instance) {
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        uid(instance, Tags.StudyInstanceUID).value(),
                        uid(instance, Tags.SeriesInstanceUID).value(),
                        instance(instance));
    }

    private static String instance(DataSet instance) {
        return uid(instance, Tags.SOPInstanceUID).value();
    }

    private static UID uid(DataSet instance, spiders.dicom.data.Tag tag) {
        return instance.uid(tag).orElseThrow();
    }

    private static DataSetBuilder image(UID study, int number) {
        return Samples.ct(number).toBuilder()
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, new UID(study.value() + ".5"))
                .set(Tags.SOPInstanceUID, new UID(study.value() + ".5." + number));
    }

    private static DataSet colour() {
        return image(OPEN, 20)
                .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                .set(Tags.SamplesPerPixel, 3)
                .set(Tags.PhotometricInterpretation, "RGB")
                .set(Tags.PlanarConfiguration, 0)
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelData, VR.OB, new byte[3 * Samples.SIDE * Samples.SIDE])
                .build();
    }

    private static DataSet cine() {
        return image(OPEN, 21)
                .set(Tags.NumberOfFrames, 3)
                .set(Tags.PixelData, VR.OW, new byte[3 * 2 * Samples.SIDE * Samples.SIDE])
                .build();
    }

    private static DataSet reference(UID image) {
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, UIDs.CTImageStorage)
                .set(Tags.ReferencedSOPInstanceUID, image)
                .build();
    }

    private static DataSetBuilder state(UID study, int number, UID... images) {
        return state(
                study,
                number,
                Arrays.stream(images)
                        .map(PresentationRoutesTest::reference)
                        .toArray(DataSet[]::new));
    }

    /**
     * A whole state: the window from 0 to 4095 of 12 bits, all of an image turned by 90 degrees.
     */
    private static DataSetBuilder state(UID study, int number, DataSet... images) {
        var series =
                DataSet.builder()
                        .set(Tags.SeriesInstanceUID, Samples.SERIES)
                        .sequence(Tags.ReferencedImageSequence, images)
                        .build();
        var area =
                DataSet.builder()
                        .set(Tags.DisplayedAreaTopLeftHandCorner, 1, Samples.SIDE)
                        .set(Tags.DisplayedAreaBottomRightHandCorner, Samples.SIDE, 1)
                        .set(Tags.PresentationSizeMode, "SCALE TO FIT")
                        .set(Tags.PresentationPixelAspectRatio, 1, 1)
                        .build();
        var window =
                DataSet.builder()
                        .set(Tags.WindowCenter, 2048.0)
                        .set(Tags.WindowWidth, 4096.0)
                        .build();
        var builder = DataSet.builder();
        for (var element : Samples.ct(1)) {
            if (element.tag().group() < 0x28) {
                builder.set(element);
            }
        }
        return builder.remove(Tags.ImageType)
                .set(Tags.SOPClassUID, UIDs.GrayscaleSoftcopyPresentationStateStorage)
                .set(Tags.SOPInstanceUID, new UID(study.value() + ".7." + number))
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, new UID(study.value() + ".7"))
                .set(Tags.Modality, "PR")
                .set(Tags.SeriesNumber, 7)
                .set(Tags.InstanceNumber, number)
                .set(Tags.Manufacturer, "SPIDERS")
                .empty(Tags.ReferringPhysicianName)
                .empty(Tags.Laterality)
                .set(Tags.ContentLabel, "TURNED")
                .set(Tags.ContentDescription, "Turned")
                .set(Tags.ContentCreatorName, "DEMO^CAMILLE")
                .set(Tags.PresentationCreationDate, "20260316")
                .set(Tags.PresentationCreationTime, "101500")
                .sequence(Tags.ReferencedSeriesSequence, series)
                .sequence(Tags.DisplayedAreaSelectionSequence, area)
                .sequence(Tags.SoftcopyVOILUTSequence, window)
                .set(Tags.ImageRotation, 0)
                .set(Tags.ImageHorizontalFlip, "N")
                .set(Tags.PresentationLUTShape, "IDENTITY");
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
