// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.presentation.States.area;
import static spiders.dicom.presentation.States.state;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.SyntheticImages;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

class PresentationRendererTest {

    private static final int ROWS = States.ROWS;
    private static final int COLUMNS = States.COLUMNS;
    private static final ImagePixel GREY = SyntheticImages.grey(ROWS, COLUMNS, 8, 8, false);
    private static final DataSet IMAGE = SyntheticImages.dataSet(SyntheticImages.frame(GREY, 5));

    private static int[][] picture(DataSet state) throws IOException {
        return picture(state, Viewport.unbounded());
    }

    private static int[][] picture(DataSet state, Viewport viewport) throws IOException {
        return Pictures.greys(Pictures.of(state, IMAGE, viewport));
    }

    private static Viewport filled(int width, int height) {
        return new Viewport(width, height, Viewport.Fitting.FILLED);
    }

    private static DataSet shown(DataSet... areas) {
        return state().sequence(Tags.DisplayedAreaSelectionSequence, areas).build();
    }

    private static void require(int[][] greys, int rows, int columns, IntBinaryOperator grey) {
        assertThat(greys.length).isEqualTo(rows);
        for (int y = 0; y < rows; y++) {
            assertThat(greys[y]).hasSize(columns);
            for (int x = 0; x < columns; x++) {
                assertThat(greys[y][x])
                        .as("row %d, column %d", y, x)
                        .isEqualTo(grey.applyAsInt(y, x));
            }
        }
    }

    @Test
    void what_is_shown_beside_the_image_is_black() throws IOException {
        int[][] whole = picture(state().build());
        int[][] wide = picture(shown(area("SCALE TO FIT", -9, -4, 70, 50)));

        require(
                wide,
                55,
                80,
                (y, x) ->
                        y < 5 || y >= 5 + ROWS || x < 10 || x >= 10 + COLUMNS
                                ? 0
                                : whole[y - 5][x - 10]);
        require(picture(shown(area("SCALE TO FIT", 100, 100, 103, 101))), 2, 4, (_, _) -> 0);
    }

