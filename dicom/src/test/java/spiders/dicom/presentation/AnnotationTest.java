// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.presentation.States.GREY_LAYER;
import static spiders.dicom.presentation.States.WHITE_LAYER;
import static spiders.dicom.presentation.States.boxed;
import static spiders.dicom.presentation.States.drawn;
import static spiders.dicom.presentation.States.graphic;
import static spiders.dicom.presentation.States.state;
import static spiders.dicom.presentation.States.written;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.util.HashSet;

/** What is drawn over a black image of 60 columns and 40 rows. */
class AnnotationTest {

    private static final int ROWS = States.ROWS;
    private static final int COLUMNS = States.COLUMNS;
    private static final int WHITE = 255;

    private static int[][] picture(DataSet state) throws IOException {
        return Pictures.greys(Pictures.of(state, States.black(), Viewport.unbounded()));
    }

    private static int[][] annotated(DataSet... annotations) throws IOException {
        return picture(state().sequence(Tags.GraphicAnnotationSequence, annotations).build());
    }

    @ParameterizedTest
    @CsvSource({"PIXEL, 1, 1", "DISPLAY, 60, 40"})
    void the_pixels_of_a_circle_lie_on_it(String units, double x, double y) throws IOException {
        // The center of the pixel in column 30 and row 20, and a point 12 pixels beside it.
        var circle = graphic("CIRCLE", units, false, 30.5 / x, 20.5 / y, 42.5 / x, 20.5 / y);
        int[][] greys = annotated(drawn(WHITE_LAYER, circle));
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                double distance = Math.hypot(column - 30, row - 20);
                if (Math.abs(distance - 12) > 1) {
                    assertThat(greys[row][column]).as("%d, %d", row, column).isZero();
                }
            }
        }
        for (int degrees = 0; degrees < 360; degrees++) {
            int column = (int) Math.floor(30.5 + 12 * Math.cos(Math.toRadians(degrees)));
            int row = (int) Math.floor(20.5 + 12 * Math.sin(Math.toRadians(degrees)));
            assertThat(isNear(greys, column, row)).as("at %d degrees", degrees).isTrue();
        }
        assertThat(greys[20][42]).isEqualTo(WHITE);
        assertThat(greys[32][30]).isEqualTo(WHITE);
        assertThat(greys[20][30]).isZero();
    }

    private static boolean isNear(int[][] greys, int column, int row) {
        for (int y = row - 1; y <= row + 1; y++) {
            for (int x = column - 1; x <= column + 1; x++) {
                if (greys[y][x] == WHITE) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void a_filled_ellipse_covers_what_is_within() throws IOException {
        // 20 pixels to the left and right of the middle, 8 above and below.
        var ellipse = graphic("ELLIPSE", "PIXEL", true, 10, 20, 50, 20, 30, 12, 30, 28);
        int[][] greys = annotated(drawn(GREY_LAYER, ellipse));
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                double across = (column + 0.5 - 30) / 20;
                double down = (row + 0.5 - 20) / 8;
                double place = Math.sqrt(across * across + down * down);
                if (place < 0.9) {
                    assertThat(greys[row][column]).isEqualTo(0x80);
                } else if (place > 1.15) {
                    assertThat(greys[row][column]).isZero();
                }
            }
        }
    }

    @Test
    void a_line_of_pixels_turns_with_the_image_and_one_of_the_display_does_not()
            throws IOException {
        var ofImage = graphic("POLYLINE", "PIXEL", false, 3.5, 5.5, 20.5, 5.5);
        var ofDisplay = graphic("POLYLINE", "DISPLAY", false, 0, 0, 1, 0);
        int[][] greys =
                picture(
                        state().set(Tags.ImageRotation, 90)
                                .set(Tags.ImageHorizontalFlip, "N")
                                .sequence(
                                        Tags.GraphicAnnotationSequence,
                                        drawn(WHITE_LAYER, ofImage, ofDisplay))
                                .build());

        assertThat(greys.length).isEqualTo(COLUMNS);
        for (int y = 0; y < COLUMNS; y++) {
            for (int x = 0; x < ROWS; x++) {
                // Turned clockwise, row 5 of the image is the column that is 5 from the right.
                boolean isDrawn = y == 0 || (x == ROWS - 1 - 5 && y >= 3 && y <= 20);
                assertThat(greys[y][x]).as("%d, %d", y, x).isEqualTo(isDrawn ? WHITE : 0);
            }
        }
    }

    @Test
    void a_filled_polygon_has_the_pixels_whose_middle_is_within_and_its_outline()
            throws IOException {
        var square = graphic("POLYLINE", "PIXEL", true, 10, 10, 20, 10, 20, 15, 10, 15, 10, 10);
        int[][] greys = annotated(drawn(WHITE_LAYER, square));
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                boolean isDrawn = row >= 10 && row <= 15 && column >= 10 && column <= 20;
                assertThat(greys[row][column]).isEqualTo(isDrawn ? WHITE : 0);
            }
        }
    }

    @Test
    void a_smooth_line_goes_through_its_points_and_a_point_is_a_cross() throws IOException {
        var curve =
                graphic(
                        "INTERPOLATED",
                        "PIXEL",
                        false,
                        5.5,
                        5.5,
                        15.5,
                        25.5,
                        30.5,
                        10.5,
                        50.5,
                        30.5);
        int[][] greys = annotated(drawn(WHITE_LAYER, curve));
        assertThat(greys[5][5]).isEqualTo(WHITE);
        assertThat(greys[25][15]).isEqualTo(WHITE);
        assertThat(greys[10][30]).isEqualTo(WHITE);
        assertThat(greys[30][50]).isEqualTo(WHITE);

        int[][] points =
                annotated(
                        drawn(
                                WHITE_LAYER,
                                graphic("POINT", "PIXEL", false, 7.5, 8.5),
                                graphic("MULTIPOINT", "PIXEL", false, 20.5, 8.5, 60, 40)));
        for (int[] at : new int[][] {{8, 7}, {8, 6}, {8, 8}, {7, 7}, {9, 7}, {8, 20}, {39, 59}}) {
            assertThat(points[at[0]][at[1]]).isEqualTo(WHITE);
        }
        assertThat(points[7][6]).isZero();
    }

    @Test
    void what_reaches_beyond_the_picture_is_cut_at_its_edge() throws IOException {
        var line = graphic("POLYLINE", "PIXEL", false, -1e9, 20.5, 1e9, 20.5);
        int[][] greys = annotated(drawn(WHITE_LAYER, line));
        for (int row = 0; row < ROWS; row++) {
            assertThat(greys[row]).containsOnly(row == 20 ? WHITE : 0);
        }
    }

    @Test
    void layers_are_drawn_in_their_order_and_not_in_that_of_the_file() throws IOException {
        var line = graphic("POLYLINE", "PIXEL", false, 0.5, 20.5, 59.5, 20.5);
        var column = graphic("POLYLINE", "PIXEL", false, 30.5, 0.5, 30.5, 39.5);
        int[][] greys = annotated(drawn(WHITE_LAYER, line), drawn(GREY_LAYER, column));

        assertThat(greys[20][30]).as("white, whose order is 2").isEqualTo(WHITE);
        assertThat(greys[19][30]).isEqualTo(0x80);
    }

    @Test
    void overlays_of_the_state_and_of_the_image_are_drawn_where_they_are_activated()
            throws IOException {
        var state = States.overlay(state(), 11, 6, "#..#", ".##.");
        assertThat(picture(state.build())[5]).as("of no layer").containsOnly(0);
        int[][] greys = picture(state.set(Tags.OverlayActivationLayer, VR.CS, GREY_LAYER).build());
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                boolean isDrawn =
                        (row == 5 && (column == 10 || column == 13))
                                || (row == 6 && (column == 11 || column == 12));
                assertThat(greys[row][column]).isEqualTo(isDrawn ? 0x80 : 0);
            }
        }
        var image = States.overlay(States.black().toBuilder(), 1, 1, "##").build();
        var activating = state().set(Tags.OverlayActivationLayer, VR.CS, WHITE_LAYER).build();
        var picture = Pictures.greys(Pictures.of(activating, image, Viewport.unbounded()));
        assertThat(picture[0]).startsWith(WHITE, WHITE, 0);
    }

    @Test
    void a_text_stands_in_its_box_and_a_line_leads_to_its_anchor() throws IOException {
        int[][] greys = annotated(written(WHITE_LAYER, boxed("\u00c9T\u00e9\r\nXX", 5, 4, 45, 34)));
        int inked = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (greys[row][column] != 0) {
                    assertThat(row).isBetween(4, 33);
                    assertThat(column).isBetween(5, 44);
                    inked++;
                }
            }
        }
        assertThat(inked).isGreaterThan(40);

        var anchored =
                boxed("I", 5, 5, 20, 20).toBuilder()
                        .set(Tags.AnchorPointAnnotationUnits, "PIXEL")
                        .set(Tags.AnchorPoint, VR.FL, 50.5, 30.5)
                        .set(Tags.AnchorPointVisibility, "Y")
                        .build();
        assertThat(annotated(written(WHITE_LAYER, anchored))[30][50]).isEqualTo(WHITE);
        var hidden = anchored.with(Tags.AnchorPointVisibility, "N");
        assertThat(annotated(written(WHITE_LAYER, hidden))[30][50]).isZero();
    }

    @Test
    void a_text_of_an_anchor_alone_begins_beside_it_and_each_letter_differs() throws IOException {
        var seen = new HashSet<String>();
        for (char c = '!'; c <= '~'; c++) {
            var text =
                    DataSet.builder()
                            .set(Tags.UnformattedTextValue, "" + c)
                            .set(Tags.AnchorPointAnnotationUnits, "PIXEL")
                            .set(Tags.AnchorPoint, VR.FL, 10, 10)
                            .set(Tags.AnchorPointVisibility, "N")
                            .build();
            int[][] greys = annotated(written(WHITE_LAYER, text));
            var ink = new StringBuilder();
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    if (greys[row][column] != 0) {
                        assertThat(row).isBetween(10, 18);
                        assertThat(column).isBetween(13, 17);
                        ink.append(row).append(',').append(column).append(' ');
                    }
                }
            }
            assertThat(ink).as("letter %s", c).isNotEmpty();
            assertThat(seen.add(ink.toString())).as("letter %s", c).isTrue();
        }
    }

    @Test
    void annotations_are_for_the_frames_that_they_name() throws IOException {
        var line = graphic("POLYLINE", "PIXEL", false, 0.5, 20.5, 59.5, 20.5);
        var other =
                drawn(WHITE_LAYER, line).toBuilder()
                        .sequence(Tags.ReferencedImageSequence, States.reference(2))
                        .build();

        assertThat(annotated(other)[20]).containsOnly(0);
        var own =
                other.toBuilder()
                        .sequence(Tags.ReferencedImageSequence, States.reference(1, 2))
                        .build();
        assertThat(annotated(own)[20]).containsOnly(WHITE);
    }
}
