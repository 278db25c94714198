// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.demo.imaging.Catalogue;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.pixel.Transcoder;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images that PACS keep compressed, by whatever encoder: each is on the screen. In 0.1 every frame
 * but those in RLE stayed black, because the decoders' glue was forbidden to them.
 */
@Tag("peer")
class CompressedViewerTest {

    private static final int SLICES = 3;

    /** How a series is compressed: a name for it, and the peer's command, empty for our own. */
    private record Kind(String name, TransferSyntax syntax, List<String> command) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("RLE", TransferSyntax.RLE_LOSSLESS, List.of()),
                    new Kind("JPEG-14", TransferSyntax.JPEG_LOSSLESS, List.of("dcmcjpeg", "+el")),
                    new Kind(
                            "JPEG-SV1",
                            TransferSyntax.JPEG_LOSSLESS_SV1,
                            List.of("dcmcjpeg", "+e1")),
                    new Kind("JLS-OURS", TransferSyntax.JPEG_LS_LOSSLESS, List.of()),
                    new Kind(
                            "JLS-NEAR",
                            TransferSyntax.JPEG_LS_NEAR_LOSSLESS,
                            List.of("dcmcjpls", "+en", "+md", "2")),
                    new Kind(
                            "J2K-GDCM",
                            TransferSyntax.JPEG_2000_LOSSLESS,
                            List.of("gdcmconv", "--j2k")),
                    new Kind("HTJ2K-OURS", TransferSyntax.HTJ2K_LOSSLESS, List.of()),
                    new Kind("RPCL-OURS", TransferSyntax.HTJ2K_LOSSLESS_RPCL, List.of()));

    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs pacs;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        var exams = Files.createDirectories(folder.resolve("exams"));
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        for (int number = 0; number < KINDS.size(); number++) {
            for (int slice = 0; slice < SLICES; slice++) {
                write(KINDS.get(number), slice(number, slice), scratch, exams);
            }
        }
        cine(exams.resolve("cine.dcm"));
        pacs = Pacs.start(PacsSettings.of("DEMO_LILLE", exams).withDestination(hub.node()));
        hub.start(List.of(TestHub.source("lille", pacs, "get, move")));
        chromium = new Chromium(hub.base());
    }

    /** A slice of the series of that number. */
    private static DataSet slice(int number, int slice) throws Exception {
        var task = TestExams.CATALOGUE.pelvicMR().objects().get(SLICES * number + slice);
        var image = task.object().call();
        var series = image.uid(Tags.SeriesInstanceUID).orElseThrow().value();
        return image.toBuilder()
                .set(Tags.SeriesInstanceUID, new UID(series + "." + (number + 1)))
                .set(Tags.SeriesNumber, String.valueOf(number + 1))
                .set(Tags.SeriesDescription, KINDS.get(number).name())
                .set(
                        Tags.SOPInstanceUID,
                        new UID(series + ".%d.%d".formatted(number + 1, slice + 1)))
                .build();
    }

    private static void write(Kind kind, DataSet image, Path scratch, Path exams) throws Exception {
        var name = image.uid(Tags.SOPInstanceUID).orElseThrow().value();
        var plain = scratch.resolve(name);
        try (var out = new BufferedOutputStream(Files.newOutputStream(plain))) {
            Part10.write(out, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var target = exams.resolve(name + ".dcm");
        if (kind.command().isEmpty()) {
            transcode(plain, kind.syntax(), target);
        } else {
            var command = new ArrayList<>(kind.command());
            command.addAll(List.of(plain.toString(), target.toString()));
            var process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor()).as("%s", command).isZero();
        }
        assertThat(Part10.read(target).meta().transferSyntax()).isEqualTo(kind.syntax());
    }

    private static void transcode(Path from, TransferSyntax syntax, Path target) throws Exception {
        var source = Part10.read(from);
        try (var out = new BufferedOutputStream(Files.newOutputStream(target))) {
            Transcoder.standard().write(source, BulkDataSource.none(), syntax, out);
        }
    }

    private static void cine(Path target) throws Exception {
        var plain = folder.resolve("cine-plain.dcm");
        var image = TestExams.CATALOGUE.echocardiography().objects().getFirst().object().call();
        try (var out = new BufferedOutputStream(Files.newOutputStream(plain))) {
            Part10.write(out, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        transcode(plain, TransferSyntax.JPEG_BASELINE, target);
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        hub.close();
        pacs.close();
    }

    @AfterEach
    void the_viewer_keeps_to_its_policy_and_asks_nobody_else() {
        assertThat(chromium.violations()).isEmpty();
        assertThat(chromium.strangers()).isEmpty();
    }

    @Test
    void every_compression_that_a_pacs_keeps_is_on_the_screen() throws Exception {
        var viewer = ViewerWindow.open(hub, chromium, "digestif", Catalogue.AUGUSTE);
        for (int number = 0; number < KINDS.size(); number++) {
            viewer.openSeries(KINDS.get(number).name());
            viewer.awaitSeries(slice(number, 0).uid(Tags.SeriesInstanceUID).orElseThrow());
            int seen = viewer.awaitNumber("", slice(number, 0), shown -> true);
            assertThat(viewer.likeness(viewer.active(), slice(number, seen - 1 - SLICES * number)))
                    .as(KINDS.get(number).name())
                    .isGreaterThan(0.95);
        }
        Chromium.shoot(viewer.page(), "viewer-compressed");
    }

    @Test
    void a_cine_in_jpeg_plays() throws Exception {
        var viewer = ViewerWindow.open(hub, chromium, "senologie", Catalogue.CLOTILDE);
        var cine = TestExams.CATALOGUE.echocardiography().objects().getFirst().object().call();

        int first = viewer.awaitNumber("", cine, number -> true);
        int second = viewer.awaitNumber("", cine, number -> number != first);

        Chromium.shoot(viewer.page(), "viewer-jpeg-cine");
        assertThat(second).isNotEqualTo(first);
    }
}