    @Test
    void an_image_is_magnified_as_the_state_has_it_and_cut_to_its_middle() throws IOException {
        int[][] whole = picture(state().build());
        var twice =
                shown(
                        area("MAGNIFY", 11, 6, 30, 15).toBuilder()
                                .set(Tags.PresentationPixelMagnificationRatio, 2.0)
                                .build());

        IntBinaryOperator doubled = (y, x) -> whole[5 + y / 2][10 + x / 2];
        require(picture(twice), 20, 40, doubled);
        require(
                picture(twice, filled(16, 10)),
                10,
                16,
                (y, x) -> doubled.applyAsInt(y + 5, x + 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCALE TO FIT", "TRUE SIZE"})
    void an_area_fills_the_viewport_that_is_asked_for_and_else_keeps_its_size(String mode)
            throws IOException {
        int[][] whole = picture(state().build());
        var part = shown(area(mode, 11, 6, 30, 15));

        require(picture(part), 10, 20, (y, x) -> whole[5 + y][10 + x]);
        require(picture(part, filled(60, 99)), 30, 60, (y, x) -> whole[5 + y / 3][10 + x / 3]);
        require(
                picture(part, new Viewport(10, 99, Viewport.Fitting.SHRUNK)),
                5,
                10,
                (y, x) -> mean(whole, 5 + 2 * y, 10 + 2 * x));
    }

    private static int mean(int[][] greys, int y, int x) {
        return (greys[y][x] + greys[y][x + 1] + greys[y + 1][x] + greys[y + 1][x + 1] + 2) / 4;
    }

    @Test
    void pixels_that_are_not_square_are_shown_as_they_are() throws IOException {
        int[][] whole = picture(state().build());
        var area = area("SCALE TO FIT", 1, 1, COLUMNS, ROWS);
        var high = area.toBuilder().set(Tags.PresentationPixelAspectRatio, 2, 1).build();
        var wide = area.toBuilder().set(Tags.PresentationPixelSpacing, 0.5, 1.5).build();

        require(picture(shown(high)), 2 * ROWS, COLUMNS, (y, x) -> whole[y / 2][x]);
        require(picture(shown(wide)), ROWS, 3 * COLUMNS, (y, x) -> whole[y][x / 3]);
    }

    @Test
    void shutters_cover_what_is_outside_of_all_of_them() throws IOException {
        int[][] whole = picture(state().build());
        var shutter =
                state().set(Tags.ShutterShape, "RECTANGULAR", "CIRCULAR", "POLYGONAL")
                        .set(Tags.ShutterPresentationValue, 0x4040)
                        .set(Tags.ShutterLeftVerticalEdge, 11)
                        .set(Tags.ShutterRightVerticalEdge, 50)
                        .set(Tags.ShutterUpperHorizontalEdge, 3)
                        .set(Tags.ShutterLowerHorizontalEdge, 38)
                        .set(Tags.CenterOfCircularShutter, 20, 30)
                        .set(Tags.RadiusOfCircularShutter, 19)
                        // A triangle: row and column of each corner.
                        .set(Tags.VerticesOfThePolygonalShutter, 1, 1, 1, 60, 60, 1);
        require(
                picture(shutter.build()),
                ROWS,
                COLUMNS,
                (y, x) -> isSeen(y + 1, x + 1) ? whole[y][x] : 0x40);
        require(
                picture(shutter.set(Tags.ShutterShape, "RECTANGULAR").build()),
                ROWS,
                COLUMNS,
                (y, x) -> x >= 10 && x < 50 && y >= 2 && y < 38 ? whole[y][x] : 0x40);
    }

    private static boolean isSeen(int row, int column) {
        boolean isInRectangle = column >= 11 && column <= 50 && row >= 3 && row <= 38;
        boolean isInCircle = (row - 20) * (row - 20) + (column - 30) * (column - 30) <= 19 * 19;
        return isInRectangle && isInCircle && row + column <= 61;
    }

    @Test
    void values_of_interest_and_areas_are_those_of_the_frame() throws IOException {
        var frame = SyntheticImages.frame(GREY, 5);
        var image = SyntheticImages.dataSet(frame, frame);
        var first = interest(128, 256);
        var second =
                interest(20, 1).toBuilder()
                        .sequence(Tags.ReferencedImageSequence, States.reference(2))
                        .build();
        var state = state().sequence(Tags.SoftcopyVOILUTSequence, second, first).build();

        int[][] one = Pictures.greys(Pictures.of(state, image, 0, Viewport.unbounded()));
        int[][] two = Pictures.greys(Pictures.of(state, image, 1, Viewport.unbounded()));

        assertThat(one).isDeepEqualTo(picture(state().build()));
        assertThat(Arrays.stream(two).flatMapToInt(Arrays::stream)).containsOnly(0, 255);
    }

    private static DataSet interest(double center, double width) {
        return DataSet.builder()
                .set(Tags.WindowCenter, center)
                .set(Tags.WindowWidth, width)
                .build();
    }

    @Test
    void the_images_and_frames_of_a_state_are_told() {
        var series =
                DataSet.builder()
                        .set(Tags.SeriesInstanceUID, new UID("2.25.2"))
                        .sequence(Tags.ReferencedImageSequence, States.reference(1, 3))
                        .build();
        var state =
                PresentationState.of(
                        state().sequence(Tags.ReferencedSeriesSequence, series).build());

        assertThat(state.images()).hasSize(1);
        var image = state.images().getFirst();
        assertThat(image.frames()).isEqualTo(List.of(1, 3));
        assertThat(state.covers(image.sopInstanceUID(), 3)).isTrue();
        assertThat(state.covers(image.sopInstanceUID(), 2)).isFalse();
        assertThat(state.covers(image.seriesInstanceUID(), 1)).isFalse();
    }
}
