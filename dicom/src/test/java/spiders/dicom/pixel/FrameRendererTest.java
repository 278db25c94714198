// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.Hex;
import spiders.dicom.Peer;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.jpeg.JPEGEncoder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

class FrameRendererTest {

    @TempDir Path folder;

    private static int[] grey(DataSet dataSet) throws IOException {
        return row(picture(dataSet), 0);
    }

    private static Frame picture(DataSet dataSet) throws IOException {
        var reader =
                FrameReader.of(
                        dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataSource.none());
        return FrameRenderer.of(dataSet).render(reader.frame(0), 0);
    }

    private static int[] row(Frame picture, int component) {
        var row = new int[picture.image().columns()];
        picture.row(component, 0, row, 0);
        return row;
    }

    private static DataSet values(int... values) {
        var image = SyntheticImages.grey(1, values.length, 16, 16, true);
        var frame = Frame.blank(image);
        frame.setRow(0, 0, values, 0);
        return SyntheticImages.dataSet(frame);
    }

    @Test
    void a_window_is_applied_to_rescaled_values() throws IOException {
        var dataSet =
                values(0, 974, 1024, 1074, 2000).toBuilder()
                        .set(Tags.RescaleSlope, 1.0)
                        .set(Tags.RescaleIntercept, -1024.0)
                        .set(Tags.WindowCenter, 0.5)
                        .set(Tags.WindowWidth, 101.0)
                        .build();

        // (x - (c - 0.5)) / (w - 1) + 0.5, times 255: -50 is black, 0 is 127.5, 50 is white.
        assertThat(grey(dataSet)).containsExactly(0, 0, 128, 255, 255);
        assertThat(grey(dataSet.with(Tags.PhotometricInterpretation, "MONOCHROME1")))
                .containsExactly(255, 255, 128, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        // PS3.3 section C.11.2.1.2, computed by hand.
        "LINEAR, -50, 0.0", // at c - 0.5 - (w-1)/2 = -50
        "LINEAR, 0, 0.505050", // 0.5/99 + 0.5
        "LINEAR, 49, 1.0",
        "LINEAR_EXACT, -50, 0.0",
        "LINEAR_EXACT, 0, 0.5",
        "LINEAR_EXACT, 25, 0.75",
        "SIGMOID, 0, 0.5",
        "SIGMOID, 25, 0.731059", // 1/(1+exp(-1))
        "SIGMOID, -25, 0.268941"
    })
    void the_three_functions_are_those_of_the_standard(
            Window.Function function, double value, double brightness) {
        var window = new Window(0, 100, function);

        assertThat(window.brightness(value)).isCloseTo(brightness, within(1e-6));
    }

    @Test
    void without_a_window_the_picture_spans_the_values_and_not_their_padding() throws IOException {
        var dataSet = values(-2000, 100, 200, 300);

        assertThat(grey(dataSet.toBuilder().set(Tags.PixelPaddingValue, VR.SS, -2000).build()))
                .containsExactly(0, 0, 128, 255);
        assertThat(
                        grey(
                                values(-2000, -1990, 200, 300).toBuilder()
                                        .set(Tags.PixelPaddingValue, VR.SS, -1980)
                                        .set(Tags.PixelPaddingRangeLimit, VR.SS, -2000)
                                        .build()))
                .containsExactly(0, 0, 0, 255);
    }

    @Test // Until 2026-11 it spanned what the least and the greatest stored value become.
    void without_a_window_the_picture_spans_what_a_lut_makes_of_the_values() throws IOException {
        var modality =
                DataSet.builder()
                        .set(Tags.LUTDescriptor, VR.US, 3, 10, 16)
                        .set(Tags.LUTData, VR.OW, Hex.bytes("640000006E00"))
                        .build();
        var dataSet = values(10, 11, 12).toBuilder();

        assertThat(grey(dataSet.sequence(Tags.ModalityLUTSequence, modality).build()))
                .containsExactly(232, 0, 255);
    }

    @Test
    void luts_of_modality_and_interest_are_followed() throws IOException {
        var modality =
                DataSet.builder()
                        .set(Tags.LUTDescriptor, VR.US, 3, 10, 16)
                        .set(Tags.LUTData, VR.OW, Hex.bytes("000001000200"))
                        .build();
        var interest =
                DataSet.builder()
                        .set(Tags.LUTDescriptor, VR.US, 3, 0, 8)
                        .set(Tags.LUTData, VR.OW, Hex.bytes("0000FF008000"))
                        .build();
        var dataSet =
                values(5, 10, 11, 12, 99).toBuilder()
                        .sequence(Tags.ModalityLUTSequence, modality)
                        .sequence(Tags.VOILUTSequence, interest)
                        .build();

        assertThat(grey(dataSet)).containsExactly(0, 0, 255, 128, 128);
    }

    @Test
    void functional_groups_of_the_frame_come_before_the_shared_ones() throws IOException {
        var narrow = voi(0.5, 2);
        var wide = voi(0.5, 1001);
        var dataSet =
                values(-500, 0, 500).toBuilder()
                        .sequence(Tags.SharedFunctionalGroupsSequence, wide)
                        .build();

        assertThat(grey(dataSet)).containsExactly(0, 128, 255);
        assertThat(
                        grey(
                                dataSet.toBuilder()
                                        .sequence(Tags.PerFrameFunctionalGroupsSequence, narrow)
                                        .build()))
                .containsExactly(0, 128, 255);
        var edge = values(-1, 0, 1);
        assertThat(
                        grey(
                                edge.toBuilder()
                                        .sequence(Tags.SharedFunctionalGroupsSequence, wide)
                                        .sequence(Tags.PerFrameFunctionalGroupsSequence, narrow)
                                        .build()))
                .containsExactly(0, 128, 255);
    }

