// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.Peer;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SyntheticImages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * States that dcmpsmk of DCMTK makes, changed, and drawn by dcmp2pgm and here.
 *
 * <p>Windows and stages that have no LUT of 8 bits may differ by one grey: DCMTK cuts off what
 * comes after the point of a grey value, where the nearest is taken here. Everything else is the
 * same.
 */
@Tag("peer")
class PresentationPeerTest {

    private static final int ROWS = 20;
    private static final int COLUMNS = 30;

    @TempDir Path folder;

    private DataSet image(int allocated, int stored, boolean isSigned) {
        return image(SyntheticImages.grey(ROWS, COLUMNS, allocated, stored, isSigned));
    }

    private DataSet image(ImagePixel image) {
        var dataSet =
                SyntheticImages.dataSet(SyntheticImages.frame(image, 3)).toBuilder()
                        .set(Tags.StudyDate, "20260315")
                        .set(Tags.StudyTime, "101500")
                        .set(Tags.StudyID, "S1")
                        .set(Tags.SeriesNumber, 1)
                        .set(Tags.InstanceNumber, 1)
                        .set(Tags.PatientSex, "O")
                        .set(Tags.PatientBirthDate, "19500102")
                        .build();
        write("image.dcm", dataSet);
        return dataSet;
    }