    private static DataSet voi(double center, double width) {
        return DataSet.builder()
                .sequence(
                        Tags.FrameVOILUTSequence,
                        DataSet.builder()
                                .set(Tags.WindowCenter, center)
                                .set(Tags.WindowWidth, width)
                                .build())
                .build();
    }

    @Test
    void the_pictures_are_read_by_the_jdk_as_png_and_jpeg() throws IOException {
        for (var image :
                List.of(
                        SyntheticImages.grey(30, 41, 8, 8, false),
                        SyntheticImages.colour(30, 41, true))) {
            var dataSet = SyntheticImages.dataSet(smooth(image));
            var picture =
                    FrameRenderer.of(dataSet)
                            .with(new Window(127.5, 255, Window.Function.LINEAR_EXACT))
                            .render(smooth(image), 0);
            var png = new ByteArrayOutputStream();
            PNGEncoder.write(picture, png);
            requireClose(picture, png.toByteArray(), 0);
            requireClose(picture, new JPEGEncoder(98).encode(picture), 8);
        }
    }

    private static Frame smooth(ImagePixel image) {
        var frame = Frame.blank(image);
        var row = new int[image.columns()];
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            for (int y = 0; y < image.rows(); y++) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = 40 + 2 * x + y + 20 * c;
                }
                frame.setRow(c, y, row, 0);
            }
        }
        return frame;
    }

    private static void requireClose(Frame picture, byte[] encoded, int tolerance)
            throws IOException {
        var read = ImageIO.read(new ByteArrayInputStream(encoded));
        var image = picture.image();
        assertThat(read.getWidth()).isEqualTo(image.columns());
        assertThat(read.getHeight()).isEqualTo(image.rows());
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                for (int c = 0; c < 3; c++) {
                    int component = Math.min(c, image.samplesPerPixel() - 1);
                    int ours = (int) picture.samples().whole(picture.index(component, y, x));
                    int theirs =
                            image.samplesPerPixel() == 1
                                    ? read.getRaster().getSample(x, y, 0)
                                    : read.getRGB(x, y) >> (16 - 8 * c) & 0xFF;
                    assertThat(theirs).isCloseTo(ours, within(tolerance));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8, false, LINEAR",
        "16, 12, false, LINEAR",
        "16, 12, true, LINEAR",
        "16, 16, true, LINEAR",
        "16, 12, false, SIGMOID"
    })
    @Tag("peer")
    void dcmtk_renders_the_same_grey_within_one(
            int allocated, int stored, boolean isSigned, Window.Function function)
            throws IOException {
        var image = SyntheticImages.grey(20, 30, allocated, stored, isSigned);
        var frame = SyntheticImages.frame(image, 3);
        double width = Math.scalb(1.0, stored - 1);
        double center = isSigned ? 10 : width;
        var dataSet =
                SyntheticImages.dataSet(frame).toBuilder()
                        .set(Tags.RescaleSlope, 1.0)
                        .set(Tags.RescaleIntercept, 0.0)
                        .set(Tags.WindowCenter, center)
                        .set(Tags.WindowWidth, width)
                        .set(Tags.VOILUTFunction, function.name())
                        .build();
        var file = folder.resolve("image.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var pgm = folder.resolve("image.pgm");
        var shape = function == Window.Function.SIGMOID ? "+Wfs" : "+Wfl";
        Peer.run("dcm2pnm", "+Wi", "1", shape, "+op", Peer.path(file), Peer.path(pgm));
        byte[] theirs = Files.readAllBytes(pgm);
        byte[] ours = ((Samples.OfByte) picture(dataSet).samples()).array();
        int header = theirs.length - ours.length;

        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i] & 0xFF).isCloseTo(theirs[header + i] & 0xFF, within(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"8", "16"})
    @Tag("peer")
    void dcmtk_renders_the_same_palette(int bits) throws IOException {
        var image =
                SyntheticImages.grey(20, 30, 8, 8, false)
                        .withPhotometric(PhotometricInterpretation.PALETTE_COLOR);
        var builder = SyntheticImages.dataSet(SyntheticImages.frame(image, 3)).toBuilder();
        var random = new Random(11);
        for (int i = 0; i < 3; i++) {
            var table = new byte[200 * bits / 8];
            random.nextBytes(table);
            builder.set(PaletteTest.DESCRIPTORS.get(i), VR.US, 200, 20, bits);
            builder.set(PaletteTest.DATA.get(i), VR.OW, table);
        }
        var dataSet = builder.build();
        var file = folder.resolve("image.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var ppm = folder.resolve("image.ppm");
        Peer.run("dcm2pnm", "+op", Peer.path(file), Peer.path(ppm));
        byte[] theirs = Files.readAllBytes(ppm);
        // The tables are left in the file, and are brought from there.
        var left = Part10.read(file, ReadOptions.withoutBulkData().withBulkThreshold(16)).dataSet();
        var source = BulkDataSource.file(file);
        var frame = FrameReader.of(left, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, source).frame(0);
        var picture = FrameRenderer.of(left, source).render(frame, 0);
        byte[] ours = ((Samples.OfByte) picture.samples()).array();
        int header = theirs.length - ours.length;

        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i] & 0xFF).isCloseTo(theirs[header + i] & 0xFF, within(1));
        }
    }
}