    private void write(String name, DataSet dataSet) {
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state that dcmpsmk makes of the image, without its values of interest. */
    private DataSetBuilder state() throws IOException {
        Peer.run("dcmpsmk", "-V", file("image.dcm"), file("state.dcm"));
        return Part10.read(folder.resolve("state.dcm")).dataSet().toBuilder()
                .empty(Tags.Laterality);
    }

    private String file(String name) {
        return Peer.path(folder.resolve(name));
    }

    private int[][] theirs(DataSet state) throws IOException {
        write("changed.dcm", state);
        assertThat(Peer.ask("dciodvfy", "-new", file("changed.dcm")).output())
                .doesNotContain("Error");
        Peer.run("dcmp2pgm", "-p", file("changed.dcm"), file("image.dcm"), file("theirs.pgm"));
        byte[] pgm = Files.readAllBytes(folder.resolve("theirs.pgm"));
        var header = new String(pgm, 0, Math.min(64, pgm.length), StandardCharsets.ISO_8859_1);
        var words = header.replaceAll("#[^\\n]*", "").strip().split("\\s+", -1);
        assertThat(words[0]).isEqualTo("P5");
        assertThat(words[3]).isEqualTo("255");
        int columns = Integer.parseInt(words[1]);
        int rows = Integer.parseInt(words[2]);
        int at = pgm.length - rows * columns;
        var greys = new int[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            greys[i / columns][i % columns] = pgm[at + i] & 0xFF;
        }
        return greys;
    }

    private static int[][] ours(DataSet state, DataSet image) throws IOException {
        return Pictures.greys(Pictures.of(state, image, Viewport.unbounded()));
    }

    private static void requireClose(int[][] ours, int[][] theirs, int tolerance) {
        assertThat(ours.length).isEqualTo(theirs.length);
        for (int y = 0; y < ours.length; y++) {
            assertThat(ours[y]).hasSameSizeAs(theirs[y]);
            for (int x = 0; x < ours[y].length; x++) {
                assertThat(ours[y][x])
                        .as("row %d, column %d", y, x)
                        .isCloseTo(theirs[y][x], within(tolerance));
            }
        }
    }

    private static DataSet window(double center, double width) {
        return DataSet.builder()
                .set(Tags.WindowCenter, center)
                .set(Tags.WindowWidth, width)
                .build();
    }

    /** An item of a LUT sequence, of noise. */
    private static DataSet table(int entries, int first, int bits, long seed) {
        var data = new byte[entries * bits / 8];
        new Random(seed).nextBytes(data);
        return DataSet.builder()
                .set(Tags.LUTDescriptor, VR.US, entries == 65536 ? 0 : entries, first, bits)
                .set(Tags.LUTData, VR.OW, data)
                .build();
    }

    /** A VOI LUT that gives each value of 8 bits another, so that pictures tell pixels apart. */
    private static DataSet interest() {
        return DataSet.builder().sequence(Tags.VOILUTSequence, table(256, 0, 8, 7)).build();
    }

    @ParameterizedTest
    @CsvSource({"8, 8, false", "16, 12, false", "16, 12, true", "16, 16, true"})
    void a_window_and_both_shapes_are_followed(int allocated, int stored, boolean isSigned)
            throws IOException {
        var image = image(allocated, stored, isSigned);
        double width = Math.scalb(1.0, stored - 1);
        var item = window(isSigned ? 10 : width, width);
        for (var shape : new String[] {"IDENTITY", "INVERSE"}) {
            var state =
                    state().sequence(Tags.SoftcopyVOILUTSequence, item)
                            .set(Tags.PresentationLUTShape, shape)
                            .build();
            requireClose(ours(state, image), theirs(state), 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 8, false", "16, 12, false", "16, 12, true"})
    void without_values_of_interest_the_whole_range_is_shown(
            int allocated, int stored, boolean isSigned) throws IOException {
        var image = image(allocated, stored, isSigned);
        var state = state().build();

        requireClose(ours(state, image), theirs(state), 1);
    }

    @Test
    void the_rescale_of_the_state_counts_and_not_that_of_the_image() throws IOException {
        var plain = image(16, 12, false);
        var image =
                plain.toBuilder()
                        .set(Tags.RescaleSlope, 7.0)
                        .set(Tags.RescaleIntercept, -3000.0)
                        .build();
        write("image.dcm", image);
        var state =
                state().set(Tags.RescaleSlope, 2.0)
                        .set(Tags.RescaleIntercept, -1024.0)
                        .set(Tags.RescaleType, "US")
                        .sequence(Tags.SoftcopyVOILUTSequence, window(1000, 3000))
                        .build();

        requireClose(ours(state, image), theirs(state), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void luts_of_modality_interest_and_presentation_follow_each_other(int bits) throws IOException {
        var image = image(8, 8, false);
        var interest =
                DataSet.builder().sequence(Tags.VOILUTSequence, table(256, 0, bits, 1)).build();
        var state =
                state().remove(Tags.PresentationLUTShape)
                        .sequence(
                                Tags.ModalityLUTSequence,
                                table(256, 0, 8, 2).with(Tags.ModalityLUTType, "US"))
                        .sequence(Tags.SoftcopyVOILUTSequence, interest)
                        .sequence(Tags.PresentationLUTSequence, table(1 << bits, 0, 16, 3))
                        .build();

        requireClose(ours(state, image), theirs(state), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDENTITY", "INVERSE"})
    void the_shape_decides_of_what_is_black_whatever_the_image_says(String shape)
            throws IOException {
        var image =
                image(
                        SyntheticImages.grey(ROWS, COLUMNS, 8, 8, false)
                                .withPhotometric(PhotometricInterpretation.MONOCHROME1));
        var state =
                state().sequence(Tags.SoftcopyVOILUTSequence, interest())
                        .set(Tags.PresentationLUTShape, shape)
                        .build();

        requireClose(ours(state, image), theirs(state), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, N, left, top",
        "90, N, left, bottom",
        "180, N, right, bottom",
        "270, N, right, top",
        "0, Y, right, top",
        "90, Y, left, top",
        "180, Y, left, bottom",
        "270, Y, right, bottom"
    })
    void an_image_is_turned_and_flipped_and_cut_as_dcmtk_does(
            int degrees, String flip, String x, String y) throws IOException {
        var image = image(8, 8, false);
        boolean isLeft = x.equals("left");
        boolean isTop = y.equals("top");
        var turned =
                state().sequence(Tags.SoftcopyVOILUTSequence, interest())
                        .set(Tags.ImageRotation, degrees)
                        .set(Tags.ImageHorizontalFlip, flip)
                        .sequence(
                                Tags.DisplayedAreaSelectionSequence,
                                area(isLeft, isTop, 1, 1, COLUMNS, ROWS))
                        .build();
        int[][] whole = theirs(turned);

        requireClose(ours(turned, image), whole, 0);

        // DCMTK draws the whole image, and says where the displayed area begins in it.
        var cut =
                turned.toBuilder()
                        .sequence(
                                Tags.DisplayedAreaSelectionSequence,
                                area(isLeft, isTop, 4, 3, 11, 18))
                        .build();
        int[][] ours = ours(cut, image);
        boolean isSideways = degrees % 180 != 0;
        assertThat(ours.length).isEqualTo(isSideways ? 8 : 16);
        int left =
                switch (degrees) {
                    case 0 -> 4 - 1;
                    case 90 -> ROWS - 18;
                    case 180 -> COLUMNS - 11;
                    default -> 3 - 1;
                };
        int width = isSideways ? 16 : 8;
        int first = flip.equals("Y") ? (isSideways ? ROWS : COLUMNS) - left - width : left;
        int top =
                switch (degrees) {
                    case 0 -> 3 - 1;
                    case 90 -> 4 - 1;
                    case 180 -> ROWS - 18;
                    default -> COLUMNS - 11;
                };
        for (int row = 0; row < ours.length; row++) {
            assertThat(ours[row])
                    .isEqualTo(Arrays.copyOfRange(whole[top + row], first, first + width));
        }
    }

    /** An area whose corners are named by where they are seen: the first is at the top left. */
    private static DataSet area(
            boolean isLeft, boolean isTop, int left, int top, int right, int bottom) {
        return DataSet.builder()
                .set(
                        Tags.DisplayedAreaTopLeftHandCorner,
                        isLeft ? left : right,
                        isTop ? top : bottom)
                .set(
                        Tags.DisplayedAreaBottomRightHandCorner,
                        isLeft ? right : left,
                        isTop ? bottom : top)
                .set(Tags.PresentationSizeMode, "SCALE TO FIT")
                .set(Tags.PresentationPixelAspectRatio, 1, 1)
                .build();
    }

    @Test
    void a_bitmap_covers_what_dcmtk_covers() throws IOException {
        var image = image(8, 8, false);
        var bits = new byte[(ROWS * COLUMNS + 15) / 16 * 2];
        new Random(5).nextBytes(bits);
        var state =
                state().sequence(Tags.SoftcopyVOILUTSequence, interest())
                        .set(Tags.ImageRotation, 90)
                        .set(Tags.ImageHorizontalFlip, "N")
                        .sequence(
                                Tags.DisplayedAreaSelectionSequence,
                                area(true, false, 1, 1, COLUMNS, ROWS))
                        .set(Tags.ShutterShape, "BITMAP")
                        .set(Tags.ShutterOverlayGroup, 0x6000)
                        .set(Tags.ShutterPresentationValue, 0x8080)
                        .set(Tags.OverlayRows, VR.US, ROWS)
                        .set(Tags.OverlayColumns, VR.US, COLUMNS)
                        .set(Tags.OverlayType, VR.CS, "G")
                        .set(Tags.OverlayOrigin, VR.SS, 1, 1)
                        .set(Tags.OverlayBitsAllocated, VR.US, 1)
                        .set(Tags.OverlayBitPosition, VR.US, 0)
                        .set(Tags.OverlayData, VR.OW, bits)
                        .build();

        // dcmp2pgm 3.6.7 covers with black, whatever the state says.
        requireClose(ours(state.with(Tags.ShutterPresentationValue, 0), image), theirs(state), 0);
        assertThat(ours(state, image)[0]).contains(0x80);
    }

    @Test
    void what_is_drawn_here_is_written_as_the_standard_has_it() throws IOException {
        var image = image(8, 8, false);
        var state =
                state().sequence(
                                Tags.GraphicLayerSequence,
                                DataSet.builder()
                                        .set(Tags.GraphicLayer, States.WHITE_LAYER)
                                        .set(Tags.GraphicLayerOrder, 1)
                                        .set(
                                                Tags.GraphicLayerRecommendedDisplayGrayscaleValue,
                                                0xFFFF)
                                        .build())
                        .sequence(
                                Tags.GraphicAnnotationSequence,
                                States.drawn(
                                        States.WHITE_LAYER,
                                        States.graphic("POINT", "PIXEL", false, 3, 4),
                                        States.graphic("POLYLINE", "DISPLAY", false, 0, 0, 1, 1),
                                        States.graphic("INTERPOLATED", "PIXEL", false, 1, 1, 5, 9),
                                        States.graphic("CIRCLE", "PIXEL", true, 9, 9, 12, 9),
                                        States.graphic(
                                                "ELLIPSE", "PIXEL", false, 5, 9, 15, 9, 10, 5, 10,
                                                12)),
                                States.written(States.WHITE_LAYER, States.boxed("T", 2, 2, 20, 14)))
                        .build();

        assertThat(theirs(state))
                .as("read by DCMTK, which draws no graphics")
                .hasDimensions(ROWS, COLUMNS);
        assertThat(ours(state, image)[9]).contains(255);
    }
}
